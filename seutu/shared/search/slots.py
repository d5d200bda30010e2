"""What apps above offer beside a search: each registers here, in its ``AppConfig.ready()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

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


def offered(request: HttpRequest, query: SearchQuery) -> list[SafeString]:
    """The links that stand beside a search, on its own page or on one that tells of what it finds."""
    shown = ((slot, slot.context(request, query)) for slot in search_page_slots.entries())
    return [render_to_string(slot.template, context, request) for slot, context in shown if context is not None]
