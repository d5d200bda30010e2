"""Telling the database who acts, for the second wall of the register (PostgreSQL's row-level security)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock

SYSTEM = "system"


@contextmanager
def acting_as(worker: Worker) -> Iterator[None]:
    """Run in a transaction in which the database knows ``worker``; on SQLite there is no second wall to tell.

    Trap: rows asked for after it ends, as by an answer that is streamed, are not shown any more.
    """
    with _acting(str(worker.user_id)):
        yield


@contextmanager
def acting_as_system() -> Iterator[None]:
    """Run in a transaction as the register itself: clocks, imports, and the search beyond one's own municipality.

    Also inside `acting_as`, for the step of an action that takes a client out of, or into, the worker's own reach.
    """
    with _acting(SYSTEM):
        yield


@contextmanager
def seeing_all_rows() -> Iterator[None]:
    """Let a command see the whole database over many transactions of its own, until it is done."""
    if connection.vendor != "postgresql":
        yield
        return
    _tell(SYSTEM, "", is_local=False)
    try:
        yield
    finally:
        # A transaction that failed takes back by itself what it was told.
        if not (connection.in_atomic_block and connection.needs_rollback):
            _tell("", "", is_local=False)


@contextmanager
def _acting(actor: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        former = _told()
        _tell(actor, clock.now().isoformat())
        yield
        # After an error the transaction or its savepoint is rolled back, and what it was told with it.
        _tell(*former)


def _told() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('seutu.actor', true), current_setting('seutu.now', true)")
        actor, now = cursor.fetchone() or ("", "")
    return actor or "", now or ""


def _tell(actor: str, now: str, *, is_local: bool = True) -> None:
    told: list[str | bool] = [actor, is_local, now, is_local]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('seutu.actor', %s, %s), set_config('seutu.now', %s, %s)", told)
