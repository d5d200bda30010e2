"""What stands on a worker's first page, and in which part of it. Pure: from days, on a given day."""

from __future__ import annotations

import datetime as dt
import enum

from seutu.newcomers.clients.rules.duties import SOON_DAYS, Duty, Urgency


class Part(enum.StrEnum):
    """A part of the first page."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


def part_of_day(due_on: dt.date, today: dt.date) -> Part | None:
    """Where something that is due on a day stands; None when it is further away than a week."""
    if due_on < today:
        return Part.OVERDUE
    if due_on == today:
        return Part.TODAY
    return Part.WEEK if (due_on - today).days <= SOON_DAYS else None


def part_of_duty(duty: Duty, today: dt.date) -> Part | None:
    """Where a duty stands. What the law wants without delay has no day on which it is late: it is of this week."""
    if duty.is_immediate:
        return Part.WEEK if duty.urgency <= Urgency.SOON else None
    return part_of_day(duty.due_on, today) if duty.due_on else None
