"""Questions about organizations and what people may do in them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import AccessibilityStatement, Membership, MembershipQuerySet
from seutu.shared.organizations.roles import NEEDS_SECOND_FACTOR, Permission, roles_with, roles_with_any


def memberships_of(user: User) -> MembershipQuerySet:
    """The memberships of ``user`` in force today, with their organizations."""
    return Membership.objects.in_force_on(clock.today()).filter(user=user).select_related("organization")


def memberships_on(request: HttpRequest) -> list[Membership]:
    """The memberships in force today of who asks; the database is asked once for a page and its frame."""
    if not hasattr(request, "memberships_held"):
        user = request.user
        held = list(memberships_of(user)) if isinstance(user, User) and user.is_active else []
        request.memberships_held = held  # type: ignore[attr-defined]
    found: list[Membership] = request.memberships_held  # type: ignore[attr-defined]
    return found


def is_permitted_on(request: HttpRequest, permission: Permission) -> bool:
    """Whether who asks holds ``permission`` in any organization; for what a frame shows, at no further question."""
    roles = roles_with(permission)
    return any(each.role in roles for each in memberships_on(request))


def organizations_where(user: User | AnonymousUser, permission: Permission) -> frozenset[int]:
    """The ids of the organizations in which ``user`` holds ``permission`` today."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    held = Membership.objects.in_force_on(clock.today()).filter(user=user, role__in=roles_with(permission))
    return frozenset(held.values_list("organization_id", flat=True))


def needs_second_factor(user: User) -> bool:
    """Whether ``user`` holds today, anywhere, a permission that a password alone must not open."""
    return memberships_of(user).filter(role__in=roles_with_any(NEEDS_SECOND_FACTOR)).exists()


def accessibility_statement_in(language: str) -> AccessibilityStatement | None:
    """The accessibility statement in ``language``, or None."""
    return AccessibilityStatement.objects.filter(language=language).first()


def accessibility_statement(language: str) -> AccessibilityStatement | None:
    """The accessibility statement in ``language``, else in Finnish, else None."""
    found = {row.language: row for row in AccessibilityStatement.objects.filter(language__in=[language, "fi"])}
    return found.get(language) or found.get("fi")
