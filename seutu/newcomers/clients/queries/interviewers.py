"""Who can hold an interview: those who serve clients by name in an organization."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Permission, roles_with


def interviewers_of(organization_id: int, *, known: Collection[int] = ()) -> QuerySet[User]:
    """The active workers who serve clients by name in an organization today, and those ``known`` already, by name."""
    serving = Membership.objects.in_force_on(clock.today()).filter(
        organization=organization_id, role__in=roles_with(Permission.SERVE_CLIENTS)
    )
    people = Q(is_active=True, pk__in=serving.values("user")) | Q(pk__in=known)
    return User.objects.filter(people).order_by("display_name", "pk")
