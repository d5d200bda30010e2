"""A table of figures on its page: its numbers in words, its drawing, and where each of its rows leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.reports.forms.pivot import PivotForm
from seutu.newcomers.reports.rules.asked_periods import EVERY_YEAR
from seutu.newcomers.reports.rules.periods import STEPS, period_of
from seutu.newcomers.reports.rules.pivot import NotAskable, PivotQuestion, check
from seutu.newcomers.reports.rules.tables import Figure, Row, Table, shown_number
from seutu.shared.core.figures import CountUnit, indicators
from seutu.shared.ui.charts import Bar, BarChart, bar_chart
from seutu.shared.ui.line_chart import Line, LineChart, line_chart
from seutu.shared.ui.numbers import number, percent

MOST_BARS = 30
_HOURS = 60


@dataclass(frozen=True)
class Shown:
    """A number in words; ``is_hidden`` ones and missing ones are words that a reader hears."""

    words: str
    is_hidden: bool = False
    is_missing: bool = False


@dataclass(frozen=True)
class ShownRow:
    """A row in words; ``url`` leads one step deeper, "" where there is no further."""

    label: str
    url: str
    cells: tuple[Shown, ...]
    total: Shown
    share: str
    before: Shown | None
    change: str


def shown(table: Table, figure: Figure | None) -> Shown:
    """A number as a reader sees it."""
    if figure is None or figure.is_missing:
        return Shown(_("no figures"), is_missing=True)
    if figure.number is None:
        return Shown(_("hidden"), is_hidden=True)
    return Shown(words_of(table.unit, figure.number))


def words_of(unit: CountUnit, value: int) -> str:
    """A number in words, hours with one decimal."""
    return number(shown_number(unit, value), 1 if unit is CountUnit.MINUTE else 0)


def shown_rows(table: Table, urls: Sequence[str]) -> list[ShownRow]:
    """The rows of a table; ``urls`` are where they lead."""
    return [shown_row(table, row, url) for row, url in zip(table.rows, urls, strict=True)]


def shown_row(table: Table, row: Row, url: str = "") -> ShownRow:
    """A row, or the row of totals."""
    change = row.change
    signed = "" if change is None else f"{'+' if change > 0 else ''}{words_of(table.unit, change)}"
    return ShownRow(
        label=row.heading.label,
        url=url,
        cells=tuple(shown(table, figure) for figure in row.cells),
        total=shown(table, row.total),
        share="" if row.share is None else percent(row.share),
        before=shown(table, row.before) if table.before else None,
        change=signed,
    )


def deeper(table: Table, question: PivotQuestion, form: PivotForm) -> list[str]:
    """Where each row leads: to the same figures of that row alone, by unit or by piece of time; "" for no further."""
    return [_deeper(row.heading.value, question, form) for row in table.rows]


def _deeper(value: str, question: PivotQuestion, form: PivotForm) -> str:
    if question.rows in STEPS:
        finer = {"year": "month", "quarter": "month", "month": "unit"}[question.rows]
        step = replace(question, rows=finer, period=period_of(value), columns=_other(question.columns, finer))
        changed = {"kausi": value, "rivit": finer, "sarakkeet": step.columns}
    else:
        finer = "unit" if question.rows == "provider_municipality" else _finer_time(question)
        only = (*question.only, (question.rows, value))
        step = replace(question, rows=finer, columns=_other(question.columns, finer), only=only)
        changed = {"rivit": finer, "sarakkeet": step.columns, "vain": only}  # type: ignore[dict-item]
    try:
        check(step, indicators.entry(step.indicator))
    except NotAskable:
        return ""
    return f"?{form.kept(**changed)}"


def _finer_time(question: PivotQuestion) -> str:
    return "year" if question.period.starts_on.year < question.period.ends_on.year else "month"


def _other(columns: str, rows: str) -> str:
    """The same columns, unless the rows are that now, or a piece of the calendar as they are."""
    return "" if columns == rows or (columns in STEPS and rows in STEPS) else columns


def without_filters(form: PivotForm, table: Table) -> Iterator[tuple[str, str, str]]:
    """Each filter in words, and the question without it."""
    for (label, value), pair in zip(table.filters, form.only, strict=True):
        yield label, value, f"?{form.kept(vain=[each for each in form.only if each != pair])}"


def bars(table: Table) -> BarChart | None:
    """The totals of the rows as bars, where they are no times and not too many."""
    if not table.rows or len(table.rows) > MOST_BARS:
        return None
    drawn = [_bar(table, row) for row in table.rows]
    return bar_chart(drawn, solid=_("Number, unit: %(unit)s") % {"unit": table.unit_label}, dashed="")


def _bar(table: Table, row: Row) -> Bar:
    if row.total.number is None:
        return Bar(row.heading.label, None, words=_("hidden"))
    about = "" if row.share is None else percent(row.share)
    return Bar(row.heading.label, row.total.number, about, words=words_of(table.unit, row.total.number))


def over_time(table: Table) -> LineChart | None:
    """The totals of the rows as a line over time, and of the year before as another."""
    if len(table.rows) < 2:
        return None
    lines = [_line("actual", pgettext("figures", "Asked period"), [row.total for row in table.rows], table.unit)]
    if table.before:
        before = [row.before or Figure(None) for row in table.rows]
        lines.append(_line("target", _("Year before"), before, table.unit))
    return line_chart([row.heading.label for row in table.rows], lines, hidden=pgettext("figures", "Hidden number"))


def _line(kind: str, label: str, figures: Sequence[Figure], unit: CountUnit) -> Line:
    divisor = _HOURS if unit is CountUnit.MINUTE else 1
    values = [None if each.number is None else round(each.number / divisor) for each in figures]
    hidden = frozenset(place for place, each in enumerate(figures) if each.is_hidden)
    return Line(kind, label, values, hidden)  # type: ignore[arg-type]


def is_of_all_years(form: PivotForm) -> bool:
    """Whether the year before means nothing."""
    return form.data.get("kausi") == EVERY_YEAR
