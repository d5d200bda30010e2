from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine

from seutu.publishing.alerts.models import Rhythm, SavedSearch
from seutu.publishing.alerts.tests.orders import confirmed
from seutu.publishing.alerts.tests.records import Archive
from seutu.shared.search.engine import reader as reader_module
from seutu.shared.search.reindexing import reindex
from seutu.shared.search.searchables import searchables

# A Wednesday, two in the afternoon in Helsinki.
NOW = dt.datetime(2026, 3, 18, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def archive(db, now, settings, tmp_path, monkeypatch) -> Iterator[Archive]:
    """Records to search for in an index of their own; no other kind is searched in these tests."""
    settings.SEARCH_DIR = tmp_path / "search"
    monkeypatch.setattr(searchables, "_entries", {})
    archive = Archive()
    searchables.register(archive.searchable)
    reindex()
    yield archive
    reader_module._readers.clear()


@pytest.fixture
def follow(archive) -> Callable[..., SavedSearch]:
    """Begin an alert of a search, confirmed."""

    def begin(query: str = "q=silta", *, address: str = "maija.malli@example.org", **more: str) -> SavedSearch:
        return confirmed(query, address=address, **({"rhythm": Rhythm.AT_ONCE} | more))

    return begin
