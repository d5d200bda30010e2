"""The quarters of a project: three months each from its first day on, wherever in the calendar that is."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from fractions import Fraction

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """The ``number``-th quarter of a project, from 1; both days are inside."""

    number: int
    starts_on: dt.date
    ends_on: dt.date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def named(self) -> str:
        """2/22: the month in which it ends."""
        return f"{self.ends_on.month}/{self.ends_on.year % 100:02d}"


def quarters_of(starts_on: dt.date, ends_on: dt.date) -> list[Quarter]:
    """The quarters of a project, the last one cut where the project ends.

    :raises ValueError: it ends before it begins.
    """
    if ends_on < starts_on:
        raise ValueError("the project ends before it begins")
    quarters: list[Quarter] = []
    begins = starts_on
    while begins <= ends_on:
        following = _months_after(starts_on, MONTHS * (len(quarters) + 1))
        last = min(following - dt.timedelta(days=1), ends_on)
        quarters.append(Quarter(len(quarters) + 1, begins, last))
        begins = following
    return quarters


def elapsed(quarters: list[Quarter], day: dt.date) -> Fraction:
    """How many quarters have gone by at the end of ``day``, from 0 to all; of the one that runs, by its days."""
    gone = Fraction(0)
    for quarter in quarters:
        if day >= quarter.ends_on:
            gone += 1
        elif day >= quarter.starts_on:
            gone += Fraction((day - quarter.starts_on).days + 1, quarter.days)
    return gone


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month ``months`` later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
