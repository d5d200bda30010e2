"""Who acts in the register today, with what their rights follow from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import AccessGrant, EmergencyAccess, GrantLevel, Substitution, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership, Unit
from seutu.shared.organizations.queries import memberships_of
from seutu.shared.organizations.roles import PERMISSIONS, Permission, Role, roles_with


def worker_of(user: User | AnonymousUser, memberships: Sequence[Membership] | None = None) -> Worker | None:
    """The worker that ``user`` is in the register today, or None when they have nothing to do in it.

    Costs five queries whatever the number of clients, so that each page asks once; one less when the ``memberships`` in
    force today, with their organizations, are at hand.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    memberships = list(memberships_of(user)) if memberships is None else memberships
    # Who stands in for a counsellor needs a role of their own: a substitution alone opens no door.
    if not any(_permissions(each) & REGISTER_PERMISSIONS for each in memberships):
        return None
    serving = [each for each in memberships if Permission.SERVE_CLIENTS in _permissions(each)]
    units = _units_of(serving)
    opened = _opened(user, units)
    return Worker(
        user_id=user.pk,
        audit_id=user.audit_id,
        units=units,
        controllers=frozenset(each.organization_id for each in serving),
        led=_where(memberships, Permission.LEAD_SERVICE),
        logs_for=_where(memberships, Permission.LOG_CONTACTS),
        manages=_where(memberships, Permission.MANAGE_REGISTER),
        answers_for=_where(memberships, Permission.ANSWER_DATA_REQUESTS),
        stands_in_for=_stands_in_for(user) if serving else frozenset(),
        read_grants=opened["read_grants"],
        write_grants=opened["write_grants"],
        unit_read_grants=opened["unit_read_grants"],
        unit_write_grants=opened["unit_write_grants"],
    )


REGISTER_PERMISSIONS = frozenset(
    {
        Permission.LOG_CONTACTS,
        Permission.SERVE_CLIENTS,
        Permission.LEAD_SERVICE,
        Permission.MANAGE_REGISTER,
        Permission.ANSWER_DATA_REQUESTS,
    }
)


def _permissions(membership: Membership) -> frozenset[Permission]:
    return PERMISSIONS[Role(membership.role)]


def _where(memberships: Iterable[Membership], permission: Permission) -> frozenset[int]:
    return frozenset(each.organization_id for each in memberships if permission in _permissions(each))


def _units_of(serving: Iterable[Membership]) -> frozenset[int]:
    """The units named by memberships, and every unit of an organization in which a membership names none."""
    named = {each.unit_id for each in serving if each.unit_id}
    whole = [each.organization_id for each in serving if not each.unit_id]
    if whole:
        named |= set(Unit.objects.filter(organization__in=whole).values_list("pk", flat=True))
    return frozenset(named)


def _stands_in_for(user: User) -> frozenset[int]:
    today = clock.today()
    absent = Substitution.objects.filter(substitute=user, starts_on__lte=today, ends_on__gte=today)
    return frozenset(absent.values_list("absent_id", flat=True))


def _opened(user: User, units: frozenset[int]) -> dict[str, frozenset[int]]:
    today, now = clock.today(), clock.now()
    in_force = scoped(
        AccessGrant.objects.filter(withdrawn_at__isnull=True, starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(Q(user=user) | Q(unit__in=units))
    )
    found: dict[str, set[int]] = {
        name: set() for name in ("read_grants", "write_grants", "unit_read_grants", "unit_write_grants")
    }
    emergencies = scoped(EmergencyAccess.objects.filter(user=user, opened_at__lte=now, ends_at__gt=now))
    # The database is told who acts only when that is known; until then it shows no right to anybody.
    with acting_as_system():
        granted = list(in_force.values_list("client_id", "unit_id", "level"))
        opened = list(emergencies.values_list("client_id", flat=True))
    for client_id, unit_id, level in granted:
        name = "write_grants" if level == GrantLevel.WRITE else "read_grants"
        found[f"unit_{name}" if unit_id else name].add(client_id)
    found["read_grants"] |= set(opened)
    return {name: frozenset(clients) for name, clients in found.items()}


def serves_in(user: User, organization_id: int) -> bool:
    """Whether ``user`` serves clients by name in an organization today."""
    return workers_serving_in_any([organization_id]).filter(pk=user.pk).exists()


def workers_serving_in_any(organizations: Iterable[int]) -> QuerySet[User]:
    """Who may be the responsible counsellor of clients of these organizations today, by name."""
    return _people_with(Permission.SERVE_CLIENTS, organizations)


def leaders_of(organization_id: int) -> QuerySet[User]:
    """Who leads the service of an organization today, and is asked about its clients."""
    return _people_with(Permission.LEAD_SERVICE, [organization_id])


def _people_with(permission: Permission, organizations: Iterable[int]) -> QuerySet[User]:
    held = Membership.objects.in_force_on(clock.today()).filter(
        organization__in=list(organizations), role__in=roles_with(permission)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("display_name", "pk")
