"""Calendars that people subscribe to, as RFC 5545 writes them.

A calendar is a snapshot that a program fetches again and again. So it carries no METHOD: with PUBLISH every event would
have to name an organizer (RFC 5546 3.2.1), and DTSTAMP would have to be the time of the fetching, so that no two
answers were alike. Without it DTSTAMP is when the event was last changed (RFC 5545 3.8.7.2), and the same events are
always the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import icalendar
from django.conf import settings

from seutu.shared.core import clock
from seutu.shared.core.rich_text import strip_control

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Seutu//Seutu//FI"
# How often a program should ask again. A shorter time would only load both ends: meetings change by the day.
REFRESH = dt.timedelta(hours=1)


def own_host() -> str:
    """The first name that the settings give this installation: permanent ids hold it, by whatever name one asks."""
    return str(settings.ALLOWED_HOSTS[0]).lstrip(".").partition(":")[0]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event.

    ``uid`` stays the same for ever, and ``sequence`` grows at each change. ``starts_at``, ``ends_at`` and
    ``updated_at`` are aware instants; of an event that is ``is_all_day`` only the Helsinki days are told. An
    ``ends_at`` that is not after the start is left out.
    """

    uid: str
    starts_at: dt.datetime
    summary: str
    url: str
    updated_at: dt.datetime
    ends_at: dt.datetime | None = None
    is_all_day: bool = False
    location: str = ""
    is_cancelled: bool = False
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar by name; ``url`` is the address of the page that shows the same to a reader."""

    name: str
    url: str
    events: Sequence[CalendarEvent] = ()


def to_ical(calendar: Calendar) -> bytes:
    """The calendar as an iCalendar object: UTF-8, lines ended by CRLF and folded at 75 octets.

    Text is taken as it is; control characters are dropped and everything with a meaning in the format is escaped.
    """
    out = icalendar.Calendar()
    name = _text(calendar.name)
    out.add("prodid", PRODUCT)
    out.add("version", "2.0")
    out.add("calscale", "GREGORIAN")
    out.add("name", icalendar.vText(name))
    out.add("x-wr-calname", icalendar.vText(name))
    out.add("url", _address(calendar.url))
    out.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    out.add("x-published-ttl", icalendar.vDuration(REFRESH))
    for event in calendar.events:
        out.add_component(_event(event))
    if not calendar.events:
        # The format wants at least one component (RFC 5545 3.6); of a calendar without events it is the time zone.
        out.add_component(icalendar.Timezone.from_tzid(clock.HELSINKI.key))
    return bytes(out.to_ical())


def _event(event: CalendarEvent) -> icalendar.Event:
    out = icalendar.Event()
    out.add("uid", _address(event.uid))
    out.add("dtstamp", _utc(event.updated_at))
    out.add("last-modified", _utc(event.updated_at))
    out.add("sequence", event.sequence)
    out.add("summary", _text(event.summary))
    out.add("url", _address(event.url))
    out.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.location:
        out.add("location", _text(event.location))
    _add_times(out, event)
    return out


def _add_times(out: icalendar.Event, event: CalendarEvent) -> None:
    if event.is_all_day:
        first = clock.day_of(event.starts_at)
        last = max(first, clock.day_of(event.ends_at)) if event.ends_at else first
        out.add("dtstart", first)
        out.add("dtend", last + clock.ONE_DAY)
        # An event without an hour fills nobody's day.
        out.add("transp", "TRANSPARENT")
        return
    out.add("dtstart", _utc(event.starts_at))
    if event.ends_at and _utc(event.ends_at) > _utc(event.starts_at):
        out.add("dtend", _utc(event.ends_at))


def _utc(instant: dt.datetime) -> dt.datetime:
    return instant.astimezone(dt.UTC).replace(microsecond=0)


def _text(words: str) -> str:
    return strip_control(words)


def _address(words: str) -> str:
    """An address or an identifier: never escaped by the format, so there must be nothing in it that ends a line."""
    return "".join(strip_control(words).split())
