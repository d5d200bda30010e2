"""A table of figures as rows of cells: the same for a text, a workbook and a paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.tables import MISSING, Figure, Row, Table, shown_number
from seutu.shared.core.figures import CountUnit
from seutu.shared.documents.spreadsheets import Cell
from seutu.shared.ui.dates import period as period_in_words


@dataclass(frozen=True)
class Sheet:
    """The headings of the columns, and the rows with a name first; the last row is the total."""

    headings: list[str]
    rows: list[list[Cell]]


def sheet_of(table: Table) -> Sheet:
    """``table`` as it stands on its page: a column for each value, the total, and what was asked beside it."""
    names = [table.rows_by or table.label, *(column.label for column in table.columns), _("Total")]
    names += [_("The year before")] if _is_compared(table) else []
    names += [_("Share, %")] if _has_shares(table) else []
    return Sheet(names, [*(_row(table, row) for row in table.rows), [_("Total"), *_row(table, table.whole)[1:]]])


def _row(table: Table, row: Row) -> list[Cell]:
    cells: list[Cell] = [row.heading.label, *(cell(table.unit, figure) for figure in (*row.cells, row.total))]
    cells += [cell(table.unit, row.before or MISSING)] if _is_compared(table) else []
    cells += [row.share] if _has_shares(table) else []
    return cells


def _is_compared(table: Table) -> bool:
    return any(row.before is not None for row in (*table.rows, table.whole))


def _has_shares(table: Table) -> bool:
    return any(row.share is not None for row in table.rows)


def cell(unit: CountUnit, figure: Figure) -> Cell:
    """A number as a number; what is hidden, as the word for it; nothing where there is none that could be told."""
    if figure.is_hidden:
        return hidden_word()
    if figure.number is None:
        return None
    shown = shown_number(unit, figure.number)
    return shown if isinstance(shown, int) else Decimal(str(shown))


def hidden_word() -> str:
    """What stands in the place of a hidden number."""
    return pgettext("number", "hidden")


def definitions_of(table: Table) -> list[tuple[str, str]]:
    """What the figures are of and what counts in them, as pairs of a name and words."""
    told = [
        (_("Indicator"), table.label),
        (_("Unit of count"), table.unit_label),
        (_("Definition"), table.definition),
        (_("Version of the definition"), str(table.definition_version)),
        (_("Period"), days(table.period) if table.period else ""),
        (_("Compared with"), days(table.before) if table.before else ""),
        (_("Municipalities whose work was counted"), ", ".join(table.scope)),
        *table.filters,
        *((pgettext("figure", "Note"), note) for note in table.notes),
    ]
    return [(name, words) for name, words in told if words]


def days(period: Period) -> str:
    """1.1.2026–31.3.2026."""
    return period_in_words(period.starts_on, period.ends_on)
