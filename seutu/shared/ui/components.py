"""What the templates of `templates/ui/` are given: small values that any app can make from its own records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

# A text, or a lazy translation of one.
Words: TypeAlias = object

Tone: TypeAlias = Literal["", "settled", "firm", "told", "soon", "late"]

FeedKind: TypeAlias = Literal["rss", "atom", "json", "ics"]


@dataclass(frozen=True)
class Link:
    """A place to go; without ``url`` only its name is shown, as for the page one is on."""

    label: Words
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Status:
    """A state in one to three words. An empty ``tone`` is open (dashed); the icon follows the tone unless named."""

    label: Words
    tone: Tone = ""
    icon: str = ""


FEED_TYPES: dict[FeedKind, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "ics": "text/calendar",
}


@dataclass(frozen=True)
class Feed:
    """A feed of the page, or a calendar (ics), for its head and its heading."""

    title: Words
    url: str
    kind: FeedKind = "rss"

    @property
    def content_type(self) -> str:
        return FEED_TYPES[self.kind]


@dataclass(frozen=True)
class Place:
    """A municipality of the region's map: where its shape leads."""

    slug: str
    name: Words
    url: str


@dataclass(frozen=True)
class Item:
    """A row of a list: what it is, where it is from, how far it has come.

    With ``place_slug`` the map mark of that municipality stands beside it, for lists over several municipalities.
    """

    title: str
    url: str
    about: Words = ""
    text: Words = ""
    statuses: Sequence[Status] = ()
    section: int | str = ""
    lang: str = ""
    place_slug: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """A point of a timeline. ``is_decided`` fills its stone; ``is_open`` is to come, perhaps without a ``day``."""

    title: str
    day: dt.date | None = None
    url: str = ""
    about: Words = ""
    text: Words = ""
    statuses: Sequence[Status] = ()
    section: int | str = ""
    lang: str = ""
    is_decided: bool = False
    is_open: bool = False
    is_current: bool = False
