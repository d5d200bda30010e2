from __future__ import annotations

import pytest

from seutu.shared.search import slots
from seutu.shared.search.slots import SearchFeeds, SearchPageSlot
from seutu.shared.ui.components import Feed
from seutu.shared.ui.tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(monkeypatch):
    """The points as they are before any app above has registered."""
    for point in (slots.search_feeds, slots.search_page_slots):
        monkeypatch.setattr(point, "_entries", {})
    return slots


def test_an_app_above_gives_the_feeds_of_a_search(client, records, points):
    points.search_feeds.register(
        SearchFeeds(key="feeds", feeds=lambda query: [Feed(f"Haku: {query.text}", "/haku/syote.rss", "rss")])
    )

    page = read(client.get("/haku/?q=jatkohanke").content.decode())

    assert page.one("link", type="application/rss+xml")["title"] == "Haku: jatkohanke"
    assert page.one("ul", css="chips").one("a", href="/haku/syote.rss").text == "RSS-syöte: Haku: jatkohanke"


def test_an_app_above_stands_beside_the_filters(client, records, points):
    points.search_page_slots.register(
        SearchPageSlot(
            key="follow",
            template="ui/status.html",
            context=lambda request, query: {"label": f"Seuraa: {query.text}", "icon": "bell"} if query.text else None,
        )
    )

    assert "Seuraa: jatkohanke" in client.get("/haku/?q=jatkohanke").content.decode()
    assert "Seuraa:" not in client.get("/haku/").content.decode()


def test_without_them_the_page_has_neither(client, records, points):
    page = read(client.get("/haku/?q=jatkohanke").content.decode())

    assert page.all("link", type="application/rss+xml") == []
    assert page.all("ul", css="chips") == []
