"""Where a target stands: what should have been reached by a day, what was, and what the pace leads to."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


class Light(enum.Enum):
    """How a figure stands against its target; shown as a word, never as a colour alone."""

    EXCEEDED = "exceeded"
    REACHED = "reached"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    NO_TARGET = "no_target"
    HIDDEN = "hidden"


# The least share of the target to date, in per cent, for each light: the first that fits. Docs: docs/projects.md.
LIGHTS = (
    (105, Light.EXCEEDED),
    (95, Light.REACHED),
    (80, Light.SLIGHTLY_BEHIND),
    (50, Light.BEHIND),
    (0, Light.FAR_BEHIND),
)


BEHIND = frozenset({Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.FAR_BEHIND})


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what came of it by a day. ``actual`` is None where the number is hidden, so is what tells it.

    ``due`` is what the plan says by that day, ``target`` what it says for the whole period, ``forecast`` what the pace
    so far gives by the end of the period: None while nothing has gone by.
    """

    actual: int | None
    due: int
    target: int
    forecast: int | None
    light: Light

    @property
    def gap(self) -> int | None:
        """Actual less due: negative is behind."""
        return None if self.actual is None else self.actual - self.due

    @property
    def percent(self) -> int | None:
        """Actual of due in whole per cents, halves up."""
        return None if self.actual is None or not self.due else half_up(Fraction(self.actual * 100, self.due))


def progress(actual: int | None, targets: Mapping[int, int], gone: Fraction, quarters: int) -> Progress:
    """Where ``actual`` stands against ``targets`` by number of the quarter, when ``gone`` of ``quarters`` have gone by.

    The target of the quarter that runs is due by its days. The forecast is by time alone, whatever the plan: it says
    where this pace leads.
    """
    due = half_up(sum((target * _part(number, gone) for number, target in targets.items()), Fraction(0)))
    target = sum(targets.values())
    forecast = half_up(Fraction(actual * quarters) / gone) if actual is not None and gone else None
    return Progress(actual, due, target, forecast, _light(actual, due, target))


def spread(target: int, quarters: int) -> dict[int, int]:
    """A target of the whole period by quarters, as evenly as whole numbers go, and never less due than by time."""
    return {
        number: -(-target * number // quarters) - -(-target * (number - 1) // quarters)
        for number in range(1, quarters + 1)
    }


def half_up(amount: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = int(abs(amount) + Fraction(1, 2))
    return whole if amount >= 0 else -whole


def _part(number: int, gone: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), gone - (number - 1)))


def _light(actual: int | None, due: int, target: int) -> Light:
    if not target:
        return Light.NO_TARGET
    if actual is None:
        return Light.HIDDEN
    if not due:
        return Light.REACHED
    share = Fraction(actual * 100, due)
    return next(light for least, light in LIGHTS if share >= least)
