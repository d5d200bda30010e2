"""The basis of a bill as a workbook with real numbers, and as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from seutu.newcomers.funding.presentation import computation
from seutu.newcomers.funding.presentation.amounts import decimal_euros
from seutu.newcomers.funding.publications.tables import InvoicingBasis, bill_headings
from seutu.newcomers.funding.rules.money import plain
from seutu.shared.documents.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless

MONEY_FORMAT = "#,##0.00"
WIDTHS = (44, 44, 18, 18, 16, 8, 44, 16)
Line = list[str | int | Decimal | None]


def as_xlsx(basis: InvoicingBasis) -> bytes:
    """A workbook: euros are numbers, and no word counts as a formula."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Invoicing basis")
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for is_heading, line in _lines(basis):
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in line])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))
            if isinstance(cell.value, Decimal):
                cell.number_format = MONEY_FORMAT
            if is_heading:
                cell.font = Font(bold=True)
    book.properties.title, book.properties.creator = basis.title, basis.author
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(basis: InvoicingBasis) -> bytes:
    """The same as text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR)
    for _is_heading, line in _lines(basis):
        writer.writerow([_as_text(cell) for cell in line])
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()


def _as_text(cell: str | int | Decimal | None) -> str:
    if isinstance(cell, Decimal):
        # A number, a minus of which no guard may touch.
        return plain(int(cell * 100)).replace(".", ",")
    return str(harmless(str(cell))) if cell is not None else ""


def _lines(basis: InvoicingBasis) -> Iterator[tuple[bool, Line]]:
    """Every line, and whether it is a heading."""
    yield True, [basis.title]
    for label, value in basis.facts:
        yield False, [label, value]
    for number, words in enumerate(basis.rule):
        yield False, [_("Rule of the split") if number == 0 else "", words]
    yield False, []
    for label, cents in basis.sums:
        yield False, [label, decimal_euros(cents)]
    for division in basis.divisions:
        yield False, []
        yield True, [f"{division.title}, {division.amount}"]
        yield False, [division.explanation]
        yield True, list(computation.headings())
        for row in division.rows:
            texts = (row.name, row.formula, row.exact, row.whole, row.remainder, row.cent, row.why)
            yield False, [*texts, decimal_euros(row.cents)]
    yield False, []
    yield True, list(bill_headings())
    for name, so_far, before, bill in basis.bills:
        yield False, [name, *(decimal_euros(cents) for cents in (so_far, before, bill))]
