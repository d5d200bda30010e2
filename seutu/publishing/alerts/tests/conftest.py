from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine

from seutu.publishing.alerts.models import Rhythm, SavedSearch
from seutu.publishing.alerts.tests.orders import confirmed
from seutu.publishing.alerts.tests.records import Archive
from seutu.shared.search.searchables import searchables

# A Wednesday, two in the afternoon in Helsinki.
NOW = dt.datetime(2026, 3, 18, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def archive(db, now) -> Iterator[Archive]:
    """Records to search for; no other kind is searched in these tests."""
    others = dict(searchables._entries)
    searchables._entries.clear()
    archive = Archive()
    searchables.register(archive.searchable)
    yield archive
    searchables._entries.clear()
    searchables._entries.update(others)


@pytest.fixture
def follow(archive) -> Callable[..., SavedSearch]:
    """Begin an alert of a search, confirmed."""

    def begin(query: str = "q=silta", *, address: str = "maija.malli@example.org", **more: str) -> SavedSearch:
        return confirmed(query, address=address, **({"rhythm": Rhythm.AT_ONCE} | more))

    return begin
