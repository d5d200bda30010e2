"""Tables of figures as an accessible paper (PDF/UA): each table as a table, with its definitions below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.reports.publications.cells import Sheet, days, definitions_of, sheet_of
from seutu.newcomers.reports.rules.tables import Table
from seutu.shared.documents.blocks import Block, Cell, Document, Fact, Facts, Heading, TableBlock, plain
from seutu.shared.documents.spreadsheets import Cell as SheetCell
from seutu.shared.ui.numbers import number

# More columns than these do not stand side by side on an upright page.
COLUMNS_ABREAST = 6


def tables_paper(
    tables: Sequence[Table],
    *,
    title: str,
    author: str,
    at: dt.datetime,
    facts: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> Document:
    """A paper with every table under a heading of its own; ``facts`` and ``notes`` stand before them."""
    blocks: list[Block] = [Heading(1, title)]
    blocks += [Facts(tuple(Fact(name, (plain(words),)) for name, words in facts))] if facts else []
    blocks += [plain(note) for note in notes]
    for table in tables:
        blocks += _of_table(table, is_only=len(tables) == 1 and title == title_of(table))
    return Document(
        title=title, language=get_language() or "fi", author=author, changed_at=at, blocks=blocks, header=author
    )


def title_of(table: Table) -> str:
    """What a table is of, when it stands alone."""
    return f"{table.label}, {days(table.period)}" if table.period else table.label


def _of_table(table: Table, *, is_only: bool) -> list[Block]:
    heading: list[Block] = [] if is_only else [Heading(2, title_of(table))]
    facts = Facts(tuple(Fact(name, (plain(words),)) for name, words in definitions_of(table)))
    return [*heading, *_pieces(table, sheet_of(table)), Heading(3 if heading else 2, _("Definition")), facts]


def _pieces(table: Table, sheet: Sheet) -> list[Block]:
    """The table in pieces of as many columns as fit, each with the names of its rows."""
    width = len(sheet.headings) - 1
    pieces = range(0, width, COLUMNS_ABREAST)
    return [_piece(table, sheet, 1 + at, 1 + at + COLUMNS_ABREAST, len(pieces)) for at in pieces]


def _piece(table: Table, sheet: Sheet, first: int, last: int, pieces: int) -> TableBlock:
    caption = _caption(table)
    if pieces > 1:
        place = {"place": first // COLUMNS_ABREAST + 1, "of": pieces}
        caption = f"{caption} ({_('part %(place)s of %(of)s') % place})"
    head = [_cell(name, is_header=True) for name in (sheet.headings[0], *sheet.headings[first:last])]
    body = [[_cell(row[0], is_header=True), *(_cell(each) for each in row[first:last])] for row in sheet.rows]
    return TableBlock((head, *body), header_rows=1, caption=caption)


def _caption(table: Table) -> str:
    by = [name for name in (table.rows_by, table.columns_by) if name]
    return f"{table.label} ({table.unit_label})" + (f": {', '.join(by)}" if by else "")


def _cell(value: SheetCell, *, is_header: bool = False) -> Cell:
    return Cell((plain(_in_words(value)),), is_header=is_header)


def _in_words(value: SheetCell) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return number(value, 1)
    return number(value) if isinstance(value, int) else str(value)
