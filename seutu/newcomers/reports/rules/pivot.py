"""A pivot as it is asked for, what may be asked, and which numbers of its table a counted cell belongs to."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from seutu.newcomers.reports.rules.periods import STEPS, Period, a_year_later, piece_of
from seutu.newcomers.reports.rules.suppression import Cell
from seutu.shared.core.figures import CountUnit, Dimension, Indicator

MOST_DIMENSIONS = 3
MOST_BY_MONTH = 2

# Over these alone a figure tells how much was done, where and for whose residents, and describes nobody.
OF_WORK = frozenset({"provider_municipality", "client_municipality", "unit", "funding_code"})
# Sessions and minutes are no persons.
_NO_PERSONS = frozenset({CountUnit.SESSION, CountUnit.MINUTE})


class NotAskable(Exception):
    """A question that cannot be answered; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Reason(enum.Enum):
    """Why a question cannot be answered."""

    NO_SUCH_DIMENSION = "no_such_dimension"
    SAME_TWICE = "same_twice"
    TOO_MANY = "too_many"
    TOO_MANY_BY_MONTH = "too_many_by_month"


@dataclass(frozen=True, kw_only=True)
class PivotQuestion:
    """One indicator over a time, broken down by up to two dimensions and narrowed to one value of others.

    ``rows`` and ``columns`` are keys of dimensions, ``month``, ``quarter``, ``year``, or "" for none. ``compared`` asks
    for the year before beside it.
    """

    indicator: str
    period: Period
    rows: str = ""
    columns: str = ""
    only: tuple[tuple[str, str], ...] = ()
    compared: bool = False

    @property
    def calendar(self) -> str:
        """The piece of the calendar that it is broken down by, or ""."""
        return next((axis for axis in (self.rows, self.columns) if axis in STEPS), "")

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that are asked, filters too: the calendar is none of them."""
        asked = {axis for axis in (self.rows, self.columns) if axis and axis not in STEPS}
        return tuple(sorted(asked | {key for key, _value in self.only}))

    @property
    def step(self) -> str:
        """The finest piece of the calendar that an answer needs."""
        steps = {self.period.step, *([self.calendar] if self.calendar else [])}
        return max(steps, key=STEPS.index)

    @property
    def periods(self) -> Mapping[str, Period]:
        """The time asked about, and the year before when it is asked."""
        return {NOW: self.period, BEFORE: self.period.before()} if self.compared else {NOW: self.period}


NOW, BEFORE = "now", "before"


def check(question: PivotQuestion, indicator: Indicator) -> None:
    """Refuse what has no answer.

    :raises NotAskable: with the reason.
    """
    axes = [axis for axis in (question.rows, question.columns) if axis]
    keys = [key for key, _value in question.only]
    if not {*axes, *keys} <= indicator.dimensions | set(STEPS) or set(keys) & set(STEPS):
        raise NotAskable(Reason.NO_SUCH_DIMENSION)
    if len({*axes, *keys}) < len(axes) + len(keys) or len([axis for axis in axes if axis in STEPS]) > 1:
        raise NotAskable(Reason.SAME_TWICE)
    if len(question.dimensions) > MOST_DIMENSIONS:
        raise NotAskable(Reason.TOO_MANY)
    if len(question.dimensions) > MOST_BY_MONTH and question.step != "year":
        raise NotAskable(Reason.TOO_MANY_BY_MONTH)


class Protection(enum.Enum):
    """How the small numbers of a table are hidden (docs/indicators.md)."""

    NONE = "none"
    IN_THE_TABLE = "in_the_table"
    EVERYWHERE = "everywhere"


def protection_of(indicator: Indicator, dimensions: Sequence[Dimension]) -> Protection:
    """Whether numbers of persons, or that describe persons, are shown, or of work alone."""
    if indicator.count_unit in _NO_PERSONS and not any(each.about_person for each in dimensions):
        return Protection.NONE
    if not indicator.is_additive or {each.key for each in dimensions} <= OF_WORK:
        return Protection.IN_THE_TABLE
    return Protection.EVERYWHERE


# A number of a table: its row, its column, and whether it is of the time asked about or of the year before.
Place = tuple[str, str, str]
TOTAL = ""


@dataclass(frozen=True)
class Layout:
    """Where counted cells are added in a table.

    A cell is (piece of time, values of the question's dimensions). ``times`` tells for each piece of time when it is
    counted and under which headings of the calendar.
    """

    question: PivotQuestion
    times: Mapping[str, Sequence[tuple[str, Sequence[str]]]]
    at: Mapping[str, int] = field(init=False)
    only: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        at = {key: place for place, key in enumerate(self.question.dimensions)}
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "only", {at[key]: value for key, value in self.question.only})

    def shown_in(self, cell: Cell) -> Iterator[Place]:
        """The numbers of the table that a cell belongs to."""
        _node, values = cell
        if all(values[place] == value for place, value in self.only.items()):
            yield from self.beside(cell)

    def beside(self, cell: Cell) -> Iterator[Place]:
        """The same, whatever the table is narrowed to."""
        node, values = cell
        for when, headings in self.times.get(node, ()):
            rows = self._headings(self.question.rows, values, headings)
            columns = self._headings(self.question.columns, values, headings)
            for row, column in product(rows, columns):
                yield row, column, when

    def apart(self, node: str, values: Mapping[int, str]) -> Place:
        """The one number of the table that is of a piece of time and of these values, by place, and of all others."""
        ((when, headings),) = self.times[node]
        axes = (self.question.rows, self.question.columns)
        row, column = (headings[0] if axis in STEPS else values.get(self.at.get(axis, -1), TOTAL) for axis in axes)
        return row, column, when

    def _headings(self, axis: str, values: Sequence[str], of_time: Sequence[str]) -> Sequence[str]:
        if not axis:
            return (TOTAL,)
        return of_time if axis in STEPS else (values[self.at[axis]], TOTAL)


def times_of_pieces(question: PivotQuestion, pieces: Iterable[str]) -> dict[str, list[tuple[str, Sequence[str]]]]:
    """Where numbers that may be added stand: each piece of the calendar under its heading and in the total."""
    times: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for piece in pieces:
        for when, period in question.periods.items():
            if period.has(piece):
                times.setdefault(piece, []).append((when, (*heading(question, piece, when), TOTAL)))
    return times


def heading(question: PivotQuestion, piece: str, when: str) -> tuple[str, ...]:
    """Under which heading a piece of the calendar stands; of the year before under that of the year asked about."""
    if not question.calendar or not piece:
        return ()
    named = piece_of(piece, question.calendar)
    return (a_year_later(named) if when == BEFORE else named,)
