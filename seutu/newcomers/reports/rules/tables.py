"""A table of figures as it is shown, drawn, handed out and kept: one object for every way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from seutu.newcomers.reports.rules.periods import Period
from seutu.shared.core.figures import CountUnit


@dataclass(frozen=True)
class Figure:
    """A number of a table; hidden when it must not be told, missing when there is none that could be told."""

    number: int | None
    is_hidden: bool = False

    @property
    def is_missing(self) -> bool:
        return self.number is None and not self.is_hidden


HIDDEN = Figure(None, is_hidden=True)
MISSING = Figure(None)


@dataclass(frozen=True)
class Heading:
    """What a row or column is of: the value, and its name in the reader's language."""

    value: str
    label: str


@dataclass(frozen=True)
class Row:
    """The numbers of one row, in the order of the columns, and what they come to.

    ``before`` is the total a year before, ``share`` the row's part of everything in per cent; None where not asked or
    not told.
    """

    heading: Heading
    cells: tuple[Figure, ...]
    total: Figure
    before: Figure | None = None
    share: int | None = None

    @property
    def change(self) -> int | None:
        """How many more there are than a year before, where both are told."""
        if self.before is None or self.before.number is None or self.total.number is None:
            return None
        return self.total.number - self.before.number


@dataclass(frozen=True, kw_only=True)
class Table:
    """The figures of one indicator, always with their unit, definition and time.

    ``rows_by`` and ``columns_by`` are the names of the dimensions, "" for none. Without columns the numbers of a row
    are its total alone. ``whole`` is the row of totals. ``filters`` are pairs of a dimension's name and the name of the
    value. ``sums`` says whether the totals are the sums of what is beside them.
    """

    indicator: str
    label: str
    unit: CountUnit
    unit_label: str
    definition: str
    definition_version: int
    period: Period | None
    before: Period | None
    scope: tuple[str, ...]
    rows_by: str
    columns_by: str
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    whole: Row
    filters: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    sums: bool = True

    @property
    def has_hidden(self) -> bool:
        """Whether anything is hidden."""
        return any(
            figure.is_hidden
            for row in (*self.rows, self.whole)
            for figure in (*row.cells, row.total, row.before or MISSING)
        )


def shown_number(unit: CountUnit, number: int) -> Any:
    """A number as it is shown and handed out: minutes in hours with one decimal, others as they are."""
    return round(number / 60, 1) if unit is CountUnit.MINUTE else number
