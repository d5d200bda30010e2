"""Tables written for others' programs: text in pieces (CSV), and workbooks with real numbers and days (XLSX)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Spreadsheet programs of this country read a text with these signs and this mark without asking.
SEPARATOR, BYTE_ORDER_MARK = ";", "\ufeff"
# What a spreadsheet program would take for a formula, were it the first sign of a cell.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDTH = 16

Cell = str | int | Decimal | dt.date | dt.time | None


def harmless(cell: Cell) -> Cell:
    """``cell`` so that no spreadsheet program counts it as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def _harmless_rows(rows: Sequence[Sequence[Cell]]) -> Iterable[Sequence[Cell]]:
    """The same of a whole piece, column by column: what is in few cells is looked at once, and most need no change."""
    columns = list(zip(*rows, strict=True))
    changed = False
    for place, column in enumerate(columns):
        if str in set(map(type, column)):
            known = {cell: harmless(cell) for cell in set(column)}
            if any(cell != written for cell, written in known.items()):
                columns[place], changed = tuple(map(known.__getitem__, column)), True
    return zip(*columns, strict=True) if changed else rows


def csv_pieces(headings: Sequence[Any], pieces: Iterable[Sequence[Sequence[Cell]]]) -> Iterator[bytes]:
    """A text of the rows of ``pieces``, piece by piece: the cost of memory is that of one."""
    yield BYTE_ORDER_MARK.encode() + _as_csv([[str(heading) for heading in headings]])
    for rows in pieces:
        yield _as_csv(rows)


def _as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    # A day writes itself as 2026-03-29, which every program understands.
    csv.writer(text, delimiter=SEPARATOR).writerows(_harmless_rows(rows))
    return text.getvalue().encode()


@dataclass(frozen=True)
class Worksheet:
    """A sheet of a workbook; the rows come in pieces. ``widths`` are those of the first columns, in characters."""

    title: str
    headings: Sequence[Any]
    pieces: Iterable[Sequence[Sequence[Cell]]]
    widths: Sequence[int] = ()


def write_workbook(file: IO[bytes], sheets: Iterable[Worksheet]) -> None:
    """Write a workbook of ``sheets`` into ``file``: row by row, numbers as numbers and days as days."""
    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(each.title)
        sheet.freeze_panes = "A2"
        for place in range(1, len(each.headings) + 1):
            width = each.widths[place - 1] if place <= len(each.widths) else WIDTH
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append(_bold(sheet, [harmless(str(heading)) for heading in each.headings]))
        for rows in each.pieces:
            for row in rows:
                sheet.append([harmless(cell) for cell in row])
    book.save(file)


def write_xlsx(
    file: IO[bytes],
    *,
    title: str,
    headings: Sequence[Any],
    pieces: Iterable[Sequence[Sequence[Cell]]],
    definitions: tuple[str, Sequence[Sequence[Any]]],
) -> None:
    """Write a workbook of the rows of ``pieces`` and a sheet of definitions into ``file``."""
    name, (head, *lines) = definitions
    told = [[str(cell) for cell in line] for line in lines]
    sheets = [Worksheet(title, headings, pieces), Worksheet(name, head, [told], widths=(2 * WIDTH, 6 * WIDTH))]
    write_workbook(file, sheets)


def _bold(sheet: Any, cells: Sequence[Any]) -> list[Any]:
    made = []
    for value in cells:
        cell = WriteOnlyCell(sheet, value=str(value))
        cell.font = Font(bold=True)
        made.append(cell)
    return made
