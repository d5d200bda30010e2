"""What apps above add to the search page: each registers here, in its ``AppConfig.ready()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from seutu.shared.core.registry import Entry, Point
from seutu.shared.search.query import SearchQuery
from seutu.shared.ui.components import Feed


@dataclass(frozen=True, kw_only=True)
class SearchPageSlot(Entry):
    """A link or two beside the filters that are set: “Follow this search”.

    ``template`` is rendered with what ``context(request, query)`` gives, and left out when that is None. It stands in a
    row of links, so it is a phrase: no heading, no paragraph.
    """

    template: str
    context: Callable[[HttpRequest, SearchQuery], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class SearchFeeds(Entry):
    """The feeds of a search, for the head of its page; the first RSS feed is also linked beside the filters."""

    feeds: Callable[[SearchQuery], Sequence[Feed]]


search_page_slots = Point(SearchPageSlot)
search_feeds = Point(SearchFeeds)
