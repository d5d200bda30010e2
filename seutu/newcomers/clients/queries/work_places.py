"""Where a worker may write down work: units, and who pays."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import FundingCode, Topic
from seutu.newcomers.clients.models.codes import CodeQuerySet
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership, Organization, Unit
from seutu.shared.organizations.roles import Permission, roles_with


def units_logged_by(worker: Worker) -> QuerySet[Unit]:
    """The open units for which ``worker`` logs: of a role in a unit that one, of one in an organization all of them."""
    today = clock.today()
    held = Membership.objects.in_force_on(today).filter(
        user=worker.user_id, role__in=roles_with(Permission.LOG_CONTACTS), organization__in=worker.logs_for
    )
    named, whole = (
        Q(pk__in=held.values("unit")),
        Q(organization__in=held.filter(unit__isnull=True).values("organization")),
    )
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    return Unit.objects.filter(is_open, named | whole).select_related("organization")


def topics_on(day: dt.date) -> CodeQuerySet:
    """The topics that can be chosen for ``day``."""
    return Topic.objects.in_force_on(day)


def funding_codes_on(day: dt.date, organizations: frozenset[int]) -> CodeQuerySet:
    """The funding codes that can be chosen for ``day``: everybody's, and those of ``organizations``."""
    rows = FundingCode.objects.in_force_on(day)
    return rows.filter(Q(organization__isnull=True) | Q(organization__in=organizations))


def municipalities() -> QuerySet[Organization]:
    """The municipalities of the region that a client may live in, by name."""
    return Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)
