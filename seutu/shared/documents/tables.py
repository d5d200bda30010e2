"""Where each cell of a table stands: rows of unlike lengths and spans that overlap are put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seutu.shared.documents.blocks import Cell, TableBlock

WIDEST_SPAN = 30
NOTHING = Cell(())


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its column and row, from 0; its spans stay inside the table and meet no other cell."""

    column: int
    row: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a full rectangle; without ``header_rows`` it is only an arrangement, and is tagged as none."""

    columns: int
    header_rows: int
    cells: tuple[Placed, ...]


def grid_of(table: TableBlock) -> Grid:
    """The cells of ``table`` in their places, every gap filled with an empty cell."""
    rows = [row for row in table.rows if row]
    headers = _header_rows(table, rows)
    parts = [*_placed(rows[:headers], 0), *_placed(rows[headers:], headers)]
    columns = max((each.column + each.cell.column_span for each in parts), default=0)
    cells = sorted([*parts, *_gaps(parts, columns, len(rows))], key=lambda each: (each.row, each.column))
    return Grid(columns, headers, tuple(cells))


def pairs_of(table: TableBlock) -> list[tuple[Cell, Cell]] | None:
    """Label and value of each row, when the table is nothing but that; else None."""
    rows = [row for row in table.rows if row]
    is_pairs = not table.header_rows and rows and all(len(row) == 2 and row[0].is_header for row in rows)
    has_spans = any(cell.row_span > 1 or cell.column_span > 1 for row in rows for cell in row)
    return [(row[0], row[1]) for row in rows] if is_pairs and not has_spans else None


def _header_rows(table: TableBlock, rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows name the columns.

    Tables that were written in a word processor seldom say which row that is. Where the first row has words in every
    cell it does so in fact, and a table that says nothing of its columns cannot be read by ear.
    """
    if table.header_rows:
        return min(table.header_rows, max(1, len(rows) - 1))
    return 1 if len(rows) > 1 and all(cell.blocks and cell.row_span == 1 for cell in rows[0]) else 0


def _placed(rows: Sequence[Sequence[Cell]], first: int) -> Iterator[Placed]:
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (column, at) in taken:
                column += 1
            fitted = _fitted(cell, column, at, len(rows), taken)
            taken |= _covered(column, at, fitted)
            yield Placed(column, first + at, fitted)
            column += fitted.column_span


def _fitted(cell: Cell, column: int, row: int, rows: int, taken: set[tuple[int, int]]) -> Cell:
    width = 1
    while width < min(cell.column_span, WIDEST_SPAN) and (column + width, row) not in taken:
        width += 1
    # A cell that comes from above always reaches this row too, so below this row nothing is taken yet.
    height = max(1, min(cell.row_span, rows - row))
    return replace(cell, column_span=width, row_span=height)


def _covered(column: int, row: int, cell: Cell) -> set[tuple[int, int]]:
    return {(column + x, row + y) for x in range(cell.column_span) for y in range(cell.row_span)}


def _gaps(parts: Sequence[Placed], columns: int, rows: int) -> Iterator[Placed]:
    taken = {place for each in parts for place in _covered(each.column, each.row, each.cell)}
    yield from (Placed(x, y, NOTHING) for y in range(rows) for x in range(columns) if (x, y) not in taken)
