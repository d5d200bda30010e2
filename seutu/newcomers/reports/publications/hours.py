"""Hours of work for payroll and funders: rows for a spreadsheet, and a paper to be signed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from seutu.newcomers.reports.publications.spreadsheets import in_text
from seutu.newcomers.reports.queries.hours import HourSheet
from seutu.newcomers.reports.rules.hours import HourPeriod, decimal_hours, hours_and_minutes
from seutu.shared.documents.blocks import Block, Document, Fact, Facts, Heading, PageBreak, TableBlock, Tone, plain
from seutu.shared.documents.blocks import Cell as PaperCell
from seutu.shared.documents.spreadsheets import Cell, csv_pieces, write_xlsx
from seutu.shared.ui.dates import period as period_in_words
from seutu.shared.ui.numbers import number

LINE = "\n" + "_" * 36
# More months than this do not stand side by side on an upright page with both ways of writing time.
MONTHS_ABREAST = 6


def headings() -> list[str]:
    """The names of the columns."""
    return [
        _("Worker"),
        _("Municipality"),
        _("Funding code"),
        _("Name of the funding code"),
        _("Month"),
        pgettext("time", "Minutes"),
        _("Hours and minutes"),
        _("Hours as a decimal number"),
    ]


def rows(sheets: Sequence[HourSheet]) -> Iterator[list[Cell]]:
    """A row for each worker, municipality, payer and month in which anything was done."""
    for sheet in sheets:
        for row in sheet.rows:
            for month in sheet.months:
                if minutes := row.minutes[month]:
                    code = row.funding_code
                    work: list[Cell] = [sheet.worker.display_name, row.organization.name, code.code, code.name]
                    yield [*work, month, minutes, hours_and_minutes(minutes), decimal_hours(minutes)]


def hours_csv(sheets: Sequence[HourSheet]) -> bytes:
    """The rows as a text that spreadsheet programs of this country open: decimals with a comma."""
    written = [[in_text(cell) for cell in row] for row in rows(sheets)]
    return b"".join(csv_pieces(headings(), [written]))


def hours_xlsx(sheets: Sequence[HourSheet]) -> bytes:
    """The rows as a workbook, with a sheet that says what they are."""
    file = io.BytesIO()
    definitions: list[list[Any]] = [[_("Column"), _("Meaning")], *([name, text] for name, text in told())]
    write_xlsx(
        file,
        title=_("Hours"),
        headings=headings(),
        pieces=[list(rows(sheets))],
        definitions=(_("Definitions"), definitions),
    )
    return file.getvalue()


def told() -> list[tuple[str, str]]:
    """What the columns mean, and what is counted."""
    return [
        (
            pgettext("time", "Minutes"),
            _("What was logged for contacts, group sessions and other work. Interpreters' time is not in it."),
        ),
        (_("Hours as a decimal number"), _("Minutes divided by 60, to two decimals. Sums are made of minutes.")),
        (_("Month"), _("The first day of the month in which the work was done.")),
        (_("Municipality"), _("The municipality that provided the service on that day.")),
    ]


def hours_paper(sheets: Sequence[HourSheet], period: HourPeriod, *, author: str, at: dt.datetime) -> Document:
    """A paper with a page for each worker, and lines for signatures."""
    days = period_in_words(period.starts_on, period.ends_on)
    title = _("Hours of work by funding code, %(period)s") % {"period": days}
    blocks: list[Block] = []
    for place, sheet in enumerate(sheets):
        blocks += [PageBreak()] if place else []
        blocks += _page(sheet, title, days)
    if not sheets:
        blocks = [Heading(1, title), plain(_("No work was logged in the period."))]
    return Document(
        title=title, language=get_language() or "fi", author=author, changed_at=at, blocks=blocks, header=author
    )


def _page(sheet: HourSheet, title: str, days: str) -> list[Block]:
    name = sheet.worker.display_name
    facts = Facts(
        (
            Fact(_("Worker"), (plain(name),)),
            Fact(_("Period"), (plain(days),)),
            Fact(_("In all"), (plain(in_both(sheet.total)),)),
        )
    )
    signatures = Facts(
        (
            Fact(_("Place and day"), (plain(LINE),)),
            Fact(_("Signature of the worker"), (plain(f"{LINE}\n{name}"),)),
            Fact(_("Signature of the supervisor"), (plain(LINE),)),
            Fact(_("Name in block letters"), (plain(LINE),)),
        )
    )
    notes = [plain(text, tone=Tone.QUIET) for _name, text in told()[:2]]
    last: list[Block] = [Heading(2, pgettext("paper", "Signatures")), signatures]
    return [Heading(1, f"{title}: {name}"), facts, *_tables(sheet), *notes, *last]


def in_both(minutes: int) -> str:
    """7:30 (7,50 h)."""
    return _("%(clock)s (%(decimal)s h)") % {
        "clock": hours_and_minutes(minutes),
        "decimal": number(decimal_hours(minutes), 2),
    }


def _tables(sheet: HourSheet) -> list[Block]:
    """The months side by side as far as they fit, and in the end what they come to."""
    pieces = [sheet.months[at : at + MONTHS_ABREAST] for at in range(0, len(sheet.months), MONTHS_ABREAST)]
    tables: list[Block] = [_months(sheet, months) for months in pieces] if len(sheet.months) > 1 else []
    return [*tables, _totals(sheet)]


def _months(sheet: HourSheet, months: Sequence[dt.date]) -> TableBlock:
    head = [_cell(_("Funding code"), is_header=True), *(_cell(month_named(each), is_header=True) for each in months)]
    body = [
        [
            _cell(row_named(sheet, place), is_header=True),
            *(_cell(hours_and_minutes(row.minutes[each])) for each in months),
        ]
        for place, row in enumerate(sheet.rows)
    ]
    last = [_cell(_("Total"), is_header=True), *(_cell(hours_and_minutes(sheet.total_of(each))) for each in months)]
    return TableBlock((head, *body, last), header_rows=1, caption=_("Hours and minutes by month"))


def _totals(sheet: HourSheet) -> TableBlock:
    names = (_("Funding code"), _("Hours and minutes"), _("Hours as a decimal number"))
    head = [_cell(name, is_header=True) for name in names]
    body = [_total(row_named(sheet, place), row.total) for place, row in enumerate(sheet.rows)]
    return TableBlock((head, *body, _total(_("Total"), sheet.total)), header_rows=1, caption=_("In the whole period"))


def _total(name: str, minutes: int) -> list[PaperCell]:
    decimal = number(decimal_hours(minutes), 2)
    return [_cell(name, is_header=True), _cell(hours_and_minutes(minutes)), _cell(decimal)]


def row_named(sheet: HourSheet, place: int) -> str:
    """Who pays; with the municipality, where the worker has worked for several."""
    row = sheet.rows[place]
    is_one = len({each.organization.pk for each in sheet.rows}) == 1
    return row.funding_code.name if is_one else f"{row.funding_code.name}, {row.organization.name}"


def month_named(month: dt.date) -> str:
    """3/2026."""
    return f"{month.month}/{month.year}"


def _cell(text: str, *, is_header: bool = False) -> PaperCell:
    return PaperCell((plain(text),), is_header=is_header)
