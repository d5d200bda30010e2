"""Times as they stand in an address: a piece of the calendar, a word that moves with today, or free months."""

from __future__ import annotations

import datetime as dt

from seutu.newcomers.reports.rules.periods import ALL_YEARS, NotAPeriod, Period, from_to, period_of

LAST_YEAR, THIS_YEAR, EVERY_YEAR, FREE = "viime-vuosi", "tama-vuosi", "kaikki", "oma"


def period_asked(word: str, first: str, last: str, *, today: dt.date) -> Period:
    """The time that the words of an address mean today.

    :raises NotAPeriod: they mean none.
    """
    moving = {LAST_YEAR: today.year - 1, THIS_YEAR: today.year}
    if word in moving:
        return period_of(str(moving[word]))
    if word == EVERY_YEAR:
        return ALL_YEARS
    return from_to(first, last) if word == FREE else period_of(word)


def is_a_time(word: str) -> bool:
    """Whether a word of an address names a piece of the calendar."""
    try:
        period_of(word)
    except NotAPeriod:
        return False
    return True


def latest_pieces(step: str, count: int, *, today: dt.date) -> list[str]:
    """The latest pieces of the calendar, today's first."""
    years = -(-count * {"year": 12, "quarter": 3, "month": 1}[step] // 12)
    return list(reversed(from_to(str(today.year - years), f"{today.year}-{today.month:02}").pieces(step)))[:count]
