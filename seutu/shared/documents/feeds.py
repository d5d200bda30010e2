"""Feeds: what one holds, and its forms RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

Written as text at once: a writer of XML in pieces took twice the time of everything else together.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from seutu.shared.core.characters import strip_control

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a feed; ``path`` is its address in the language of the feed, ``language`` that of its title."""

    path: str
    title: str
    summary: str
    published_at: dt.datetime
    updated_at: dt.datetime
    categories: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed to be written. ``address`` is its own, ``link`` that of the page which shows the same, ``id`` permanent.

    ``origin`` is the beginning of an absolute address, ``tag`` that of a permanent id (RFC 4151), and
    ``language_prefix`` what the language puts before a path: an id is the same in every language.
    """

    id: str
    address: str
    link: str
    title: str
    description: str
    author: str
    language: str
    updated_at: dt.datetime
    entries: list[Entry]
    origin: str
    tag: str
    language_prefix: str

    def url_of(self, entry: Entry) -> str:
        return f"{self.origin}{entry.path}"

    def id_of(self, entry: Entry) -> str:
        return f"{self.tag}{entry.path.removeprefix(self.language_prefix)}"


@dataclass(frozen=True, slots=True)
class Format:
    content_type: str
    write: Callable[[Channel], str]


def rss(channel: Channel) -> str:
    """RSS 2.0, with the address of the feed itself in the way of Atom."""
    newest = f"<lastBuildDate>{_rfc_822(channel.updated_at)}</lastBuildDate>" if channel.entries else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<rss xmlns:atom="{ATOM_NAMESPACE}" version="2.0"><channel>'
        f"<title>{_text(channel.title)}</title><link>{_text(channel.link)}</link>"
        f"<description>{_text(channel.description)}</description>"
        f'<atom:link href="{_attribute(channel.address)}" rel="self" type="application/rss+xml"/>'
        f"<language>{channel.language}</language>{newest}"
        f"{''.join(_rss_item(channel, entry) for entry in channel.entries)}</channel></rss>"
    )


def _rss_item(channel: Channel, entry: Entry) -> str:
    categories = "".join(f"<category>{_text(words)}</category>" for words in entry.categories)
    return (
        f"<item><title>{_text(entry.title)}</title><link>{_text(channel.url_of(entry))}</link>"
        f"<description>{_text(entry.summary)}</description><pubDate>{_rfc_822(entry.published_at)}</pubDate>"
        f'<guid isPermaLink="false">{_text(channel.id_of(entry))}</guid>{categories}</item>'
    )


def atom(channel: Channel) -> str:
    """Atom (RFC 4287)."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="{ATOM_NAMESPACE}" xml:lang="{channel.language}"><title>{_text(channel.title)}</title>'
        f"<subtitle>{_text(channel.description)}</subtitle><id>{_text(channel.id)}</id>"
        f'<link href="{_attribute(channel.link)}" rel="alternate" type="text/html"/>'
        f'<link href="{_attribute(channel.address)}" rel="self" type="application/atom+xml"/>'
        f"<updated>{_rfc_3339(channel.updated_at)}</updated><author><name>{_text(channel.author)}</name></author>"
        f"{''.join(_atom_entry(channel, entry) for entry in channel.entries)}</feed>"
    )


def _atom_entry(channel: Channel, entry: Entry) -> str:
    is_foreign = entry.language and entry.language != channel.language
    language = f' xml:lang="{_attribute(entry.language)}"' if is_foreign else ""
    categories = "".join(f'<category term="{_attribute(words)}"/>' for words in entry.categories)
    return (
        f"<entry><title{language}>{_text(entry.title)}</title>"
        f'<link href="{_attribute(channel.url_of(entry))}" rel="alternate" type="text/html"/>'
        f"<id>{_text(channel.id_of(entry))}</id><published>{_rfc_3339(entry.published_at)}</published>"
        f"<updated>{_rfc_3339(entry.updated_at)}</updated><summary>{_text(entry.summary)}</summary>"
        f"{categories}</entry>"
    )


def json_feed(channel: Channel) -> str:
    """JSON Feed 1.1."""
    content: dict[str, Any] = {
        "version": JSON_FEED_VERSION,
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": channel.address,
        "description": channel.description,
        "language": channel.language,
        "authors": [{"name": channel.author}],
        "items": [_json_item(channel, entry) for entry in channel.entries],
    }
    return json.dumps(content, ensure_ascii=False)


def _json_item(channel: Channel, entry: Entry) -> dict[str, Any]:
    return {
        "id": channel.id_of(entry),
        "url": channel.url_of(entry),
        "title": strip_control(entry.title),
        "content_text": strip_control(entry.summary),
        "date_published": _rfc_3339(entry.published_at),
        "date_modified": _rfc_3339(entry.updated_at),
        "tags": list(entry.categories),
        "language": entry.language or channel.language,
    }


def _text(words: str) -> str:
    return escape(strip_control(words))


def _attribute(words: str) -> str:
    return _text(words).replace('"', "&quot;")


def _rfc_822(instant: dt.datetime) -> str:
    return format_datetime(instant.astimezone(dt.UTC))


def _rfc_3339(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="seconds")


RSS = Format("application/rss+xml; charset=utf-8", rss)
ATOM = Format("application/atom+xml; charset=utf-8", atom)
JSON = Format("application/feed+json; charset=utf-8", json_feed)
