"""Pieces of the calendar that figures are asked over: months, and how they lie in quarters and years.

A piece is named as figures name it: ``2022-03``, ``2022-Q1``, ``2022``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

STEPS = ("year", "quarter", "month")
MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}
_PIECE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
FIRST_YEAR, LAST_YEAR = 1900, 2099


class NotAPeriod(Exception):
    """What was given names no piece of the calendar, or ends before it begins."""


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from the first day to the last, both inside."""

    starts_on: dt.date
    ends_on: dt.date

    def __post_init__(self) -> None:
        if self.starts_on.day != 1 or (self.ends_on + dt.timedelta(days=1)).day != 1 or self.ends_on < self.starts_on:
            raise NotAPeriod

    @property
    def step(self) -> str:
        """The largest piece that it is made of: year, quarter or month."""
        first, after = self.starts_on.month - 1, self.ends_on.month
        return next(step for step, months in MONTHS_OF.items() if first % months == 0 and after % months == 0)

    def before(self) -> Period:
        """The same months a year before."""
        return Period(
            self.starts_on.replace(year=self.starts_on.year - 1), _last_day(self.ends_on.year - 1, self.ends_on.month)
        )

    def has(self, piece: str) -> bool:
        """Whether a piece begins inside."""
        return self.starts_on <= period_of(piece).starts_on <= self.ends_on

    def pieces(self, step: str) -> list[str]:
        """The pieces of the calendar that it touches, from the first to the last."""
        found: dict[str, None] = {}
        for month in range(self.starts_on.year * 12 + self.starts_on.month - 1, _months(self.ends_on)):
            found[piece_of(f"{month // 12}-{month % 12 + 1:02}", step)] = None
        return list(found)


# Every year there may be figures of.
ALL_YEARS = Period(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))


def _months(day: dt.date) -> int:
    return day.year * 12 + day.month


def _last_day(year: int, month: int) -> dt.date:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def period_of(piece: str) -> Period:
    """The time that a piece names.

    :raises NotAPeriod: it names none.
    """
    found = _PIECE.fullmatch(piece)
    if found is None:
        raise NotAPeriod
    year = int(found["year"])
    if found["quarter"]:
        first, months = int(found["quarter"]) * 3 - 2, 3
    else:
        first, months = (int(found["month"]), 1) if found["month"] else (1, 12)
    return Period(dt.date(year, first, 1), _last_day(year, first + months - 1))


def from_to(first: str, last: str) -> Period:
    """The time from the beginning of one piece to the end of another.

    :raises NotAPeriod: one names nothing, or the end is before the beginning.
    """
    return Period(period_of(first).starts_on, period_of(last).ends_on)


def piece_of(piece: str, step: str) -> str:
    """The month, quarter or year in which a piece begins."""
    start = period_of(piece).starts_on
    if step == "year":
        return f"{start.year}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if step == "quarter" else f"{start.year}-{start.month:02}"


def a_year_later(piece: str) -> str:
    """The same piece of the next year."""
    return f"{int(piece[:4]) + 1}{piece[4:]}"


def steps_of_year(year: str, finest: str) -> list[Mapping[str, str]]:
    """The pieces of a year from the whole down to ``finest``, each with what it lies in."""
    within = period_of(year)
    steps: list[Mapping[str, str]] = [{year: ""}]
    above = "year"
    for step in STEPS[1 : STEPS.index(finest) + 1]:
        steps.append({piece: piece_of(piece, above) for piece in within.pieces(step)})
        above = step
    return steps
