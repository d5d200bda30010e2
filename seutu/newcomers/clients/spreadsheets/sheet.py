"""A sheet that was read: headings and rows of text, whatever kind of file it came in."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from seutu.newcomers.clients.spreadsheets.columns import heading_fields
from seutu.newcomers.clients.typed_text import lines

MOST_OCTETS = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 4000
# A title or two may stand above the headings.
HEADINGS_WITHIN = 10


class Why(enum.Enum):
    """Why a file cannot be read as a table."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_LONG_CELL = "too_long_cell"
    OTHER_KIND = "other_kind"
    OLD_EXCEL = "old_excel"
    PASSWORD = "password"  # noqa: S105 (a reason)
    BROKEN = "broken"
    ENCODING = "encoding"
    FORMULAS = "formulas"


class Note(enum.Enum):
    """What is worth knowing of a file that was read all the same."""

    MERGED_CELLS = "merged_cells"
    OTHER_SHEETS = "other_sheets"
    SAME_HEADINGS = "same_headings"


class NotReadable(Exception):
    """The file cannot be read as a table; ``why`` says so, ``line`` where, when that is known."""

    def __init__(self, why: Why, line: int = 0) -> None:
        super().__init__(why.value)
        self.why = why
        self.line = line


@dataclass(frozen=True)
class Sheet:
    """Headings and rows; ``numbers`` are those that the rows bear in the file, so that they are found there."""

    headings: Sequence[str]
    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    notes: Sequence[Note] = field(default=())


def sheet_of(table: Iterable[tuple[int, Sequence[str]]], notes: Sequence[Note] = ()) -> Sheet:
    """The sheet of numbered rows of cells: empty rows left out, headings found.

    :raises NotReadable: there are no rows under headings, or too much of something.
    """
    filled = list(_filled(table))
    place = _place_of_headings([cells for _number, cells in filled[:HEADINGS_WITHIN]])
    if len(filled) < place + 2:
        raise NotReadable(Why.EMPTY)
    headings, below = filled[place][1], filled[place + 1 :]
    width = max(len(headings), *(len(cells) for _number, cells in below))
    named = [heading for heading in map(str.casefold, headings) if heading]
    noted = [*notes, *([Note.SAME_HEADINGS] if len(set(named)) < len(named) else [])]
    rows = [_as_wide(cells, width) for _number, cells in below]
    return Sheet(_as_wide(headings, width), [number for number, _cells in below], rows, noted)


def _filled(table: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, list[str]]]:
    count = 0
    for number, raw in table:
        if not any(raw):
            continue
        if any(len(cell) > LONGEST_CELL for cell in raw):
            raise NotReadable(Why.TOO_LONG_CELL, number)
        cells = [cell if _is_plain(cell) else lines(cell) for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS + HEADINGS_WITHIN:
            raise NotReadable(Why.TOO_MANY_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise NotReadable(Why.TOO_MANY_COLUMNS)
        yield number, cells


def _is_plain(cell: str) -> bool:
    """Whether there is nothing in a cell to take out; most have nothing."""
    return cell.isascii() and cell.isprintable() and "  " not in cell and cell == cell.strip()


def _place_of_headings(rows: Sequence[Sequence[str]]) -> int:
    """Where the headings are: the first row that has the most of the words that are known."""
    known = [sum(1 for cell in cells if heading_fields(cell)) for cells in rows]
    most = max(known, default=0)
    return known.index(most) if most > 1 else 0


def _as_wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
