"""The days of the demo region: some fixed, the others counted from the day of the first start."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

Table = Mapping[str, Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PLACEHOLDER = re.compile(
    r"\{(?:y(?P<years>[+-]\d+)?|d(?P<days>[+-]\d+)|on:(?P<meeting>[a-z0-9-]+)|(?P<checkers>checkers))\}"
)


def meeting_day(meeting: Table, first_start: dt.date) -> dt.date:
    """The day of a meeting: its ``date``, or its ``days`` from the first start, moved to its ``weekday``.

    A meeting that has been moves back in time and a coming one moves on, so neither crosses the first start.
    """
    if "date" in meeting:
        return _day(meeting["date"])
    day = first_start + dt.timedelta(days=meeting["days"])
    weekday = WEEKDAYS.index(meeting["weekday"])
    if meeting["days"] < 0:
        return day - dt.timedelta(days=(day.weekday() - weekday) % 7)
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def step_day(meeting: Table, step: str, day: dt.date, first_start: dt.date) -> dt.date | None:
    """The day of a ``step`` (agenda, checked, displayed) of a meeting held on ``day``, None when it has none.

    A step counted from the meeting has been taken by the first start: a weekend moves it back to Friday, and an agenda
    that would come later is out on that day.
    """
    if f"{step}_on" in meeting:
        return _day(meeting[f"{step}_on"])
    if f"{step}_days" not in meeting:
        return None
    wanted = day + dt.timedelta(days=meeting[f"{step}_days"])
    on_weekday = wanted - dt.timedelta(days=max(wanted.weekday() - 4, 0))
    return min(max(on_weekday, day) if step != "agenda" else on_weekday, first_start)


def filler(meeting: Table, day: dt.date, day_by_id: Mapping[str, dt.date]) -> Callable[[str], str]:
    """What turns ``{y+1}``, ``{d-3}``, ``{on:ID}`` and ``{checkers}`` into words, for a meeting held on ``day``."""

    def word(match: re.Match[str]) -> str:
        if match["checkers"]:
            return " ja ".join(meeting.get("checkers", ()))
        if match["meeting"]:
            return finnish_date(day_by_id[match["meeting"]])
        if match["days"]:
            return finnish_date(day + dt.timedelta(days=int(match["days"])))
        return str(day.year + int(match["years"] or 0))

    return lambda text: _PLACEHOLDER.sub(word, text)


def fill(value: Any, say: Callable[[str], str]) -> Any:
    """``value`` with every text in it filled, however deep it lies."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, list):
        return [fill(one, say) for one in value]
    if isinstance(value, dict):
        return {key: fill(one, say) for key, one in value.items()}
    return value


def finnish_date(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _day(value: Any) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError(f"not a day: {value!r}")
    return value
