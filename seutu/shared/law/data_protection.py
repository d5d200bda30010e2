"""The clocks of data protection: answers to a person, a breach, logs."""

from __future__ import annotations

import datetime as dt

from seutu.shared.core import clock
from seutu.shared.law.periods import Deadline, deadline_of
from seutu.shared.law.rules import rule_in_force


def answer_due_on(received_on: dt.date, is_extended: bool = False) -> Deadline:
    """By when a person's request (own data, rectification, erasure, restriction) is answered.

    :raises NoRuleInForce: it came before the rules of Seutu begin.
    """
    keys = ("data.answer", "data.answer_extension") if is_extended else ("data.answer",)
    return deadline_of(received_on, *(rule_in_force(key, received_on) for key in keys))


def breach_due_at(known_at: dt.datetime) -> dt.datetime:
    """The instant by which the supervisory authority is told of a breach that came to be known at an instant.

    :raises NoRuleInForce: it is before the rules of Seutu begin.
    """
    rule = rule_in_force("data.breach", clock.day_of(known_at))
    # Hours are counted in UTC: a turn of the clock between makes them no more and no fewer.
    return known_at.astimezone(dt.UTC) + dt.timedelta(hours=rule.hours)


def log_retention_ends_on(written_on: dt.date) -> Deadline:
    """Until when a line of the access log is kept that was written on a day.

    :raises NoRuleInForce: it was before the rules of Seutu begin.
    """
    return deadline_of(written_on, rule_in_force("data.log_retention", written_on))
