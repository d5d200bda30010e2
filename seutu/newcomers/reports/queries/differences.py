"""How the figures of a frozen report differ from today's, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from seutu.newcomers.clients.queries.corrections import corrections_since, erased_since, logged_since
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.queries.frozen import tables_of
from seutu.newcomers.reports.queries.pivot import pivot
from seutu.newcomers.reports.rules.differences import Difference, differences, words_that_changed
from seutu.newcomers.reports.rules.kept_questions import question_in
from seutu.newcomers.reports.rules.pivot import NotAskable
from seutu.newcomers.reports.rules.tables import Table

ADDED = "added"


@dataclass(frozen=True)
class TableDifference:
    """A table as it was and as it would be today; ``now`` is None when it can be asked no more."""

    then: Table
    now: Table | None
    numbers: Sequence[Difference]


@dataclass(frozen=True)
class Causes:
    """What may have moved figures since a report was frozen.

    ``corrections`` by kind; ``logged_later`` without those that are corrections; ``definitions`` and ``words`` as they
    were and are; ``threshold`` as it was and is, or None. Of ``erased`` people the contacts stay. Who has become
    protected, or is so no more, is never told as a cause: with a difference of one it would tell that somebody is.
    """

    corrections: Counter[str]
    logged_later: int
    erased: int
    definitions: Sequence[tuple[str, int, int]]
    words: Sequence[tuple[str, str]]
    threshold: tuple[int, int] | None

    @property
    def is_known(self) -> bool:
        """Whether there is anything that explains a difference."""
        return bool(self.corrections or self.logged_later or self.definitions or self.threshold)


@dataclass(frozen=True)
class ReportDifference:
    """Every table with what differs, and the causes."""

    tables: Sequence[TableDifference]
    causes: Causes

    @property
    def count(self) -> int:
        """How many numbers are others today."""
        return sum(len(each.numbers) for each in self.tables)


def difference_of(report: FrozenReport) -> ReportDifference:
    """Count the tables of ``report`` anew, and hold them against what was handed in."""
    organizations = frozenset(each.organization_id for each in report.places.all())
    found = []
    for then, kept in zip(tables_of(report), report.content["tables"], strict=True):
        try:
            now = pivot(question_in(kept["question"]), organizations)
        except (NotAskable, KeyError):
            found.append(TableDifference(then, None, ()))
        else:
            found.append(TableDifference(then, now, differences(then, now)))
    return ReportDifference(found, _causes(report, organizations, found))


def _causes(report: FrozenReport, organizations: frozenset[int], tables: Sequence[TableDifference]) -> Causes:
    days = (organizations, report.starts_on, report.ends_on, report.frozen_at)
    corrections = corrections_since(*days)
    pairs = [(each.then, each.now) for each in tables if each.now is not None]
    then, now = report.content["small_cell"], settings.SMALL_CELL
    return Causes(
        corrections=corrections,
        logged_later=max(0, logged_since(*days) - corrections[ADDED]),
        erased=erased_since(*days),
        definitions=_definitions(pairs),
        words=sorted({pair for former, present in pairs for pair in words_that_changed(former, present)}),
        threshold=(then, now) if then != now else None,
    )


def _definitions(pairs: Sequence[tuple[Table, Table]]) -> list[tuple[str, int, int]]:
    changed = {
        (then.label, then.definition_version, now.definition_version)
        for then, now in pairs
        if then.definition_version != now.definition_version
    }
    return sorted(changed)
