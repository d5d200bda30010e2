"""Days of the law: holidays, working days, notification, the last day of a remedy. Each answer names its rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import holidays

from seutu.shared.law.entries import Rule
from seutu.shared.law.rules import rule_in_force

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
    return _days_after("notified.displayed", displayed_on)


def remedy_ends_on(remedy: str, notified_on: dt.date) -> LegalDay:
    """The last day of a remedy (review_request, municipal, administrative) for who was notified on a day.

    :raises NoRuleInForce: the remedy has no period that is counted so, or Seutu knows no rule for that day.
    """
    period = rule_in_force(f"remedy.{remedy}", notified_on)
    first_day = rule_in_force("period.first_day", notified_on)
    # The day of notification is not counted, so the n-th day of the period is n days later.
    last = next_working_day(notified_on + dt.timedelta(days=period.days))
    return LegalDay(last.day, (period, first_day, *last.rules))


def notified_by_letter_on(sent_on: dt.date) -> LegalDay:
    """The day on which a party is deemed notified by an ordinary letter sent on a day (HL 434/2003 59 § 2 mom.).

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    return _days_after("notified.letter", sent_on)


def notified_electronically_on(sent_on: dt.date) -> LegalDay:
    """The day on which a party who agreed to it is deemed notified by a message sent on a day (13/2003 19 §).

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    return _days_after("notified.electronic", sent_on)


def notified_by_proof_on(delivered_on: dt.date) -> LegalDay:
    """The day on which a party was notified by the proof of delivery: the one that the proof shows (HL 60 §).

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    return _days_after("notified.proof_of_delivery", delivered_on)


def notified_by_public_notice_on(published_on: dt.date) -> LegalDay:
    """The day on which everyone is deemed notified by a public notice put online on a day (HL 434/2003 62 a §).

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    return _days_after("notified.public_notice", published_on)


def notice_ends_on(kind: str, displayed_on: dt.date) -> LegalDay:
    """The last day of a notice (public, municipal) that is online from a day, when nothing asks for another length.

    The first day is not counted, so that a notice put out in the evening has its full days too. The last one stays
    where it falls: it ends a display, not the time to do something.

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    last = _days_after(f"notice.length.{kind}", displayed_on)
    return LegalDay(last.day, (*last.rules, rule_in_force("period.first_day", displayed_on)))


def takeover_ends_on(displayed_on: dt.date) -> LegalDay:
    """The last day on which a higher body can take a decision over that is online from a day (KuntaL 92 § 5 mom.).

    It is the last day on which a member of the municipality can ask for a review.

    :raises NoRuleInForce: Seutu knows no rule for that day.
    """
    period = rule_in_force("takeover.period", displayed_on)
    notified = deemed_notified_on(displayed_on)
    last = remedy_ends_on("review_request", notified.day)
    return LegalDay(last.day, (period, *notified.rules, *last.rules))


def _days_after(key: str, day: dt.date) -> LegalDay:
    rule = rule_in_force(key, day)
    return LegalDay(day + dt.timedelta(days=rule.days), (rule,))
