"""The page that explains the feeds and calendars of the region or of a municipality, and lists their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import feed_links, presentation, queries, reading
from seutu.publishing.decisions.feed_links import FeedGroup
from seutu.publishing.decisions.views.frame import frame
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link

FORM_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@dataclass(frozen=True)
class FeedAddress:
    """An address to copy: ``form`` says what it is, ``title`` which feed it is of."""

    form: str
    title: object
    url: str
    address: str


@dataclass(frozen=True)
class FeedSection:
    """A feed with its addresses under a heading of its own."""

    key: str
    heading: str
    addresses: list[FeedAddress]

    @property
    def others(self) -> list[FeedAddress]:
        """The forms beside the first, which is the one that most programs read."""
        return self.addresses[1:]


@require_safe
def feeds_page(request: HttpRequest, municipality: str = "") -> HttpResponse:
    owner = reading.organization_at(municipality) if municipality else None
    groups = feed_links.groups_of_municipality(owner) if owner else feed_links.groups_of_region()
    context = {
        "sections": [FeedSection(group.key, group.what, _in_forms(request, group)) for group in groups],
        "calendar": _calendar(request, groups),
        "bodies": _bodies(request, owner) if owner else [],
        "places": [] if owner else [_place(each) for each in queries.organizations()],
        "old_addresses": _old_addresses(request, owner) if owner else [],
    }
    page = frame(request, [Link(_("Feeds"))], owner=owner, feeds=feed_links.all_of(groups))
    return render(request, "decisions/feeds.html", page | context)


def _in_forms(request: HttpRequest, group: FeedGroup) -> list[FeedAddress]:
    """The addresses of a feed; a calendar is told of in a place of its own."""
    return [
        FeedAddress(FORM_NAMES[feed.kind], feed.title, feed.url, request.build_absolute_uri(feed.url))
        for feed in group.feeds
        if feed.kind in FORM_NAMES
    ]


def _calendar(request: HttpRequest, groups: list[FeedGroup]) -> FeedAddress:
    feed = next(feed for feed in feed_links.all_of(groups) if feed.kind == "ics")
    return FeedAddress("iCalendar", feed.title, feed.url, request.build_absolute_uri(feed.url))


def _bodies(request: HttpRequest, owner: Organization) -> list[tuple[Link, list[FeedSection]]]:
    """The bodies of a municipality, each with its feeds."""
    own = [body for body in queries.bodies() if body.organization_id == owner.pk]
    return [
        (
            presentation.body_link(body),
            [
                FeedSection(group.key, group.what, [*_in_forms(request, group), *_calendars(request, group)])
                for group in feed_links.groups_of_body(body)
            ],
        )
        for body in presentation.sorted_bodies(own)
    ]


def _calendars(request: HttpRequest, group: FeedGroup) -> list[FeedAddress]:
    return [_calendar(request, [group])] if any(feed.kind == "ics" for feed in group.feeds) else []


def _place(owner: Organization) -> Link:
    url = reverse("decisions:municipality_feeds", args=[owner.slug])
    return Link(owner.name, url, presentation.own_language(owner.name_fi, owner.name))


def _old_addresses(request: HttpRequest, owner: Organization) -> list[FeedAddress]:
    """The addresses that feeds of the municipality had in the service before this one."""
    kinds = {
        "meetingitems": _("Agenda items"),
        "meetings": _("Meetings"),
        "official_decisions": _("Office holders' decisions"),
    }
    urls = {kind: f"/{owner.slug}/cgi/DREQUEST.PHP?page=rss/{kind}&show=30" for kind in kinds}
    return [FeedAddress("RSS", kinds[kind], url, request.build_absolute_uri(url)) for kind, url in urls.items()]
