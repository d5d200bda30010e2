"""The search page for machines: the same hits, filters and words about them, as JSON."""

from __future__ import annotations

from html import unescape
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from seutu.shared.core.rate_limits import TooManyRequests, count
from seutu.shared.search import query_in_address
from seutu.shared.search.finding import Found
from seutu.shared.search.presentation import Result
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import ShownHit, searchables
from seutu.shared.search.views.answering import SEARCHES_PER_MINUTE, Answer, answer
from seutu.shared.search.views.trying import nowhere

Record = dict[str, Any]


@require_safe
def search_twin(request: HttpRequest, municipality: str = "") -> JsonResponse:
    try:
        count(request, "search", per_minute=SEARCHES_PER_MINUTE)
    except TooManyRequests as refusal:
        return _refused(refusal.retry_after)
    found = answer(request, municipality)
    content = {
        "url": request.build_absolute_uri(found.place.url(found.query)),
        "query": _query(found.query),
        **_pages(request, found),
        "mended": [str(mending) for mending in found.mendings],
        "also_searched": {each.word: each.words for each in found.found.expanded},
        "searched_by_parts": found.found.fell_back,
        "has_most_of_the_words": found.found.is_relaxed,
        "found_nowhere": [word for word, _link in nowhere(found)],
        "did_you_mean": found.meant.text if found.meant else None,
        "facets": _facets(found.found),
        "hits": [_hit(request, result) for result in found.results],
    }
    return _for_all(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


def _refused(retry_after: int) -> JsonResponse:
    """The limit is that of the page, the answer is for a program."""
    content = {"error": "too many requests", "retry_after": retry_after}
    headers = {"Retry-After": str(retry_after), "Cache-Control": "no-store"}
    return _for_all(JsonResponse(content, status=HTTPStatus.TOO_MANY_REQUESTS, headers=headers))


def _for_all(response: JsonResponse) -> JsonResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _query(query: SearchQuery) -> Record:
    return {
        "q": query.text,
        "kunta": sorted(query.municipalities),
        "toimielin": sorted(query.bodies),
        "vuosi": sorted(query.years),
        "laji": sorted(query.kinds),
        "alkaen": query.since,
        "paattyen": query.until,
        "jarjestys": query.order.value,
        "vain": query.is_literal,
    }


def _pages(request: HttpRequest, found: Answer) -> Record:
    page, pages = found.found.page, found.found.pages

    def address(number: int) -> str:
        words = query_in_address.written(found.query, municipality=found.place.municipality, page=number)
        return request.build_absolute_uri(f"{request.path}?{words}" if words else request.path)

    is_listed = not found.is_empty
    return {
        "index": found.found.state.name,
        "total": found.found.total,
        "page": page,
        "pages": pages,
        "previous": address(page - 1) if page > 1 and is_listed else None,
        "next": address(page + 1) if page < pages and is_listed else None,
    }


def _facets(found: Found) -> Record:
    return {
        name: [{"value": value, "count": number} for value, number in values] for name, values in found.facets.items()
    }


def _hit(request: HttpRequest, result: Result) -> Record:
    words = {each.key: each.word for each in searchables.entries()}
    return {
        **_shown(request, result.hit),
        "kind": words.get(result.kind, result.kind),
        "statuses": [str(status.label) for status in result.hit.statuses],
        "file_kind": result.hit.file_kind or None,
        "file_page": result.snippet.page or None,
        "snippet": " … ".join(_plain(fragment.html) for fragment in result.snippet.fragments),
        "others": [_shown(request, other) for other in result.others],
    }


def _plain(html: str) -> str:
    return unescape(strip_tags(html))


def _shown(request: HttpRequest, hit: ShownHit) -> Record:
    return {
        "title": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "where": hit.where,
        "day": hit.day,
        "language": hit.lang or None,
        "municipality": hit.place_slug or None,
        "case_number": hit.case_number or None,
        "case": request.build_absolute_uri(hit.case_url) if hit.case_url else None,
        "published_at": hit.published_at,
        "updated_at": hit.updated_at,
    }
