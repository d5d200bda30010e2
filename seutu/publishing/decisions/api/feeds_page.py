"""The twin of the page of feeds: every feed and calendar with its address."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import feed_links, queries, reading
from seutu.publishing.decisions.api import records
from seutu.publishing.decisions.api.answers import Record, answer
from seutu.publishing.decisions.feed_links import FeedGroup


@require_safe
def feeds_page(request: HttpRequest, municipality: str = "") -> JsonResponse:
    if not municipality:
        page = reverse("decisions:feeds")
        return answer({**records.addresses(request, page), **_listed(request, feed_links.groups_of_region())})
    owner = reading.organization_at(municipality)
    page = reverse("decisions:municipality_feeds", args=[owner.slug])
    bodies = [
        {"body": body.slug, **_listed(request, feed_links.groups_of_body(body))}
        for body in queries.bodies()
        if body.organization_id == owner.pk
    ]
    own = _listed(request, feed_links.groups_of_municipality(owner))
    return answer({**records.addresses(request, page), "municipality": owner.slug, **own, "bodies": bodies})


def _listed(request: HttpRequest, groups: list[FeedGroup]) -> Record:
    rows = [
        {
            "title": str(feed.title),
            "url": request.build_absolute_uri(feed.url),
            "content_type": feed.content_type,
        }
        for feed in feed_links.all_of(groups)
    ]
    return {"feeds": rows}
