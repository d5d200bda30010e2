"""Whose work a person may read figures of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from seutu.shared.accounts.models import User
from seutu.shared.core.registry import Entry, Point
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


@dataclass(frozen=True, kw_only=True)
class FigureScope(Entry):
    """More organizations whose figures somebody reads, such as the partners of a project that one leads."""

    organizations: Callable[[User], Iterable[int]]


figure_scopes = Point(FigureScope)


def organizations_of(user: User | AnonymousUser) -> frozenset[int]:
    """The ids of the organizations whose figures ``user`` reads today: none for who reads no figures at all."""
    own = organizations_where(user, Permission.READ_FIGURES)
    if not own or not isinstance(user, User):
        return frozenset()
    return own.union(*(scope.organizations(user) for scope in figure_scopes.entries()))


def names_of(organizations: Iterable[int]) -> tuple[str, ...]:
    """The names of organizations in the reader's language."""
    return tuple(each.name for each in Organization.objects.filter(pk__in=list(organizations)))
