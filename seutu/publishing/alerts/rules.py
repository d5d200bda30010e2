"""The times of alerts, and what counts as news for a search."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.alerts.models import News, Rhythm, SavedSearch
from seutu.shared.core import clock

CONFIRM_WITHIN = dt.timedelta(days=7)
UNDO_WITHIN = dt.timedelta(days=7)
# What was published longer ago than this is no news, so what is known of older news may go.
NEWS_FOR = dt.timedelta(days=400)
MORNING = dt.time(7)
MONDAY = 0
MOST_SEARCHES = 100


def last_moment(rhythm: str, now: dt.datetime) -> dt.datetime:
    """The last instant at which searches of this rhythm were to be looked at."""
    if rhythm == Rhythm.AT_ONCE:
        return now
    day = clock.day_of(now)
    if rhythm == Rhythm.WEEKLY:
        day -= dt.timedelta(days=(day.weekday() - MONDAY) % 7)
    moment = clock.at(day, MORNING)
    if moment <= now:
        return moment
    return clock.at(day - dt.timedelta(days=7 if rhythm == Rhythm.WEEKLY else 1), MORNING)


def is_old(happened_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether what happened at an instant is no news any more."""
    return happened_at < now - NEWS_FOR


def is_for(search: SavedSearch, news: News) -> bool:
    """Whether ``news`` came after what was looked at for ``search``, and is not older than the search itself.

    By the day: minutes are published as of the morning of the day on which they go on display.
    """
    if search.confirmed_at is None or news.number <= search.position:
        return False
    return clock.day_of(news.happened_at) >= clock.day_of(search.confirmed_at)


def undo_until(search: SavedSearch) -> dt.datetime | None:
    """Until when the stop of a search can be undone; None when it is not stopped."""
    return search.stopped_at + UNDO_WITHIN if search.stopped_at else None


def can_be_undone(search: SavedSearch, now: dt.datetime) -> bool:
    until = undo_until(search)
    return until is not None and now < until
