"""At which desks a person works, and what of what arrived they see there.

Who answers forms in an organization sees all that arrived at it; who does so in a unit of it sees what arrived at that
unit, and what arrived at none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from seutu.shared.eforms.models import Submission
from seutu.shared.organizations.models import Membership, Organization, Unit
from seutu.shared.organizations.roles import Permission, roles_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """Where somebody answers forms today, as ids: in whole organizations, and in units of others."""

    user_id: int
    whole: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    units: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.whole or self.parts)

    @property
    def organizations(self) -> frozenset[int]:
        """Every organization in which they answer anything."""
        return self.whole | self.parts


@dataclass(frozen=True, slots=True)
class Place:
    """Where something may lie: at an organization, or at a unit of it."""

    organization: Organization
    unit: Unit | None = None

    @property
    def key(self) -> str:
        """The place in a form and in an address."""
        return f"{self.organization.pk}-{self.unit.pk}" if self.unit else str(self.organization.pk)

    @property
    def name(self) -> str:
        return f"{self.organization.name}, {self.unit.name}" if self.unit else self.organization.name


def desks_among(memberships: Iterable[Membership]) -> Desks | None:
    """The desks that follow from one person's memberships, or None when none of them lets them answer forms."""
    held = [each for each in memberships if each.role in roles_with(Permission.ANSWER_FORMS)]
    if not held:
        return None
    whole = frozenset(each.organization_id for each in held if each.unit_id is None)
    in_units = [each for each in held if each.unit_id is not None and each.organization_id not in whole]
    return Desks(
        user_id=held[0].user_id,
        whole=whole,
        parts=frozenset(each.organization_id for each in in_units),
        units=frozenset(each.unit_id for each in in_units if each.unit_id is not None),
    )


def lies_at(desks: Desks) -> Q:
    """What of all submissions lies at ``desks``."""
    of_unit = Q(organization__in=desks.parts) & (Q(unit__in=desks.units) | Q(unit__isnull=True))
    return Q(organization__in=desks.whole) | of_unit


OPEN = (Submission.State.NEW, Submission.State.TAKEN, Submission.State.WAITING, Submission.State.ANSWERED)
# An answer or a completion is the other side's turn: only these can be overdue at the desk.
OURS = (Submission.State.NEW, Submission.State.TAKEN)
