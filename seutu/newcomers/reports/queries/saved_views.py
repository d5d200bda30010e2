"""Saved views that a person may open, and those that are theirs to change."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from seutu.newcomers.reports.models import SavedView
from seutu.newcomers.reports.queries.scope import organizations_of
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def saved_views_visible_to(user: User) -> QuerySet[SavedView]:
    """A person's own views, and those shared where they read figures."""
    if not organizations_of(user):
        return SavedView.objects.none()
    shared = Q(organization__in=organizations_where(user, Permission.READ_FIGURES))
    return SavedView.objects.filter(Q(owner=user) | shared).select_related("owner", "organization")


def saved_views_editable_by(user: User) -> QuerySet[SavedView]:
    """A person's own views, while they read figures."""
    return saved_views_visible_to(user).filter(owner=user)


def organizations_to_share_in(user: User) -> QuerySet[Organization]:
    """Where a person may share a view: where they read figures themselves."""
    return Organization.objects.filter(pk__in=organizations_where(user, Permission.READ_FIGURES))
