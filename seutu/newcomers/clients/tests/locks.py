"""Days locked for a test, as an app above locks those of a frozen report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from seutu.shared.core.locked_days import Lock, LockKeeper, lock_keepers
from seutu.shared.organizations.models import Organization


@contextmanager
def locked(organization: Organization, starts_on: dt.date, ends_on: dt.date) -> Iterator[Lock]:
    """The days from ``starts_on`` to ``ends_on`` of ``organization`` are locked inside."""
    lock = Lock("Tammi–maaliskuu", ends_on + dt.timedelta(days=10), organization.pk, starts_on, ends_on)

    def locks(organizations: Collection[int]) -> list[Lock]:
        return [lock] if lock.organization_id in organizations else []

    lock_keepers.register(LockKeeper(key="test", locks=locks))
    try:
        yield lock
    finally:
        lock_keepers._entries.pop("test")
