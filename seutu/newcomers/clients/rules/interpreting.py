"""From which state a booking of an interpreter may come to which, and when two of them cannot both be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from seutu.newcomers.clients.models import InterpreterBooking

State = InterpreterBooking.State
# The last three can be put right: somebody ticked the wrong one.
NEXT: Mapping[str, tuple[InterpreterBooking.State, ...]] = {
    State.REQUESTED: (State.CONFIRMED, State.USED, State.UNUSED, State.CANCELLED),
    State.CONFIRMED: (State.USED, State.UNUSED, State.REQUESTED, State.CANCELLED),
    State.USED: (State.UNUSED,),
    State.UNUSED: (State.USED,),
    State.CANCELLED: (State.REQUESTED,),
}
# What one knows only once the time has come.
AFTERWARDS = frozenset({State.USED, State.UNUSED})
OPEN = (State.REQUESTED, State.CONFIRMED)


def next_states(booking: InterpreterBooking, now: dt.datetime) -> list[InterpreterBooking.State]:
    """The states to which the booking may come now."""
    return [each for each in NEXT[booking.state] if each not in AFTERWARDS or booking.starts_at <= now]


def overlaps(booking: InterpreterBooking, starts_at: dt.datetime, minutes: int) -> bool:
    """Whether the booking takes some of the time that begins at ``starts_at``."""
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    return booking.starts_at < ends_at and starts_at < booking.starts_at + dt.timedelta(minutes=booking.minutes)
