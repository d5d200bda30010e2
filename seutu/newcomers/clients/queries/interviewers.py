"""Who can hold an interview: those who serve clients by name in an organization."""

from __future__ import annotations

from django.db.models import QuerySet

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Permission, roles_with


def interviewers_of(organization_id: int) -> QuerySet[User]:
    """The active workers who serve clients by name in an organization today, by name."""
    serving = Membership.objects.in_force_on(clock.today()).filter(
        organization=organization_id, role__in=roles_with(Permission.SERVE_CLIENTS)
    )
    return User.objects.filter(is_active=True, pk__in=serving.values("user")).order_by("display_name", "pk")
