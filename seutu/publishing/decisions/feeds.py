"""Feeds of agenda items and of meetings: of the region, of a municipality, of a body; in RSS 2.0 and Atom.

A feed is the same for everyone: it shows what is public, whoever asks. No person is named but in the title of an item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.utils.translation import override

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.rules import Reader, ShownItem, ShownMeeting
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.ui.typesetting import section_sign

ENTRIES = 30
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Source:
    """What a feed is of, and how many entries are asked for."""

    host: str
    limit: int
    owner: Organization | None = None
    body: Body | None = None

    @property
    def name(self) -> str:
        """“Joensuu, henkilöstö- ja työllisyysjaosto”; of the whole region, ""."""
        owner = self.owner.name if self.owner else ""
        return f"{owner}, {presentation.body_within(self.body)}" if self.body else owner


@dataclass(frozen=True)
class Entry:
    """A record in a feed; the host is part of its permanent id."""

    host: str
    shown: ShownItem | ShownMeeting

    @property
    def meeting(self) -> ShownMeeting:
        return self.shown.meeting if isinstance(self.shown, ShownItem) else self.shown


def entries_asked_for(request: HttpRequest) -> int:
    """The number that `?show=` gives, 1 to 1000; what is no number is 30."""
    asked = request.GET.get("show", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else ENTRIES
    return max(1, min(number, MOST_ENTRIES))


class PublicFeed(Feed[Entry, Source]):
    """What all the feeds have in common."""

    item_guid_is_permalink = False

    def __init__(self, feed_type: type[SyndicationFeed]) -> None:
        self.feed_type = feed_type

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = super().__call__(request, *args, **kwargs)
        # The framework writes a feed in hundreds of pieces; joined, it is sent several times as fast.
        response.content = response.content
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request: HttpRequest, municipality: str = "", body: str = "") -> Source:
        owner = reading.organization_at(municipality) if municipality else None
        shown = reading.body_at(owner, body) if owner and body else None
        return Source(request.get_host(), entries_asked_for(request), owner, shown)

    def link(self, source: Source) -> str:
        if source.body:
            return presentation.body_url(source.body)
        return presentation.municipality_url(source.owner) if source.owner else reverse("decisions:all_meetings")

    def author_name(self, source: Source) -> str:
        return source.owner.full_name if source.owner else "Seutu"

    def subtitle(self, source: Source) -> str:
        return self.description(source)

    def items(self, source: Source) -> list[Entry]:
        reader = Reader()
        queries.note_next_publication(reader)
        return [Entry(source.host, record) for record in self.records(reader, source)]

    def description(self, source: Source) -> str:
        raise NotImplementedError

    def records(self, reader: Reader, source: Source) -> Sequence[ShownItem | ShownMeeting]:
        raise NotImplementedError

    def item_link(self, entry: Entry) -> str:
        return entry.shown.url

    def item_guid(self, entry: Entry) -> str:
        """A permanent id (RFC 4151): the same in every language, and when we begin to answer under https."""
        with override(settings.LANGUAGE_CODE):
            return f"tag:{entry.host.partition(':')[0]},2026:{entry.shown.url}"

    def item_updateddate(self, entry: Entry) -> dt.datetime:
        return entry.shown.updated_at

    def item_pubdate(self, entry: Entry) -> dt.datetime:
        return entry.meeting.published_at or entry.meeting.starts_at

    def item_categories(self, entry: Entry) -> tuple[str, str]:
        return entry.meeting.body.name, entry.meeting.organization.name


class ItemsFeed(PublicFeed):
    """The newest agenda items, decided or to come."""

    def title(self, source: Source) -> str:
        return _("Agenda items: %(about)s") % {"about": source.name or _("the region")}

    def description(self, source: Source) -> str:
        return _("The newest agenda items and what was decided in them.")

    def records(self, reader: Reader, source: Source) -> list[ShownItem]:
        return queries.latest_items(reader, owner=source.owner, of_body=source.body, limit=source.limit)

    def item_title(self, entry: Entry) -> str:
        return _item(entry).title

    def item_description(self, entry: Entry) -> str:
        item = _item(entry)
        where = presentation.where_and_when(item, names_municipality=True)
        status = presentation.outcome_status(item)
        place = f"{where} {section_sign(item.section_number or '')}".strip()
        return ". ".join(words for words in (place, str(status.label) if status else "", item.case_number) if words)


class MeetingsFeed(PublicFeed):
    """The newest meetings: their agendas, then their minutes."""

    def title(self, source: Source) -> str:
        return _("Meetings: %(about)s") % {"about": source.name or _("the region")}

    def description(self, source: Source) -> str:
        return _("The newest agendas and minutes.")

    def records(self, reader: Reader, source: Source) -> Sequence[ShownMeeting]:
        return queries.meetings(reader, owner=source.owner, of_body=source.body, per_page=source.limit).rows

    def item_title(self, entry: Entry) -> str:
        return (
            f"{entry.meeting.organization.name}, {presentation.name_within(presentation.meeting_title(entry.meeting))}"
        )

    def item_description(self, entry: Entry) -> str:
        meeting = entry.meeting
        number = presentation.meeting_number(meeting)
        words = [str(presentation.meeting_status(meeting).label)]
        words += [_("meeting %(number)s") % {"number": number}] if number else []
        words += [presentation.meeting_when(meeting), meeting.place]
        return ", ".join(word for word in words if word)


def _item(entry: Entry) -> ShownItem:
    if not isinstance(entry.shown, ShownItem):
        raise TypeError("a feed of items holds items")
    return entry.shown


items_rss = ItemsFeed(Rss201rev2Feed)
items_atom = ItemsFeed(Atom1Feed)
meetings_rss = MeetingsFeed(Rss201rev2Feed)
meetings_atom = MeetingsFeed(Atom1Feed)
