"""The statutory clock: when the public is deemed notified of a decision, and until when a remedy can be used."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from seutu.publishing.decisions.models import Remedy
from seutu.shared.core import clock
from seutu.shared.law.days import LegalDay, deemed_notified_on, remedy_ends_on
from seutu.shared.law.rules import NoRuleInForce


class ClockState(enum.Enum):
    """How far the time for a remedy has come."""

    NONE = "none"  # there is no remedy, by a provision
    NOT_STARTED = "not_started"  # the minutes are not on display yet
    UNKNOWN = "unknown"  # it runs or has run, and nobody can work out until when
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RemedyClock:
    """The time for a remedy of a member of the municipality. A party's own time may end on another day.

    ``days_left`` counts the days after the reader's, the last day included: 0 on the last day itself.
    """

    state: ClockState
    deemed: LegalDay | None = None
    ends: LegalDay | None = None
    days_left: int = 0

    @property
    def provisions(self) -> tuple[str, ...]:
        """What a page cites beside the days."""
        rules = (*(self.deemed.rules if self.deemed else ()), *(self.ends.rules if self.ends else ()))
        return tuple(rule.provision for rule in rules)

    @property
    def is_confirmed(self) -> bool:
        """Whether every rule that it rests on was read from the act's own text."""
        rules = (*(self.deemed.rules if self.deemed else ()), *(self.ends.rules if self.ends else ()))
        return all(rule.confirmed for rule in rules)


def remedy_clock(remedy: Remedy, displayed_on: dt.date | None, *, at: dt.datetime) -> RemedyClock:
    """The clock of ``remedy`` against a decision that is on display from ``displayed_on`` (None: nobody knows).

    Notes when it will change.
    """
    if remedy is Remedy.BAN:
        return RemedyClock(ClockState.NONE)
    if displayed_on is None:
        return RemedyClock(ClockState.UNKNOWN)
    try:
        deemed = deemed_notified_on(displayed_on)
        ends = remedy_ends_on(remedy.value, deemed.day)
    except NoRuleInForce:
        return RemedyClock(ClockState.UNKNOWN)
    today = clock.day_of(at)
    clock.note_boundary(clock.start_of(today + clock.ONE_DAY))
    if today > ends.day:
        return RemedyClock(ClockState.OVER, deemed, ends)
    return RemedyClock(ClockState.RUNNING, deemed, ends, (ends.day - today).days)
