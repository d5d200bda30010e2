"""A board report as an accessible PDF: the same sheets as on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.presentation.charts import bars_in_words, growth_chart, line_in_words, place_chart
from seutu.newcomers.projects.presentation.targets import light_words
from seutu.newcomers.projects.rules.sheets import BigFigure, Sheet, SheetTable, paragraphs_of, sheets_from_json
from seutu.shared.documents.blocks import (
    Block,
    Box,
    BoxKind,
    Cell,
    Document,
    Drawing,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    TableBlock,
    Tone,
    plain,
)
from seutu.shared.documents.rendering import render_pdf
from seutu.shared.ui.dates import day, period
from seutu.shared.ui.pictures import picture_of


def board_report_pdf(report: BoardReport) -> bytes:
    """The report as PDF/UA-1, in its own language."""
    with translation.override(report.language):
        return render_pdf(board_document(report))


def board_document(report: BoardReport) -> Document:
    """The report as a document, in the active language."""
    project = report.project
    return Document(
        title=report.title,
        language=report.language,
        author=project.lead.name,
        changed_at=report.updated_at,
        subject=project.name,
        header=f"{project.lead.name} · {project.name}",
        footer=_("Figures of %(day)s") % {"day": day(report.figures_at)},
        blocks=list(_blocks(report)),
    )


def _blocks(report: BoardReport) -> Iterator[Block]:
    yield Heading(1, report.title)
    yield plain(
        _("Reporting period %(period)s") % {"period": period(report.starts_on, report.ends_on)}, tone=Tone.QUIET
    )
    if report.done_text:
        yield Heading(2, _("What was done"))
        yield from (plain(each) for each in paragraphs_of(report.done_text))
    for sheet in sheets_from_json(report.sheets):
        yield from _of_sheet(sheet)
    if report.proposal_text:
        yield Heading(2, _("Proposal"))
        yield Box(BoxKind.PROPOSAL, [plain(each) for each in paragraphs_of(report.proposal_text)])


def _of_sheet(sheet: Sheet) -> Iterator[Block]:
    yield Heading(2, sheet.heading)
    if sheet.lead:
        yield plain(sheet.lead, tone=Tone.LEAD)
    if sheet.figures:
        yield Facts([Fact(figure.label, [_value_of(figure)]) for figure in sheet.figures])
    yield from _charts(sheet)
    yield from (_table(table) for table in sheet.tables)
    yield from (plain(note, tone=Tone.QUIET) for note in sheet.notes)


def _charts(sheet: Sheet) -> Iterator[Block]:
    """The drawings; what they show stands in the table after them, and in their words."""
    places = place_chart(sheet.bars)
    if places:
        yield Drawing(picture_of("ui/target_bars.html", places), bars_in_words(sheet.bars))
    growth = growth_chart(sheet.line)
    if growth and sheet.line:
        yield Drawing(picture_of("ui/line_chart.html", growth), line_in_words(sheet.line))
    if places or growth:
        yield plain(_("In the drawings, dashed is the target and solid is what was reached."), tone=Tone.QUIET)


def _value_of(figure: BigFigure) -> Paragraph:
    more = ", ".join(each for each in (figure.about, light_words(figure.light) if figure.light else "") if each)
    return Paragraph((Run(figure.value, is_strong=True), Run(f" ({more})" if more else "")))


def _table(table: SheetTable) -> TableBlock:
    rows = [_row(table.head, is_header=True), *(_row(row) for row in table.rows)]
    if table.foot:
        rows.append(_row(table.foot))
    return TableBlock(rows, header_rows=1, caption=table.caption)


def _row(words: Sequence[str], *, is_header: bool = False) -> list[Cell]:
    return [Cell((plain(word),) if word else (), is_header=is_header or place == 0) for place, word in enumerate(words)]
