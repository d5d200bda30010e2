"""Feeds of every search: what it finds, the newest first. The same for everybody, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.alerts.descriptions import canonical, describe, search_url
from seutu.publishing.alerts.queries import shown_now
from seutu.shared.core.rate_limits import limited
from seutu.shared.documents.feeds import ATOM, JSON, RSS, Channel, Entry, Format
from seutu.shared.documents.responses import open_answer, origin_of, own_tag
from seutu.shared.organizations.models import Organization
from seutu.shared.search import query_in_address
from seutu.shared.search.finding import Unreadable, find_ids
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import ShownHit

View = Callable[..., HttpResponseBase]
ENTRIES, MOST_ENTRIES = 30, 200
# While the index is made for the first time.
RETRY_AFTER_SECONDS = 120
PER_MINUTE = 60
# When a feed without entries was changed last: before there was anything in any.
BEFORE_ALL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def feed_view(form: Format) -> View:
    """A view that answers feeds of searches in one form. What is kept in the page cache is not counted."""

    @require_safe
    @limited("search_feed", per_minute=PER_MINUTE)
    def view(request: HttpRequest, municipality: str = "") -> HttpResponse:
        if municipality and not Organization.objects.filter(slug=municipality).exists():
            raise Http404("no such organization")
        query = query_in_address.read(request.GET, municipality=municipality).query
        try:
            entries = _entries(query, _entries_asked_for(request))
        except Unreadable:
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": RETRY_AFTER_SECONDS})
        return open_answer(form.write(_channel(request, query, entries)), form.content_type)

    return view


def _entries(query: SearchQuery, limit: int) -> list[Entry]:
    keys = find_ids(query, limit=limit)
    shown = shown_now(keys, get_language() or settings.LANGUAGE_CODE)
    hits = [shown[key] for key in keys if key in shown]
    return [_entry(hit) for hit in sorted(hits, key=lambda hit: hit.published_at, reverse=True)]


def _entry(hit: ShownHit) -> Entry:
    states = [str(state.label) for state in hit.statuses]
    return Entry(
        path=hit.url,
        title=hit.title,
        summary=". ".join(words for words in (hit.where, *states, hit.case_number) if words),
        published_at=hit.published_at,
        updated_at=max(hit.updated_at, hit.published_at),
        categories=(hit.place_name,) if hit.place_name else (),
        language=hit.lang,
    )


def _channel(request: HttpRequest, query: SearchQuery, entries: list[Entry]) -> Channel:
    language, origin = get_language() or settings.LANGUAGE_CODE, origin_of(request)
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    words = canonical(query)
    address = f"{request.path}?{words}" if words else request.path
    what = describe(query)
    return Channel(
        id=f"{own_tag()}{address.removeprefix(prefix)}",
        address=f"{origin}{request.get_full_path()}",
        link=f"{origin}{search_url(query)}",
        title=_("Search: %(what)s") % {"what": what},
        description=_("What the search finds, the newest first."),
        author="Seutu",
        language=language,
        updated_at=max((entry.updated_at for entry in entries), default=BEFORE_ALL),
        entries=entries,
        origin=origin,
        tag=own_tag(),
        language_prefix=prefix,
    )


def _entries_asked_for(request: HttpRequest) -> int:
    """The number that `?show=` gives, 1 to 200; thirty when it is no number."""
    asked = request.GET.get("show", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else ENTRIES
    return max(1, min(number, MOST_ENTRIES))


VIEWS: dict[str, View] = {"rss": feed_view(RSS), "atom": feed_view(ATOM), "json": feed_view(JSON)}
