"""The search page: whole, or for htmx what a choice of a filter changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from seutu.shared.core.rate_limits import limited
from seutu.shared.search import query_in_address, refining
from seutu.shared.search.expression import written
from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.refining import Place
from seutu.shared.search.slots import offered, search_feeds
from seutu.shared.search.views import trying
from seutu.shared.search.views.answering import PER_PAGE, SEARCHES_PER_MINUTE, Answer, answer
from seutu.shared.search.views.examples import examples
from seutu.shared.ui import numbers
from seutu.shared.ui.components import Feed, Link

RESULTS_ID = "search-results"
# What the form of the search takes from the facets, which belong to it.
FILTERS = ("kunta", "toimielin", "vuosi", "laji", "alkaen", "paattyen")


@require_safe
@limited("search", per_minute=SEARCHES_PER_MINUTE)
def search(request: HttpRequest, municipality: str = "") -> HttpResponse:
    found = answer(request, municipality)
    feeds = _feeds(found.query)
    context = {**_frame(request, found, feeds), **_results(found, feeds), **_refining(found)}
    context |= {**_explained(found), **_helping(found)}
    context["slots"] = offered(request, found.query)
    is_part = _asks_for_results(request)
    # On a phone the filters stay open while one is choosing.
    context["keeps_facets_open"] = is_part and found.asked.page == 1
    template = "search/_results.html" if is_part else "search/search.html"
    response = render(request, template, context)
    if is_part:
        # The address that the search has, and not what a form makes of its empty fields.
        response.headers["HX-Push-Url"] = found.place.url(found.query, page=found.asked.page)
    # Going back, htmx asks for the whole page at an address of which the browser may have kept the results alone.
    patch_vary_headers(response, ["HX-Target", "HX-History-Restore-Request"])
    return response


def _asks_for_results(request: HttpRequest) -> bool:
    is_refinement = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return is_refinement and request.headers.get("HX-Target", "").endswith(RESULTS_ID)


def _frame(request: HttpRequest, found: Answer, feeds: list[Feed]) -> dict[str, Any]:
    place = found.place
    words = query_in_address.written(found.query, municipality=place.municipality, page=found.asked.page)
    path = place.path.removesuffix("/")
    return {
        "place": place,
        "here": place.municipality,
        "region_url": Place().url(trying.in_the_region(found)) if place.municipality else "",
        "breadcrumb": [Link(place.name), Link(_("Search"))] if place.municipality else [],
        "json_twin": f"{path}.json?{words}" if words else f"{path}.json",
        # The page that asks is for search engines to show, what it answers is not.
        "noindex": not found.is_empty,
        "canonical": request.build_absolute_uri(place.path) if found.is_empty else "",
        "feeds": feeds,
        "has_large_search": True,
        "results_id": RESULTS_ID,
    }


def _feeds(query: SearchQuery) -> list[Feed]:
    return [feed for entry in search_feeds.entries() for feed in entry.feeds(query)]


def _results(found: Answer, feeds: list[Feed]) -> dict[str, Any]:
    return {
        "results": found.results,
        "total": found.found.total,
        "count_words": _count_words(found.found.total),
        "page_obj": _numbered(found),
        "state": found.found.state,
        "is_cut": found.found.is_cut,
        "feed": next((feed for feed in feeds if feed.kind == "rss"), None),
        "is_newest": found.query.order is Order.NEWEST,
        "other_order_url": found.place.url(replace(found.query, order=_other_order(found.query))),
    }


def _count_words(total: int) -> str:
    return ngettext("%(number)s result", "%(number)s results", total) % {"number": numbers.number(total)}


def _numbered(found: Answer) -> Page[int]:
    return Paginator(range(found.found.pages * PER_PAGE), PER_PAGE).get_page(found.asked.page)


def _other_order(query: SearchQuery) -> Order:
    return Order.RELEVANCE if query.order is Order.NEWEST else Order.NEWEST


def _refining(found: Answer) -> dict[str, Any]:
    query, place = found.query, found.place
    chips = refining.chips(query, place)
    facets = refining.facets(query, found.found.facets, place)
    return {
        "query": query,
        "facets": facets,
        "chips": chips,
        "unfiltered_url": place.url(found.without_filters),
        "kept_by_box": refining.hidden_pairs(query, place, ["q", *(FILTERS if facets else ())]),
    }


def _explained(found: Answer) -> dict[str, Any]:
    """What the search did with the typed words, and what would change it."""
    query, place = found.query, found.place
    with_excluded, meant = found.with_excluded, found.meant
    return {
        "is_empty": found.is_empty,
        "mendings": found.mendings,
        "searched_as": written(found.expression) if found.expression.mendings else "",
        "expanded": list(dict.fromkeys(word for each in found.found.expanded for word in each.words)),
        "literal_url": place.url(replace(query, is_literal=True)),
        "widened_url": place.url(replace(query, is_literal=False)) if query.is_literal else "",
        "fell_back": found.found.fell_back,
        "is_relaxed": found.found.is_relaxed,
        "excluded": [" ".join(term.words) for term in found.expression.excluded],
        "with_excluded_url": place.url(with_excluded) if with_excluded else "",
        "meant": meant.text if meant else "",
        "meant_url": place.url(meant) if meant else "",
    }


def _helping(found: Answer) -> dict[str, Any]:
    """What would find more, and examples of what can be typed."""
    return {
        "nowhere": trying.nowhere(found),
        "either": trying.either(found),
        "tries": [] if found.results or found.is_empty else trying.tries(found),
        "has_phrase": any(term.kind == "phrase" for term in found.expression.terms),
        "examples": examples(found),
    }
