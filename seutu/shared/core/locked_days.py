"""Days whose figures were handed in: what was done on them stays as it is, and is put right by entries of its own.

An upper app says which days of which organization are locked; the app that owns the entries asks here before it writes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from seutu.shared.core.registry import Entry, Point


@dataclass(frozen=True, slots=True)
class Lock:
    """The days from ``starts_on`` to ``ends_on``, both inside, of one organization, locked by what is ``name``d."""

    name: str
    locked_on: dt.date
    organization_id: int
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, kw_only=True)
class LockKeeper(Entry):
    """What locks days: ``locks(organizations)`` are the locks of these organizations, whatever their days."""

    locks: Callable[[Collection[int]], Iterable[Lock]]


lock_keepers = Point(LockKeeper)


def locks_of(organizations: Collection[int]) -> list[Lock]:
    """Every lock of these organizations, the one made first standing first."""
    found = [lock for keeper in lock_keepers.entries() for lock in keeper.locks(organizations)]
    return sorted(found, key=lambda lock: (lock.locked_on, lock.name))


def lock_on(organization_id: int, day: dt.date) -> Lock | None:
    """What locks the day of the organization, or None."""
    found = (lock for lock in locks_of([organization_id]) if lock.starts_on <= day <= lock.ends_on)
    return next(found, None)


# Any number that no other advisory lock of this database has: the first letters of “days”.
_KEY = 0x64617973


def hold_days_open() -> None:
    """Ask before a day is asked for whether it is locked: nobody locks days until the caller's transaction has ended.

    Any number of writers hold days open at once. SQLite lets one transaction write at a time, and needs nothing.
    """
    _hold("pg_advisory_xact_lock_shared")


def hold_days_still() -> None:
    """Ask before days are locked: waits for all who write, and lets nobody begin until the transaction has ended."""
    _hold("pg_advisory_xact_lock")


def _hold(function: str) -> None:
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_KEY])
