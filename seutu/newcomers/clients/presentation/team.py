"""A team and a region in tables: workers by name, clients only as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.models import Substitution
from seutu.newcomers.clients.queries.team import MunicipalityRow, Team, TeamRow
from seutu.newcomers.clients.rules.duties import DutyKind
from seutu.shared.ui.components import Status, Words
from seutu.shared.ui.dates import day

# The duties of a table's head, short; those that belong together are counted together.
KINDS: tuple[tuple[Words, frozenset[DutyKind]], ...] = (
    (gettext_lazy("Assessments"), frozenset({DutyKind.ASSESSMENT, DutyKind.ELIGIBILITY_END})),
    (gettext_lazy("Plans"), frozenset({DutyKind.PLAN, DutyKind.REVIEW, DutyKind.PLAN_END, DutyKind.EDUCATION})),
    (gettext_lazy("Follow-ups"), frozenset({DutyKind.FOLLOW_UP})),
    (gettext_lazy("Without contact"), frozenset({DutyKind.QUIET})),
    (gettext_lazy("Status records"), frozenset({DutyKind.STATUS})),
    (gettext_lazy("Own-data requests"), frozenset({DutyKind.DATA_REQUEST})),
)


@dataclass(frozen=True)
class TeamLine:
    """A worker in the table of a team."""

    row: TeamRow
    overdue: list[int]
    late: int
    absence: str


@dataclass(frozen=True)
class RegionLine:
    """A municipality in the table of a region."""

    row: MunicipalityRow
    overdue: list[int]
    late: int


def by_kind(overdue: Counter[DutyKind]) -> list[int]:
    """The counts in the order of the table's head."""
    return [sum(overdue[kind] for kind in kinds) for _label, kinds in KINDS]


def team_lines(team: Team) -> list[TeamLine]:
    """Each worker with what is late and whether they are absent."""
    return [TeamLine(each, by_kind(each.overdue), each.overdue.total(), _absence(each.absence)) for each in team.rows]


def region_lines(rows: Iterable[MunicipalityRow]) -> list[RegionLine]:
    """Each municipality with what is late."""
    return [RegionLine(each, by_kind(each.overdue), each.overdue.total()) for each in rows]


def _absence(absence: Substitution | None) -> str:
    if absence is None:
        return ""
    words = _("Absent until %(day)s, substitute %(name)s")
    return words % {"day": day(absence.ends_on), "name": absence.substitute.display_name}


def late_status(count: int) -> Status | None:
    """A mark beside what is late; none when nothing is."""
    return Status(str(count), "late") if count else None
