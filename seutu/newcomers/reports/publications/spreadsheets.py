"""Tables of figures as a text in pieces (CSV) and as a workbook (XLSX)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from seutu.newcomers.reports.publications.cells import definitions_of, sheet_of
from seutu.newcomers.reports.rules.tables import Table
from seutu.shared.documents.spreadsheets import Cell, Worksheet, csv_pieces, write_workbook

LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def table_csv(table: Table) -> bytes:
    """``table`` as a text that spreadsheet programs of this country open; decimals have a comma."""
    sheet = sheet_of(table)
    rows = [[in_text(each) for each in row] for row in sheet.rows]
    return b"".join(csv_pieces(sheet.headings, [rows]))


def in_text(cell: Cell) -> Cell:
    """A cell of a text: Finnish programs read 7.5 as the seventh of May."""
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell


def tables_xlsx(tables: Sequence[Table], facts: Sequence[tuple[str, str]] = ()) -> bytes:
    """A workbook with a sheet for each table and one of definitions; ``facts`` stand before them."""
    file = io.BytesIO()
    named: set[str] = set()
    sheets = []
    for table in tables:
        found = sheet_of(table)
        sheets.append(Worksheet(_free_name(table.label, named), found.headings, [found.rows]))
    write_workbook(file, [*sheets, _definitions(tables, facts, named)])
    return file.getvalue()


def _definitions(tables: Sequence[Table], facts: Sequence[tuple[str, str]], named: set[str]) -> Worksheet:
    lines: list[Sequence[Cell]] = [*facts, *([("", "")] if facts else [])]
    for place, table in enumerate(tables):
        lines += [("", "")] if place else []
        lines += list(definitions_of(table))
    return Worksheet(_free_name(_("Definitions"), named), [_("Name"), _("Meaning")], [lines], widths=(32, 96))


def _free_name(label: str, taken: set[str]) -> str:
    """A name for a sheet as workbooks have them: short, without some signs, each once whatever the case."""
    plain = " ".join(label.translate(NOT_IN_A_NAME).split()).strip("'")[:LONGEST_NAME] or "–"
    name, number = plain, 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name, number = plain[: LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
