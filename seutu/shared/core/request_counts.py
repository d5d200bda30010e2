"""Where requests are counted: one small interface, in the database or on the cache server."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol

from django.core.cache import caches
from django.db import DatabaseError, connection, transaction

from seutu.shared.core import clock
from seutu.shared.core.models import RequestCount

if TYPE_CHECKING:
    from seutu.shared.core.server_cache import ServerCache

# One statement, so that no two workers read the same number; PostgreSQL and SQLite both know it.
COUNT_ONE_MORE = (
    "INSERT INTO core_requestcount (key, until, number) VALUES (%s, %s, 1) "
    "ON CONFLICT (key) DO UPDATE SET number = core_requestcount.number + 1 RETURNING number"
)


class CannotCount(Exception):
    """The count cannot be read or written now."""


class Counts(Protocol):
    """Counts shared by all processes. Each must pass the tests of `tests/test_request_counts.py`."""

    def number(self, key: str) -> int:
        """How many have been counted under ``key``; writes nothing.

        :raises CannotCount: nobody can say.
        """

    def count_one_more(self, key: str, until: dt.datetime) -> int:
        """Count one, and give the number with it: no two get the same. It may be forgotten from ``until`` on.

        :raises CannotCount: it was not counted.
        """


class DatabaseCounts:
    """One row for each key. They outlive everything but their time."""

    def number(self, key: str) -> int:
        try:
            return RequestCount.objects.filter(key=key).values_list("number", flat=True).first() or 0
        except DatabaseError as error:
            raise CannotCount(type(error).__name__) from error

    def count_one_more(self, key: str, until: dt.datetime) -> int:
        adapted = connection.ops.adapt_datetimefield_value(until)
        try:
            # In a transaction of its own: on SQLite only those stand in the queue of writers.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(COUNT_ONE_MORE, [key, adapted])
                number = int(cursor.fetchone()[0])
                if number == 1:
                    prune()
        except DatabaseError as error:
            raise CannotCount(type(error).__name__) from error
        return number


class ServerCounts:
    """Numbers on the cache server: quick, and forgotten when it starts anew or needs the room."""

    def __init__(self, server: ServerCache) -> None:
        self._server = server

    def number(self, key: str) -> int:
        from seutu.shared.core.server_cache import ServerSilent  # its package is there only where a server is

        try:
            return self._server.number(f"count:{key}")
        except ServerSilent as error:
            raise CannotCount(type(error).__name__) from error

    def count_one_more(self, key: str, until: dt.datetime) -> int:
        from seutu.shared.core.server_cache import ServerSilent  # its package is there only where a server is

        seconds = max(1, int((until - clock.now()).total_seconds()) + 1)
        try:
            return self._server.count_one_more(f"count:{key}", seconds)
        except ServerSilent as error:
            raise CannotCount(type(error).__name__) from error


def on_server() -> ServerCounts | None:
    """The counts on the cache server, where this installation has one."""
    server: Any = caches["default"]
    return ServerCounts(server) if hasattr(server, "count_one_more") else None


def prune() -> int:
    """Delete the counts whose time is over from the database, and say how many."""
    return RequestCount.objects.filter(until__lte=clock.now()).delete()[0]
