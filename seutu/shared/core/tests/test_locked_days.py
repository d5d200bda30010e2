"""Days that are locked: asked of every keeper, and on PostgreSQL never locked under the hands of who writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import psycopg
import pytest
from django.db import connection, transaction

from seutu.shared.core import locked_days
from seutu.shared.core.locked_days import (
    Lock,
    LockKeeper,
    hold_days_open,
    hold_days_still,
    lock_keepers,
    lock_on,
    locks_of,
)
from seutu.shared.core.registry import Point

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


@pytest.fixture
def two_locks(monkeypatch):
    monkeypatch.setattr(locked_days, "lock_keepers", Point(LockKeeper))
    early, late = Lock("varhainen", FIRST, 1, FIRST, LAST), Lock("myöhäinen", LAST, 1, FIRST, LAST)

    def keeping(lock: Lock) -> LockKeeper:
        def locks(organizations: Collection[int]) -> list[Lock]:
            return [lock] if lock.organization_id in organizations else []

        return LockKeeper(key=lock.name, locks=locks)

    for lock in (late, early):
        locked_days.lock_keepers.register(keeping(lock))
    return early, late


def test_the_lock_that_was_made_first_is_told(two_locks):
    early, late = two_locks

    assert locks_of([1, 2]) == [early, late]
    assert lock_on(1, FIRST) == lock_on(1, LAST) == early


@pytest.mark.parametrize(
    ("organization", "day"), [(2, FIRST), (1, FIRST - dt.timedelta(days=1)), (1, LAST + dt.timedelta(days=1))]
)
def test_other_days_and_other_organizations_are_open(two_locks, organization, day):
    assert lock_on(organization, day) is None


def _can_hold(function: str) -> bool:
    """Whether somebody else could hold days now: ``function`` is one that does not wait."""
    settings = connection.get_connection_params()
    wanted = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if settings.get(name)}
    with psycopg.connect(**wanted) as other:
        found = other.execute(f"SELECT {function}(%s)", [locked_days._KEY]).fetchone()
    return bool(found and found[0])


@pytest.mark.django_db(transaction=True)
def test_days_are_not_locked_while_somebody_writes_and_the_other_way_round():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time")
    with transaction.atomic():
        hold_days_open()
        assert _can_hold("pg_try_advisory_xact_lock_shared")
        assert not _can_hold("pg_try_advisory_xact_lock")
    with transaction.atomic():
        hold_days_still()
        assert not _can_hold("pg_try_advisory_xact_lock_shared")
    assert _can_hold("pg_try_advisory_xact_lock")


def test_the_keepers_of_this_installation_have_keys_of_their_own():
    keys = [each.key for each in lock_keepers.entries()]

    assert len(keys) == len(set(keys))
