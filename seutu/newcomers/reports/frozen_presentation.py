"""Frozen reports, and how they differ from today's figures, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.newcomers.reports.hours_presentation import way_to as way_of_figures
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.publications.cells import cell, definitions_of, sheet_of
from seutu.newcomers.reports.publications.papers import title_of
from seutu.newcomers.reports.queries.differences import Causes, ReportDifference, TableDifference
from seutu.newcomers.reports.rules.tables import Figure, Table, shown_number
from seutu.newcomers.reports.rules.words import in_sentence
from seutu.shared.documents.spreadsheets import Cell
from seutu.shared.ui.components import Link
from seutu.shared.ui.dates import day, day_and_time, period
from seutu.shared.ui.numbers import number


@dataclass(frozen=True)
class ShownTable:
    """A table for a page, with its definitions and the files in which it goes out."""

    title: str
    caption: str
    caption_id: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    total: tuple[str, Sequence[str]]
    definitions: Sequence[tuple[str, str]]
    files: Sequence[tuple[str, str]] = ()


def shown(table: Table, place: int, report: FrozenReport) -> ShownTable:
    """A table of a frozen report."""
    sheet = sheet_of(table)
    rows = [(str(row[0]), [_in_words(each) for each in row[1:]]) for row in sheet.rows]
    *others, (_name, total) = rows
    kinds = (("csv", _("Text (CSV)")), ("json", _("Statistics (JSON-stat)")))
    files = [(name, reverse("reports:frozen_table_file", args=[report.pk, place, kind])) for kind, name in kinds]
    return ShownTable(
        title=_named(table),
        caption=f"{title_of(table)} ({table.unit_label})",
        caption_id=f"table-{place}",
        headings=sheet.headings,
        rows=others,
        total=(_("Total"), total),
        definitions=definitions_of(table),
        files=files,
    )


def _named(table: Table) -> str:
    """What a table is of and by what, to tell it from others of the same figure."""
    by = ", ".join(in_sentence(name) for name in (table.rows_by, table.columns_by) if name)
    return f"{table.label}: {by}" if by else table.label


def _in_words(value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return number(value, 1)
    return number(value) if isinstance(value, int) else str(value)


def facts_of(report: FrozenReport) -> list[tuple[str, str]]:
    """What a report says of itself."""
    told = [
        (_("Period"), period(report.starts_on, report.ends_on)),
        (_("Municipalities"), ", ".join(each.organization.name for each in report.places.all())),
        (_("Handed in for"), report.handed_in_for),
        (_("Frozen"), f"{day_and_time(report.frozen_at)}, {report.frozen_by.display_name}"),
        (_("Hash (SHA-256)"), report.digest),
    ]
    return [(name, words) for name, words in told if words]


def frozen_in_words(report: FrozenReport, difference: str = "") -> str:
    """That figures stay, and how they differ."""
    words = _("The report was frozen on %(day)s. Its figures stay, even if data is corrected.") % {
        "day": day(report.frozen_at)
    }
    return f"{words} {difference}".strip()


def difference_in_words(found: ReportDifference) -> str:
    """How many numbers differ."""
    if not found.count:
        return _("Today's figures are the same.")
    words = ngettext(
        "Difference from today: %(n)s number is another.",
        "Difference from today: %(n)s numbers are others.",
        found.count,
    )
    return words % {"n": number(found.count)}


def causes_in_words(causes: Causes) -> list[str]:
    """What may have moved the figures, the most likely first."""
    told = _corrections(causes)
    told += [_definition(each) for each in causes.definitions]
    if causes.threshold:
        then, now = causes.threshold
        told.append(_("Numbers under %(then)s were hidden, and now those under %(now)s.") % {"then": then, "now": now})
    told += [_("A name has changed: “%(then)s” is now “%(now)s”.") % {"then": a, "now": b} for a, b in causes.words]
    if causes.erased:
        words = ngettext(
            "The data of %(n)s person has been erased. Their contacts stay, with codes and days.",
            "The data of %(n)s people has been erased. Their contacts stay, with codes and days.",
            causes.erased,
        )
        told.append(words % {"n": number(causes.erased)})
    return told


def _definition(changed: tuple[str, int, int]) -> str:
    label, then, now = changed
    words = _("%(label)s: the definition has changed (version %(then)s, now %(now)s).")
    return words % {"label": label, "then": then, "now": now}


def _corrections(causes: Causes) -> list[str]:
    worded = []
    counts = causes.corrections
    if number_of := counts["changed"]:
        words = ngettext("%(n)s entry was corrected.", "%(n)s entries were corrected.", number_of)
        worded.append(words % {"n": number(number_of)})
    if number_of := counts["removed"]:
        words = ngettext("%(n)s entry had not happened.", "%(n)s entries had not happened.", number_of)
        worded.append(words % {"n": number(number_of)})
    if number_of := counts["added"]:
        words = ngettext(
            "%(n)s forgotten entry was logged as a correction.",
            "%(n)s forgotten entries were logged as corrections.",
            number_of,
        )
        worded.append(words % {"n": number(number_of)})
    if number_of := causes.logged_later:
        words = ngettext(
            "%(n)s entry was logged after the report was frozen, without a correction.",
            "%(n)s entries were logged after the report was frozen, without a correction.",
            number_of,
        )
        worded.append(words % {"n": number(number_of)})
    return worded


@dataclass(frozen=True)
class ShownDifference:
    """A table whose figures differ; ``rows`` are what, as it was, as it is, and the change."""

    title: str
    caption_id: str
    is_gone: bool
    rows: Sequence[tuple[str, str, str, str]]


def differences_shown(found: ReportDifference) -> list[ShownDifference]:
    """The tables in which anything differs, or that can be asked no more."""
    shown_ones = [_difference(each, place) for place, each in enumerate(found.tables)]
    return [each for each in shown_ones if each.rows or each.is_gone]


def _difference(found: TableDifference, place: int) -> ShownDifference:
    rows = [
        (
            ", ".join(name for name in (each.row or _("Total"), each.column) if name),
            _figure(found.then, each.then),
            _figure(found.then, each.now),
            _change(found.then, each.then, each.now),
        )
        for each in found.numbers
    ]
    return ShownDifference(_named(found.then), f"difference-{place}", found.now is None, rows)


def _figure(table: Table, figure: Figure) -> str:
    return _in_words(cell(table.unit, figure))


def _change(table: Table, then: Figure, now: Figure) -> str:
    if then.number is None or now.number is None:
        return "–"
    # Of the numbers as they are shown: rounded hours of a difference would be another than the difference of the hours.
    change = Decimal(str(shown_number(table.unit, now.number))) - Decimal(str(shown_number(table.unit, then.number)))
    words = _in_words(change if change % 1 else int(change))
    return f"+{words}" if change > 0 else words


def way_to(*links: Link) -> list[Link]:
    """The breadcrumb of a page of frozen reports."""
    return way_of_figures(Link(_("Frozen reports"), reverse("reports:frozen_reports") if links else ""), *links)
