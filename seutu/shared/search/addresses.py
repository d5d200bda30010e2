"""The search query as the query string of an address, and back. Stand-in until the search page's own is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import QueryDict
from django.urls import get_script_prefix

from seutu.shared.core.characters import strip_control
from seutu.shared.search.query import Order, SearchQuery

LONGEST = 500
MANY = {"kunta": "municipalities", "toimielin": "bodies", "laji": "kinds"}


def query_of(params: QueryDict) -> SearchQuery:
    """What an address asks for; what means nothing is left out."""
    found: dict[str, Any] = {name: frozenset(filter(None, params.getlist(word))) for word, name in MANY.items()}
    years = frozenset(int(year) for year in params.getlist("vuosi") if year.isascii() and year.isdigit())
    return SearchQuery(
        text=" ".join(strip_control(params.get("q", ""))[:LONGEST].split()),
        years=years,
        since=_day(params.get("alkaen", "")),
        until=_day(params.get("asti", "")),
        order=Order.NEWEST if params.get("jarjestys") == Order.NEWEST else Order.RELEVANCE,
        is_literal=params.get("sanatarkka") == "1",
        **found,
    )


def address_of(query: SearchQuery) -> str:
    """The canonical address of the page of ``query``."""
    params = QueryDict(mutable=True)
    if query.text:
        params["q"] = query.text
    for word, name in MANY.items():
        params.setlist(word, sorted(getattr(query, name)))
    params.setlist("vuosi", [str(year) for year in sorted(query.years)])
    for word, day in (("alkaen", query.since), ("asti", query.until)):
        if day:
            params[word] = day.isoformat()
    if query.order != Order.RELEVANCE:
        params["jarjestys"] = query.order
    if query.is_literal:
        params["sanatarkka"] = "1"
    words = params.urlencode()
    return f"{get_script_prefix()}haku/?{words}" if words else f"{get_script_prefix()}haku/"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
