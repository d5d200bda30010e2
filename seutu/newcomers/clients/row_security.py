"""Telling the database who acts, for the second wall of the register (PostgreSQL's row-level security)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from seutu.newcomers.clients.rules.access import Worker

SYSTEM = "system"


@contextmanager
def acting_as(worker: Worker) -> Iterator[None]:
    """Run in a transaction in which the database knows ``worker``; on SQLite there is no second wall to tell."""
    with _acting(str(worker.user_id)):
        yield


@contextmanager
def acting_as_system() -> Iterator[None]:
    """Run in a transaction as the register itself: clocks, imports, and the search beyond one's own municipality."""
    with _acting(SYSTEM):
        yield


@contextmanager
def _acting(actor: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('seutu.actor', true)")
        (former,) = cursor.fetchone() or ("",)
        cursor.execute("SELECT set_config('seutu.actor', %s, true)", [actor])
        yield
        cursor.execute("SELECT set_config('seutu.actor', %s, true)", [former or ""])
