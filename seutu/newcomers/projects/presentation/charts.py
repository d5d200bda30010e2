"""The charts of targets, drawn from what a sheet holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.projects.rules.sheets import ChartBar, ChartLine
from seutu.shared.ui.line_chart import Line, LineChart, line_chart
from seutu.shared.ui.numbers import number
from seutu.shared.ui.target_bars import TargetBar, TargetBars, target_bars


def place_chart(bars: Sequence[ChartBar]) -> TargetBars | None:
    """Municipalities against their targets so far; None where there is nothing to draw."""
    if not bars:
        return None
    return target_bars(
        [TargetBar(bar.label, bar.actual, bar.target) for bar in bars],
        actual=pgettext("target", "Actual"),
        target=_("Target so far = 100%"),
        hidden=pgettext("number", "hidden"),
    )


def growth_chart(line: ChartLine | None) -> LineChart | None:
    """How a figure grew against its target, with the forecast; None where there is nothing to draw."""
    if line is None:
        return None
    lines = [
        Line("actual", pgettext("target", "Actual"), (0, *line.actual), frozenset(place + 1 for place in line.hidden)),
        Line("target", pgettext("target", "Target"), (0, *line.target)),
    ]
    known = [place for place, value in enumerate(line.actual) if value is not None]
    if line.forecast is not None and known and known[-1] < len(line.labels) - 1:
        lines.append(Line("expected", pgettext("target", "Forecast"), _onwards(line, known[-1])))
    return line_chart(("", *line.labels), lines, hidden=pgettext("number", "hidden"))


def bars_in_words(bars: Sequence[ChartBar]) -> str:
    """All that a chart of municipalities shows."""
    hidden = pgettext("number", "hidden")
    parts = (
        f"{bar.label} {hidden if bar.actual is None else number(bar.actual)} / {number(bar.target)}" for bar in bars
    )
    return _("Bars, actual / target so far: %(parts)s.") % {"parts": ", ".join(parts)}


def line_in_words(line: ChartLine) -> str:
    """All that a chart of growth shows."""
    known = [
        (label, reached, target) for label, reached, target in zip(line.labels, line.actual, line.target, strict=True)
    ]
    parts = (f"{label} {number(reached)} / {number(target)}" for label, reached, target in known if reached is not None)
    words = _("Lines, actual / target at the end of each quarter: %(parts)s.") % {"parts": ", ".join(parts)}
    if line.forecast is None:
        return words
    return f"{words} {_('Forecast for the end: %(forecast)s.') % {'forecast': number(line.forecast)}}"


def _onwards(line: ChartLine, last: int) -> list[int | None]:
    """The straight way from the last known sum to the forecast; nothing before it."""
    start, goal = line.actual[last] or 0, line.forecast or 0
    steps = len(line.labels) - 1 - last
    return [None] * (last + 1) + [start + (goal - start) * step // steps for step in range(steps + 1)]
