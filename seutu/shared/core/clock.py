"""The one clock: what instant and what legal day it is.

A legal day begins and ends in Helsinki time. Tests freeze the system's time; the demo needs no clock of its own.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

HELSINKI = ZoneInfo("Europe/Helsinki")
ONE_DAY = dt.timedelta(days=1)

_next_boundary: ContextVar[dt.datetime | None] = ContextVar("next_boundary", default=None)


def now() -> dt.datetime:
    """This instant, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The legal day in Helsinki."""
    return day_of(now())


def day_of(instant: dt.datetime) -> dt.date:
    """The legal day in Helsinki on which ``instant`` falls."""
    return instant.astimezone(HELSINKI).date()


def start_of(day: dt.date) -> dt.datetime:
    """The instant at which ``day`` begins in Helsinki."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=HELSINKI)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """``time`` o'clock in Helsinki on ``day``."""
    return dt.datetime.combine(day, time, tzinfo=HELSINKI)


def has_passed(period: dt.timedelta, since: dt.datetime | None) -> bool:
    """Whether ``period`` has passed, or nothing is known of a beginning.

    A beginning that has not come yet means that the clock was put back: what is done every so often is done now then,
    and does not stand still until the clock is there again.
    """
    return since is None or not since <= now() < since + period


def note_boundary(instant: dt.datetime) -> None:
    """Say that what is being answered may look different from ``instant`` on, so that no cache keeps it longer."""
    known = _next_boundary.get()
    if instant > now() and (known is None or instant < known):
        _next_boundary.set(instant)


def forget_boundaries() -> None:
    """Begin a new answer."""
    _next_boundary.set(None)


def next_boundary() -> dt.datetime | None:
    """The earliest instant noted while this answer was made."""
    return _next_boundary.get()
