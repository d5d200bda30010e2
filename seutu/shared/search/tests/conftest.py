from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.search.engine import reader as reader_module
from seutu.shared.search.reindexing import reindex
from seutu.shared.search.searchables import searchables
from seutu.shared.search.slots import search_feeds, search_page_slots
from seutu.shared.search.tests.records import ITEMS, Records, examples, fill_organizations, register_only
from seutu.shared.search.tests.shelf import Shelf


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An index of this test's own, of no owners but its own."""
    settings.SEARCH_DIR = tmp_path / "search"
    for point in (searchables, search_page_slots, search_feeds):
        monkeypatch.setattr(point, "_entries", {})
    monkeypatch.setattr(reader_module, "LOOK_AT_SIZES_EVERY", 0)
    monkeypatch.setattr(reader_module, "TRY_AGAIN_AFTER", 0)
    yield settings.SEARCH_DIR
    reader_module._readers.clear()


@pytest.fixture
def shelf(db: None) -> Shelf:
    """An empty shelf, and an index of it."""
    shelf = Shelf()
    reindex()
    return shelf


@pytest.fixture
def records(db: None) -> Records:
    """A dozen records of three municipalities that can be found; nothing else can."""
    fill_organizations()
    items = Records(ITEMS)
    register_only(*examples(items))
    reindex()
    return items
