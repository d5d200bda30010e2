"""Patterns of looking: setting from what number on each is shown, and noting that somebody looked at them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from seutu.newcomers.clients.models import ViewingThreshold
from seutu.newcomers.clients.rules.viewing_patterns import Pattern
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.organizations.models import Organization


@transaction.atomic
def set_thresholds(organization: Organization, thresholds: Mapping[Pattern, int], *, by: User) -> None:
    """Show each pattern of the clients of ``organization`` from this number on; the trail keeps each that changed."""
    former = dict(ViewingThreshold.objects.filter(organization=organization).values_list("pattern", "threshold"))
    for pattern, threshold in thresholds.items():
        if former.get(pattern.value) == threshold:
            continue
        row, _is_new = ViewingThreshold.objects.update_or_create(
            organization=organization, pattern=pattern.value, defaults={"threshold": threshold}
        )
        record("viewing_threshold.set", target=row, by=by, details={"pattern": pattern.value, "threshold": threshold})


@transaction.atomic
def note_patterns_seen(*, by: User, organizations: Collection[int]) -> None:
    """Somebody looked at the patterns, under each of the controllers that they answer for."""
    for organization_id in sorted(organizations):
        record("viewing_patterns.viewed", by=by, details={"purpose": "audit"}, organization_id=organization_id)
