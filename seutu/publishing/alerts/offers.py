"""What the page of a search offers beside its hits: feeds of the search, and the way to an alert of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.publishing.alerts.descriptions import canonical, describe
from seutu.shared.organizations.models import Organization
from seutu.shared.search.query import SearchQuery
from seutu.shared.ui.components import Feed, FeedKind

FORMS: tuple[FeedKind, ...] = tuple(kind for kind in get_args(FeedKind) if kind != "ics")
NAMES: Mapping[FeedKind, str] = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def feeds_of(query: SearchQuery) -> list[Feed]:
    """The feeds of a search, for the head of its page and its heading."""
    title = _("Search: %(what)s") % {"what": describe(query)}
    return [Feed(f"{title} ({NAMES[kind]})", _with_query(_feed(kind), query), kind) for kind in FORMS]


def order_url(query: SearchQuery) -> str:
    """The page on which an alert of the search is ordered."""
    return _with_query(reverse("alerts:order"), query)


def slot(request: HttpRequest, query: SearchQuery) -> dict[str, object]:
    """What `alerts/_offer.html` needs to stand on the page of a search."""
    return {"order_url": order_url(query)}


def addresses() -> Sequence[str]:
    """The feeds of everything and of each municipality: what the public can see here."""
    slugs = Organization.objects.values_list("slug", flat=True)
    of_municipalities = [reverse(f"alerts:municipality_feed_{kind}", args=[slug]) for slug in slugs for kind in FORMS]
    return [*(_feed(kind) for kind in FORMS), *of_municipalities]


def _feed(kind: FeedKind) -> str:
    return reverse(f"alerts:feed_{kind}")


def _with_query(path: str, query: SearchQuery) -> str:
    words = canonical(query)
    return f"{path}?{words}" if words else path
