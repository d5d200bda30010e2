"""A pivot answered: one table with its words, its totals and what is hidden of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seutu.newcomers.reports.queries.counted import Counted, counted
from seutu.newcomers.reports.queries.scope import names_of
from seutu.newcomers.reports.rules.periods import ALL_YEARS, STEPS, period_of
from seutu.newcomers.reports.rules.pivot import BEFORE, NOW, TOTAL, PivotQuestion, Protection, check, protection_of
from seutu.newcomers.reports.rules.tables import HIDDEN, MISSING, Figure, Heading, Row, Table
from seutu.newcomers.reports.rules.words import label_of_axis, notes_of, unit_label, words_of_pieces
from seutu.shared.core import clock
from seutu.shared.core.figures import Dimension, FigureQuestion, Indicator, dimensions, indicators


def pivot(question: PivotQuestion, organizations: frozenset[int] | None) -> Table:
    """The table that a pivot asks for, counted of the work of ``organizations``; None is every one, for the system.

    :raises NotAskable: the question has no answer.
    :raises KeyError: there is no such indicator.
    """
    indicator = indicators.entry(question.indicator)
    check(question, indicator)
    asked = [dimensions.entry(key) for key in question.dimensions]
    protection = protection_of(indicator, asked)
    filling = _Filling(question, indicator, protection, counted(question, indicator, protection, organizations))
    scope = () if organizations is None else names_of(organizations)
    return filling.filled(scope)


@dataclass(frozen=True)
class _Filling:
    question: PivotQuestion
    indicator: Indicator
    protection: Protection
    counted: Counted

    def filled(self, scope: tuple[str, ...]) -> Table:
        question, indicator = self.question, self.indicator
        columns = self.headings(question.columns, 1)
        whole = self.row(Heading(TOTAL, ""), columns)
        rows = tuple(self.row(heading, columns, whole.total) for heading in self.headings(question.rows, 0))
        hidden = any(
            figure.is_hidden for row in (*rows, whole) for figure in (*row.cells, row.total, row.before or MISSING)
        )
        return Table(
            indicator=indicator.key,
            label=str(indicator.label),
            unit=indicator.count_unit,
            unit_label=unit_label(indicator.count_unit),
            definition=str(indicator.definition),
            definition_version=indicator.version,
            period=None if question.period == ALL_YEARS else question.period,
            before=question.periods.get(BEFORE),
            scope=scope,
            rows_by=label_of_axis(question.rows),
            columns_by=label_of_axis(question.columns),
            columns=columns,
            rows=rows,
            whole=whole,
            filters=tuple(_filter_words(question)),
            notes=notes_of(indicator, question, self.protection, has_hidden=hidden),
            sums=indicator.is_additive,
        )

    def headings(self, axis: str, at: int) -> tuple[Heading, ...]:
        if not axis:
            return ()
        occurring = {place[at] for place in self.counted.numbers if place[at] != TOTAL}
        if axis in STEPS:
            known = sorted(occurring) if self.question.period == ALL_YEARS else self.question.period.pieces(axis)
            words: Mapping[str, str] = words_of_pieces(known)
        else:
            dimension: Dimension = dimensions.entry(axis)
            known, words = dimension.arranged(sorted(occurring)), dimension.words(sorted(occurring))
        return tuple(Heading(value, words[value]) for value in known)

    def row(self, heading: Heading, columns: Sequence[Heading], whole: Figure | None = None) -> Row:
        total = self.figure(heading.value, TOTAL, NOW)
        compared = self.figure(heading.value, TOTAL, BEFORE) if self.question.compared else None
        if compared is not None and not self.counted.numbers.get((TOTAL, TOTAL, BEFORE)):
            compared = MISSING
        return Row(
            heading=heading,
            cells=tuple(self.figure(heading.value, column.value, NOW) for column in columns),
            total=total,
            before=compared,
            share=self.share(total, whole),
        )

    def figure(self, row: str, column: str, when: str) -> Figure:
        if (row, column, when) in self.counted.hidden:
            return HIDDEN
        found = self.counted.numbers.get((row, column, when))
        if found is None and when == NOW and self.is_to_come(row, column):
            return MISSING
        return Figure(found.number if found else 0)

    def is_to_come(self, row: str, column: str) -> bool:
        """Whether the number is of a time that has not begun: there is none of it, not even nought."""
        named = ((self.question.rows, row), (self.question.columns, column))
        return any(
            axis in STEPS and value != TOTAL and period_of(value).starts_on > clock.today() for axis, value in named
        )

    def share(self, part: Figure, whole: Figure | None) -> int | None:
        """In whole per cent; parts of what may not be added are no shares."""
        if whole is None or not self.indicator.is_additive or part.number is None or not whole.number:
            return None
        return round(100 * part.number / whole.number)


def _filter_words(question: PivotQuestion) -> Iterable[tuple[str, str]]:
    for key, value in question.only:
        words: Mapping[str, str] = dimensions.entry(key).words([value])
        yield label_of_axis(key), words[value]


def values_of(question: PivotQuestion, by: str, organizations: frozenset[int] | None) -> list[tuple[str, str]]:
    """The values of a dimension that occur in the time of a question, with their names, as they stand in a table."""
    asked = FigureQuestion(
        starts_on=question.period.starts_on, ends_on=question.period.ends_on, by=(by,), organizations=organizations
    )
    occurring = sorted({cell.values[0] for cell in indicators.entry(question.indicator).count(asked)})
    dimension = dimensions.entry(by)
    words = dimension.words(occurring)
    return [(value, words[value]) for value in dimension.arranged(occurring)]
