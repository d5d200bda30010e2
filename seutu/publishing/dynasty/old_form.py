"""A feed as the former publication service wrote it: one line, ISO-8859-1, every value in CDATA.

``guid`` and ``pubDate`` are ours. The guid is the link itself: readers that knew an entry by its link still know it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import format_datetime
from html.entities import codepoint2name

from seutu.shared.core.characters import strip_control

ENCODING = "iso-8859-1"
CONTENT_TYPE = f"application/rss+xml; charset={ENCODING}"
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_FOREIGN = re.compile(r"[^\x00-\xff]")


@dataclass(frozen=True, slots=True)
class OldEntry:
    title: str
    description: str
    link: str
    published_at: dt.datetime


def feed(description: str, link: str, entries: Iterable[OldEntry]) -> bytes:
    """The whole feed, as it is sent."""
    head = (
        f"<?xml version='1.0' encoding='{ENCODING}'?><rss version='2.0'><channel><title><![CDATA[Dynasty]]></title>"
        f"<description>{_value(description)}</description><link>{_value(link)}</link>"
    )
    items = "".join(_item(entry) for entry in entries)
    return f"{head}{items}</channel></rss>".encode(ENCODING)


def _item(entry: OldEntry) -> str:
    link = _value(entry.link)
    when = format_datetime(entry.published_at.astimezone(dt.UTC))
    return (
        f"<item><title>{_value(entry.title)}</title><description>{_value(entry.description)}</description>"
        f"<link>{link}</link><guid>{link}</guid><pubDate>{when}</pubDate></item>"
    )


def _value(text: str) -> str:
    """``text`` in CDATA. Readers read entities inside it: so neither a foreign character nor its end can break it."""
    plain = strip_control(_BREAKS.sub(" ", text)).replace("]]>", "]]&gt;")
    return f"<![CDATA[{_FOREIGN.sub(_entity, plain)}]]>"


def _entity(found: re.Match[str]) -> str:
    """A character as the service wrote it: “–” is ``&ndash;``. One without a name is given by its number."""
    code = ord(found[0])
    return f"&{codepoint2name[code]};" if code in codepoint2name else f"&#{code};"
