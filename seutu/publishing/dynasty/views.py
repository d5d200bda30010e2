"""The one address of the former service: a feed, the way to a page of ours, or an empty answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions.feeds.sources import count_long_feed
from seutu.publishing.dynasty import addresses, old_form, queries
from seutu.publishing.dynasty.addresses import OldServer
from seutu.publishing.dynasty.old_form import OldEntry
from seutu.shared.core.rate_limits import TooManyRequests, too_many
from seutu.shared.organizations.models import Organization


class OldFeed(NamedTuple):
    """A feed: what it says it holds, the page its heading leads to, and how its entries are found."""

    description: str
    page: str
    entries: Callable[[Organization, OldServer, int], list[OldEntry]]


FEEDS = {
    "rss/meetingitems": OldFeed("Dynasty - Kokousasiat", "meeting_frames", queries.item_entries),
    "rss/meetings": OldFeed("Dynasty - Kokoukset", "meeting_frames", queries.meeting_entries),
    "rss/official_decisions": OldFeed("Dynasty - Viranhaltijapäätökset", "official_frames", queries.decision_entries),
}
# The entry pages and searches lead to the list of the same records.
LISTS = {
    "": "decisions:bodies",
    "meeting_frames": "decisions:bodies",
    "meeting_handlers": "decisions:bodies",
    "official_frames": "decisions:officer_decisions",
    "official_handlers": "decisions:officer_decisions",
    "official_search": "decisions:officer_decisions",
    "announcement_search": "decisions:notices",
}


@require_safe
def old_address(request: HttpRequest, prefix: str = "") -> HttpResponseBase:
    owner = queries.owner_at(prefix)
    if owner is None:
        raise Http404("no such municipality")
    page = addresses.page_asked_for(request)
    if page in FEEDS:
        return _feed(request, FEEDS[page], owner, has_prefix=bool(prefix))
    if page in LISTS:
        return HttpResponseRedirect(reverse(LISTS[page], args=[owner.slug]))
    if page in RECORDS:
        # Not for ever: at this very address, pages in the old form may be served again.
        return HttpResponseRedirect(RECORDS[page](request, owner))
    return HttpResponse(b"", content_type=f"text/html; charset={old_form.ENCODING}")


def _feed(request: HttpRequest, feed: OldFeed, owner: Organization, *, has_prefix: bool) -> HttpResponseBase:
    asked = addresses.entries_asked_for(request)
    try:
        count_long_feed(request, asked)
    except TooManyRequests as refusal:
        return too_many(request, refusal.retry_after)
    server = addresses.server_of(request, owner, has_prefix=has_prefix)
    entries = feed.entries(owner, server, asked)
    content = old_form.feed(feed.description, server.page(feed.page), entries)
    response = HttpResponse(content, content_type=old_form.CONTENT_TYPE)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# Whether there is such a record, and who may see it, is told by the page that is led to.


def _body(request: HttpRequest, owner: Organization) -> str:
    found = queries.body_by_old_id(owner, _number(request))
    if found is None:
        raise Http404("no such body")
    return reverse("decisions:body", args=[owner.slug, found.slug])


def _meeting(request: HttpRequest, owner: Organization) -> str:
    return reverse("decisions:meeting", args=[owner.slug, _number(request)])


def _item(request: HttpRequest, owner: Organization) -> str:
    found = addresses.item_asked_for(request)
    if found is None:
        raise Http404("no such id")
    return reverse("decisions:item", args=[owner.slug, *found])


def _decision(request: HttpRequest, owner: Organization) -> str:
    return reverse("decisions:officer_decision", args=[owner.slug, _number(request)])


def _number(request: HttpRequest) -> int:
    found = addresses.number_asked_for(request)
    if found is None:
        raise Http404("no such id")
    return found


RECORDS = {"meetings": _body, "meeting": _meeting, "meetingitem": _item, "official_decision": _decision}
