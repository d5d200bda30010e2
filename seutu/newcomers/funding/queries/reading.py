"""Which shared costs and bases a person sees, and which they manage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from seutu.newcomers.funding.models import Basis, CostPool, CostYear, Instalment
from seutu.shared.organizations.models import Membership, Organization
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


def years_visible_to(reader: Reader) -> QuerySet[CostYear]:
    return _years().filter(pool__in=pools_visible_to(reader).values("pk"))


def years_managed_by(reader: Reader) -> QuerySet[CostYear]:
    return _years().filter(pool__organization__in=reader.manages)


def _years() -> QuerySet[CostYear]:
    return CostYear.objects.select_related("pool__organization", "rule", "basis__organization")


def instalments_visible_to(reader: Reader) -> QuerySet[Instalment]:
    return _instalments().filter(year__pool__in=pools_visible_to(reader).values("pk"))


def instalments_managed_by(reader: Reader) -> QuerySet[Instalment]:
    return _instalments().filter(year__pool__organization__in=reader.manages)


def _instalments() -> QuerySet[Instalment]:
    return Instalment.objects.select_related("year__pool__organization", "made_by")


def partners_of(lead: Organization) -> list[Organization]:
    """The municipalities that take part, now or once, in any shared cost of ``lead``."""
    return list(Organization.objects.filter(pool_memberships__pool__organization=lead).distinct())
