"""Limits for dear pages: so many answers a minute to one network address, counted together by all workers.

Counted is on the cache server, where there is one; else, and while it is down, in the database (`request_counts`).

::

    @limited("pdf", per_minute=30)
    def minutes_as_pdf(request, ...): ...

An answer from the page cache never comes here and is not counted. One row is one address, one limit and one minute; its
key is a keyed hash of the three, so that the table tells neither who asked nor that two rows are of one visitor.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from seutu.shared.core import clock, request_counts
from seutu.shared.core.addresses import client_address, subscriber
from seutu.shared.core.request_counts import CannotCount, Counts, DatabaseCounts

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Refusal = Callable[[HttpRequest, int], HttpResponseBase]

WINDOW = dt.timedelta(minutes=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
logger = logging.getLogger(__name__)


class TooManyRequests(Exception):
    """The limit is reached; ``retry_after`` says in how many seconds the next request is answered."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def limited(name: str, *, per_minute: int) -> Callable[[View[P]], View[P]]:
    """Let one address have ``per_minute`` answers of ``view`` a minute; what goes beyond is answered 429.

    Views with the same ``name`` share their count. Stand it under what asks who the person is, above the dear work.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                count(request, name, per_minute=per_minute)
            except TooManyRequests as refusal:
                return too_many(request, refusal.retry_after)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def count(request: HttpRequest, name: str, *, per_minute: int) -> None:
    """Count one request of its address; for where a decorator does not fit.

    A refused request writes nothing. When the count cannot be written, the page matters more than the limit.

    :raises TooManyRequests: the address has had its answers of this minute.
    """
    count_of(subscriber(client_address(request)), name, most=per_minute)


def count_of(who: str, name: str, *, most: int, window: dt.timedelta = WINDOW) -> None:
    """Count one of ``who``: anything that only a keyed hash may keep, such as an e-mail address.

    Windows follow each other without a gap, the first from the beginning of the epoch, so that all workers agree.

    :raises TooManyRequests: ``who`` has had ``most`` in this window.
    """
    now = clock.now()
    begins = now - (now - EPOCH) % window
    ends = begins + window
    if _is_beyond(_key(name, who, begins), ends, most, _places(window)):
        raise TooManyRequests(max(1, int((ends - now).total_seconds())))


def _places(window: dt.timedelta) -> list[Counts]:
    """Where to count, the first that can. What is counted for longer than a minute must not be forgotten before.

    A cache server forgets when it starts anew or needs the room: who guesses codes could wait for that.
    """
    quick = request_counts.on_server() if window <= WINDOW else None
    return [quick, DatabaseCounts()] if quick else [DatabaseCounts()]


def _is_beyond(key: str, ends: dt.datetime, most: int, places: list[Counts]) -> bool:
    for counts in places:
        try:
            return counts.number(key) >= most or counts.count_one_more(key, ends) > most
        except CannotCount as error:
            logger.warning("a request was not counted", extra={"reason": str(error), "by": type(counts).__name__})
    return False


def too_many(request: HttpRequest, retry_after: int) -> HttpResponseBase:
    """The page that asks to come back later: ``settings.TOO_MANY_REQUESTS_VIEW``, since the pages stand above core."""
    page = cast(Refusal, import_string(settings.TOO_MANY_REQUESTS_VIEW))
    response = page(request, retry_after)
    response.headers["Retry-After"] = str(retry_after)
    response.headers["Cache-Control"] = "no-store"
    return response


def _key(name: str, who: str, begins: dt.datetime) -> str:
    value = f"{name}|{who}|{begins.isoformat()}"
    return salted_hmac("seutu.core.rate_limits", value, algorithm="sha256").hexdigest()
