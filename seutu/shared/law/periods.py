"""Counts periods of the law: weeks, months and years as act 150/1930 counts them, and the deadline that comes of it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from seutu.shared.law.days import next_working_day
from seutu.shared.law.entries import Rule

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period and the rules that made it; ``day`` is None where the law, as we know it, sets none.

    What is to be done without delay (``is_immediate``) is due on the day from which it can be done. It is shown as days
    open, and is never overdue: no law says on which day it begins to be.
    """

    day: dt.date | None
    rules: tuple[Rule, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether each rule has been read from its source; a page says so where one has not."""
        return bool(self.rules) and all(rule.confirmed for rule in self.rules)

    @property
    def is_immediate(self) -> bool:
        """Whether it is to be done without delay."""
        return any(rule.immediately for rule in self.rules)

    @property
    def is_by_need(self) -> bool:
        """Whether need decides, not time."""
        return any(rule.by_need for rule in self.rules)

    @property
    def provisions(self) -> tuple[str, ...]:
        """What a page cites beside the day."""
        return tuple(rule.provision_with_number for rule in self.rules)

    def is_overdue(self, on: dt.date) -> bool:
        """Whether the last day is over on that day."""
        return self.day is not None and not self.is_immediate and on > self.day

    def days_left(self, on: dt.date) -> int | None:
        """Days from that day to the last one, negative when it is over; None without a last day."""
        return None if self.day is None else (self.day - on).days


NO_DEADLINE = Deadline(None)


def months_after(day: dt.date, months: int) -> dt.date:
    """The day of the same number so many months later, or the last one of a month that is too short (150/1930 3 §)."""
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + months, MONTHS_OF_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def deadline_of(since: dt.date, *rules: Rule) -> Deadline:
    """When periods that follow each other from a day end. The day itself is not counted (150/1930 2 §).

    Their months are added up before they are counted, so that a short February between two years costs no day.
    """
    if any(rule.by_need or not (rule.has_length or rule.immediately) for rule in rules):
        return Deadline(None, rules)
    months = sum(MONTHS_OF_A_YEAR * rule.years + rule.months for rule in rules)
    days = sum(7 * rule.weeks + rule.days for rule in rules)
    last = months_after(since, months) + dt.timedelta(days=days)
    if not any(rule.moves for rule in rules):
        return Deadline(last, rules)
    moved = next_working_day(last)
    return Deadline(moved.day, (*rules, *moved.rules))
