"""How figures that were handed in differ from today's, number by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seutu.newcomers.reports.rules.tables import MISSING, Figure, Row, Table

TOTAL = ""


@dataclass(frozen=True)
class Difference:
    """A number that is another today; ``column`` is "" for the total of the row."""

    row: str
    column: str
    then: Figure
    now: Figure


def differences(then: Table, now: Table) -> list[Difference]:
    """Every number that differs, totals too, in the order of the table that was handed in."""
    was, is_now = dict(_numbers(then)), dict(_numbers(now))
    zero = Figure(0)
    found = []
    for place in dict.fromkeys((*was, *is_now)):
        former, present = was.get(place, zero), is_now.get(place, zero)
        if former != present:
            row, column = _labels(then, place) or _labels(now, place) or place
            found.append(Difference(row, column, former, present))
    return found


Place = tuple[str, str]


def _numbers(table: Table) -> Iterator[tuple[Place, Figure]]:
    for row in (*table.rows, table.whole):
        key = TOTAL if row is table.whole else row.heading.value
        for column, figure in zip(table.columns, row.cells, strict=True):
            yield (key, column.value), figure
        yield (key, TOTAL), row.total or MISSING


def _labels(table: Table, place: Place) -> Place | None:
    rows: Mapping[str, Row] = {row.heading.value: row for row in table.rows} | {TOTAL: table.whole}
    columns = {column.value: column.label for column in table.columns} | {TOTAL: ""}
    row, column = place
    return (rows[row].heading.label, columns[column]) if row in rows and column in columns else None


def words_that_changed(then: Table, now: Table) -> list[tuple[str, str]]:
    """Names of values that are worded otherwise today: as they were, and as they are."""
    former = {row.heading.value: row.heading.label for row in then.rows}
    former |= {column.value: column.label for column in then.columns}
    present = {row.heading.value: row.heading.label for row in now.rows}
    present |= {column.value: column.label for column in now.columns}
    return [(former[value], present[value]) for value in former if present.get(value, former[value]) != former[value]]
