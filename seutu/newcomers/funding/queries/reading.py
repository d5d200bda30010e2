"""Which shared costs and bases a person sees, and which they manage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from seutu.newcomers.funding.models import Basis, CostPool
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True)
class Reader:
    """A person by their rights: ids of the organizations whose shared costs they manage, and whose they read."""

    manages: frozenset[int]
    reads: frozenset[int]

    @property
    def sees(self) -> frozenset[int]:
        return self.manages | self.reads


def reader_of(memberships: Iterable[Membership]) -> Reader:
    """The rights that these memberships give."""
    held = [(each.organization_id, PERMISSIONS[Role(each.role)]) for each in memberships]
    return Reader(
        manages=frozenset(place for place, permissions in held if Permission.MANAGE_PROJECTS in permissions),
        reads=frozenset(place for place, permissions in held if Permission.READ_FIGURES in permissions),
    )


def pools_visible_to(reader: Reader) -> QuerySet[CostPool]:
    """The shared costs of the reader's own organizations, and those that these take part in."""
    return (
        CostPool.objects.filter(Q(organization__in=reader.sees) | Q(members__organization__in=reader.sees))
        .select_related("organization")
        .distinct()
    )


def pools_managed_by(reader: Reader) -> QuerySet[CostPool]:
    return CostPool.objects.filter(organization__in=reader.manages).select_related("organization")


def bases_visible_to(reader: Reader) -> QuerySet[Basis]:
    """The bases of the reader's own organizations, and those by which a shared cost that they see is divided."""
    used = Basis.objects.filter(
        Q(years__pool__organization__in=reader.sees) | Q(years__pool__members__organization__in=reader.sees)
    )
    return Basis.objects.filter(
        Q(organization__in=reader.sees) | Q(pk__in=used.values("pk"), approved_at__isnull=False)
    ).select_related("organization", "approved_by", "answer")


def bases_managed_by(reader: Reader) -> QuerySet[Basis]:
    return Basis.objects.filter(organization__in=reader.manages).select_related("organization", "answer")
