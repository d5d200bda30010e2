"""Targets against actuals in words, bars and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seutu.newcomers.projects.queries.targets import QuarterNumbers, TargetRow, TargetTable
from seutu.newcomers.projects.rules.progress import BEHIND, Light
from seutu.newcomers.projects.rules.sheets import BigFigure, ChartBar, ChartLine, SheetTable
from seutu.newcomers.reports.rules.words import unit_label
from seutu.shared.core.figures import CountUnit, dimensions
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day, period
from seutu.shared.ui.numbers import MINUS, number, percent

TONES = {
    Light.EXCEEDED: "settled",
    Light.REACHED: "settled",
    Light.SLIGHTLY_BEHIND: "soon",
    Light.BEHIND: "soon",
    Light.FAR_BEHIND: "late",
    Light.NO_TARGET: "",
    Light.HIDDEN: "",
}
NOTHING = "–"


def light_words(light: Light) -> str:
    """A light in words."""
    return {
        Light.EXCEEDED: pgettext("target", "Exceeded"),
        Light.REACHED: pgettext("target", "On target"),
        Light.SLIGHTLY_BEHIND: pgettext("target", "Slightly behind"),
        Light.BEHIND: pgettext("target", "Behind"),
        Light.FAR_BEHIND: pgettext("target", "Far behind"),
        Light.NO_TARGET: pgettext("target", "No target"),
        Light.HIDDEN: pgettext("target", "Hidden"),
    }[light]


def light_status(light: Light) -> Status:
    """A light as a mark with its words."""
    return Status(light_words(light), tone=TONES[light])  # type: ignore[arg-type]  # the tones above


@dataclass(frozen=True)
class TableRow:
    """A row of the table of municipalities: its words, its light, and the cells after them."""

    name: str
    status: Status
    cells: Sequence[str]


def figure_of(table: TargetTable) -> BigFigure:
    """An indicator in one number: how much of what was due was done."""
    found = table.total.progress
    value = percent(found.percent) if found.percent is not None else NOTHING
    about = f"{_told(found.actual, table)} / {_count(found.due, table)}"
    return BigFigure(str(table.indicator.label), value, about, found.light)


def headline_of(table: TargetTable) -> str:
    """Who is behind, in a few words."""
    behind = [row for row in table.rows if row.progress.light in BEHIND]
    label = {"indicator": table.indicator.label}
    if not table.rows:
        return f"{table.indicator.label}: {light_words(table.total.progress.light).lower()}."
    if len(behind) == len(table.rows):
        return _("%(indicator)s: behind in every municipality.") % label
    if behind:
        words = ngettext(
            "%(indicator)s: behind in %(n)s municipality.",
            "%(indicator)s: behind in %(n)s municipalities.",
            len(behind),
        )
        return words % {**label, "n": len(behind)}
    return _("%(indicator)s: no municipality is behind.") % label


def lead_of(table: TargetTable) -> str:
    """What was done, what was due, and where this pace leads."""
    found = table.total.progress
    words = (
        _("Actual %(actual)s, target %(due)s.") if is_over(table) else _("Actual %(actual)s, target so far %(due)s.")
    )
    parts = [words % {"actual": _told(found.actual, table), "due": _count(found.due, table)}]
    if found.forecast is not None and not is_over(table):
        gap = found.forecast - found.target
        words = (
            _("At this pace about %(n)s will be missing at the end.")
            if gap < 0
            else _("At this pace the target of the whole period will be reached.")
        )
        parts.append(words % {"n": _count(abs(gap), table)})
    return " ".join(parts)


def bars_of(table: TargetTable) -> tuple[ChartBar, ...]:
    """The municipalities as bars, who is nearest to the target first."""
    rows = [row for row in table.rows if row.progress.due]
    ordered = sorted(
        rows, key=lambda row: (-(row.progress.percent if row.progress.percent is not None else -1), row.name)
    )
    return tuple(ChartBar(row.name, row.progress.actual, row.progress.due) for row in ordered)


def line_of(table: TargetTable) -> ChartLine | None:
    """How the figure grew, where numbers may be added."""
    if not table.indicator.is_additive or not any(each is not None for each in table.reached):
        return None
    begun = [place for place, each in enumerate(table.total.quarters) if each.has_begun]
    return ChartLine(
        labels=tuple(quarter.named for quarter in table.quarters),
        target=table.due,
        actual=table.reached,
        hidden=tuple(place for place in begun if table.reached[place] is None),
        forecast=table.total.progress.forecast,
    )


def heads_of(table: TargetTable) -> tuple[str, ...]:
    """The columns of the table of municipalities: of a period that is over nothing is forecast."""
    heads = (
        _("Municipality"),
        pgettext("target", "Situation"),
        pgettext("target", "Actual"),
        pgettext("target", "Target") if is_over(table) else pgettext("target", "Target so far"),
        pgettext("target", "Difference"),
        pgettext("target", "Share"),
    )
    if is_over(table):
        return heads
    return (
        *heads,
        _("Forecast %(day)s") % {"day": day(table.quarters[-1].ends_on)},
        _("Target of the whole period"),
    )


def is_over(table: TargetTable) -> bool:
    """Whether the table is of the whole project."""
    return table.day >= table.quarters[-1].ends_on


def rows_of(table: TargetTable) -> list[TableRow]:
    """The municipalities."""
    return [_row(row, table) for row in table.rows]


def total_of(table: TargetTable) -> TableRow:
    """All together."""
    return _row(table.total, table)


def caption_of(table: TargetTable) -> str:
    """What the table of municipalities is of."""
    words = {"indicator": table.indicator.label, "period": period(table.quarters[0].starts_on, table.day)}
    return _("%(indicator)s by municipality, %(period)s") % words


def sheet_table(table: TargetTable) -> SheetTable:
    """The table of municipalities, each light as its word."""
    rows = [*rows_of(table), total_of(table)]
    told = [(row.name, str(row.status.label), *row.cells) for row in rows]
    return SheetTable(caption_of(table), heads_of(table), tuple(told[:-1]), told[-1], words=2)


def quarter_table(table: TargetTable) -> SheetTable:
    """What was done of what was promised, by municipality and quarter."""
    head = (_("Municipality"), *(each.named for each in table.quarters))
    rows = tuple(_quarters(row, table) for row in table.rows)
    caption = _("%(indicator)s by quarter: actual / target. A column is named by the month in which the quarter ends.")
    return SheetTable(caption % {"indicator": table.indicator.label}, head, rows, _quarters(table.total, table))


def sums_table(table: TargetTable) -> SheetTable | None:
    """The sums that the line chart is drawn from; None where numbers may not be added."""
    if line_of(table) is None:
        return None
    head = (_("Quarter ended"), pgettext("target", "Target"), pgettext("target", "Actual"))
    rows = tuple(
        (
            quarter.named,
            _count(due, table),
            _told(reached, table) if numbers.has_begun else NOTHING,
        )
        for quarter, due, reached, numbers in zip(
            table.quarters, table.due, table.reached, table.total.quarters, strict=True
        )
    )
    caption = _("%(indicator)s: sum at the end of each quarter")
    return SheetTable(caption % {"indicator": table.indicator.label}, head, rows)


def notes_of(table: TargetTable) -> tuple[str, ...]:
    """What the figures do not show."""
    notes = []
    words = dimensions.entry("client_municipality").words(table.outside) if table.outside else {}
    parts = [f"{words[value]} ({_count(number_, table)})" for value, number_ in table.outside.items()]
    if parts:
        notes.append(
            _("These count toward no municipality's target, by where the client lives: %(parts)s.")
            % {"parts": ", ".join(parts)}
        )
    if any(row.progress.light == Light.HIDDEN for row in table.rows) or _hides_quarters(table):
        notes.append(_("Numbers that are small, or would give a small one away, are hidden."))
    if table.rows and not is_over(table):
        notes.append(_("Forecasts are rounded one by one, so they may not add up."))
    if not table.indicator.is_additive:
        notes.append(
            _("The same person or household may be in several municipalities and quarters, and once in the whole.")
        )
    return tuple(notes)


def unit_of(table: TargetTable) -> str:
    """What one of the figure is."""
    return unit_label(table.indicator.count_unit)


def _row(row: TargetRow, table: TargetTable) -> TableRow:
    found = row.progress
    cells: tuple[str, ...] = (
        _told(found.actual, table),
        _count(found.due, table),
        _gap(found.gap, table),
        percent(found.percent) if found.percent is not None else NOTHING,
    )
    if not is_over(table):
        cells += (NOTHING if found.forecast is None else _count(found.forecast, table), _count(found.target, table))
    return TableRow(row.name or _("All together"), light_status(found.light), cells)


def _gap(gap: int | None, table: TargetTable) -> str:
    if gap is None:
        return NOTHING
    return _count(gap, table) if gap <= 0 else f"+{_count(gap, table)}"


def _quarters(row: TargetRow, table: TargetTable) -> tuple[str, ...]:
    return (row.name or _("All together"), *(_quarter(each, table) for each in row.quarters))


def _quarter(numbers: QuarterNumbers, table: TargetTable) -> str:
    actual = _told(numbers.actual, table) if numbers.has_begun else NOTHING
    return f"{actual} / {_count(numbers.target, table)}"


def _hides_quarters(table: TargetTable) -> bool:
    return any(each.has_begun and each.actual is None for row in table.rows for each in row.quarters)


def _told(actual: int | None, table: TargetTable) -> str:
    return pgettext("number", "hidden") if actual is None else _count(actual, table)


def _count(amount: int, table: TargetTable) -> str:
    """A number of the indicator's unit: minutes as hours."""
    if table.indicator.count_unit is CountUnit.MINUTE:
        return number(round(amount / 60)).replace("-", MINUS)
    return number(amount)
