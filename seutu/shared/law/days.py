"""Days of the law: holidays, working days, notification, the last day of a remedy. Each answer names its rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import holidays

from seutu.shared.law.rules import Rule, rule_in_force

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5

# The library counts the two eves as holidays; by law they only move the last day of a period.
_EVES = frozenset({"Christmas Eve", "Midsummer Eve"})


@dataclass(frozen=True, slots=True)
class LegalDay:
    """A day, and the rules that made it that day, in the order in which they worked."""

    day: dt.date
    rules: tuple[Rule, ...]

    @property
    def provisions(self) -> tuple[str, ...]:
        """What a page cites beside the day."""
        return tuple(rule.provision for rule in self.rules)


@lru_cache(maxsize=64)
def _names_of(year: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("FI", years=year, language="en_US"))


def is_public_holiday(day: dt.date) -> bool:
    """Whether ``day`` is a holy day, Independence Day or the first of May; every Sunday is a holy day."""
    name = _names_of(day.year).get(day)
    return day.isoweekday() == 7 or (name is not None and name not in _EVES)


def is_working_day(day: dt.date) -> bool:
    """Whether a period may end on ``day``: no holiday, no Saturday, neither Christmas Eve nor Midsummer Eve."""
    return day.weekday() < SATURDAY and day not in _names_of(day.year)


def next_working_day(day: dt.date) -> LegalDay:
    """``day`` itself when a period may end on it, else the first day after it on which one may.

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    rule, moved = rule_in_force("period.last_day", day), day
    while not is_working_day(moved):
        moved += ONE_DAY
    return LegalDay(moved, (rule,) if moved != day else ())


def deemed_notified_on(displayed_on: dt.date) -> LegalDay:
    """The day on which the members of the municipality are deemed notified of minutes displayed on a day.

    It is a day, not the end of a period: it stays where it falls, on a Sunday too.

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    rule = rule_in_force("notified.displayed", displayed_on)
    return LegalDay(displayed_on + dt.timedelta(days=rule.days), (rule,))


def remedy_ends_on(remedy: str, notified_on: dt.date) -> LegalDay:
    """The last day of a remedy (review_request, municipal, administrative) for who was notified on a day.

    :raises NoRuleInForce: the remedy has no period that is counted so, or Seutu knows no rule for that day.
    """
    period = rule_in_force(f"remedy.{remedy}", notified_on)
    first_day = rule_in_force("period.first_day", notified_on)
    # The day of notification is not counted, so the n-th day of the period is n days later.
    last = next_working_day(notified_on + dt.timedelta(days=period.days))
    return LegalDay(last.day, (period, first_day, *last.rules))
