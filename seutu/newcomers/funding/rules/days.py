"""How long a municipality takes part in a year that is paid for."""

from __future__ import annotations

import datetime as dt

ONE_DAY = dt.timedelta(days=1)


def days_of(starts_on: dt.date, ends_on: dt.date) -> int:
    """The days of a period, the first and the last among them; 0 when it ends before it starts."""
    return max((ends_on - starts_on + ONE_DAY).days, 0)


def days_within(joined_on: dt.date, left_on: dt.date | None, *, starts_on: dt.date, ends_on: dt.date) -> int:
    """The days of the period on which a municipality takes part that joined and left on these days."""
    return days_of(max(joined_on, starts_on), min(left_on or ends_on, ends_on))
