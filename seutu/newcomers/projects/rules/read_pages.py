"""What a page says of itself: its title and its day, from JSON of Seutu, from OParl, or from the head of a page."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import re
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from typing import Any

from seutu.shared.core.characters import strip_control

LONGEST_TITLE = 300
HEAD = 2048
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DAYS_OF_META = frozenset({"article:published_time", "dcterms.date", "dc.date", "dcterms.issued", "date"})
_DAYS_OF_JSON = ("decided_on", "day", "date", "start", "starts_on", "published_on")
_TITLES_OF_JSON = ("title", "name", "body_name")


class NotUnderstood(Exception):
    """The answer has no title that can be read."""


@dataclass(frozen=True)
class PageFacts:
    """What was read of a page; ``day`` is None when it tells none."""

    title: str
    day: dt.date | None = None


def facts_of(content_type: str, content: bytes) -> PageFacts:
    """The title and day in an answer.

    :raises NotUnderstood: it is no page and no JSON of a record, or has no title.
    """
    kind, charset = _kind(content_type)
    if kind.endswith("json"):
        return _of_json(content)
    if kind in {"text/html", "application/xhtml+xml"}:
        return _of_page(_parsed(content, charset))
    raise NotUnderstood(kind)


def twin_of(content_type: str, content: bytes) -> str:
    """The address of the JSON twin that a page names, or ""."""
    kind, charset = _kind(content_type)
    return _parsed(content, charset).twin if kind == "text/html" else ""


def _kind(content_type: str) -> tuple[str, str]:
    header = Message()
    header["Content-Type"] = strip_control(content_type).replace("\n", " ").replace("\r", " ")
    return header.get_content_type(), header.get_content_charset() or ""


def decoded(content: bytes, charset: str) -> str:
    """The characters of a page; what it says of its encoding may be wrong, or of no encoding that there is."""
    named = _META_CHARSET.search(content[:HEAD])
    said = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else charset or (named[1].decode() if named else "")
    for encoding in (said, "utf-8", "cp1252"):
        try:
            return content.decode(encoding) if _is_of_text(encoding) else _no_text()
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _is_of_text(encoding: str) -> bool:
    # Python also knows “encodings” of octets to octets, such as zip, which would unpack what a stranger sent.
    return bool(encoding) and bool(getattr(codecs.lookup(encoding), "_is_text_encoding", False))


def _no_text() -> str:
    raise LookupError


def _of_json(content: bytes) -> PageFacts:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise NotUnderstood("json") from broken
    if not isinstance(told, dict):
        raise NotUnderstood("json")
    title = next((_title(told[name]) for name in _TITLES_OF_JSON if _title(told.get(name))), "")
    if not title:
        raise NotUnderstood("json")
    return PageFacts(title, _day_of_json(told))


def _day_of_json(told: dict[str, Any]) -> dt.date | None:
    meeting = told.get("meeting")
    for place in (told, meeting if isinstance(meeting, dict) else {}):
        for name in _DAYS_OF_JSON:
            if day := _day(place.get(name)):
                return day
    return None


def _title(value: object) -> str:
    return " ".join(strip_control(value).split())[:LONGEST_TITLE] if isinstance(value, str) else ""


def _day(value: object) -> dt.date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", value) if isinstance(value, str) else None
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _of_page(page: _Head) -> PageFacts:
    title = _title(page.shared_title) or _title(page.title)
    if not title:
        raise NotUnderstood("html")
    return PageFacts(title, _day(page.day))


class _Head(HTMLParser):
    """What stands in the head of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.shared_title = self.day = self.twin = ""
        self._in_title = self._has_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title" and not self._has_title:
            self._in_title = self._has_title = True
        elif tag == "meta":
            self._note(given.get("property") or given.get("name", ""), given.get("content", ""))
        elif tag == "link" and not self.twin and given.get("type") == "application/json":
            self.twin = given.get("href", "") if "alternate" in given.get("rel", "").split() else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def _note(self, name: str, content: str) -> None:
        if name.casefold() == "og:title" and not self.shared_title:
            self.shared_title = content
        elif name.casefold() in _DAYS_OF_META and not self.day:
            self.day = content


def _parsed(content: bytes, charset: str) -> _Head:
    page = _Head()
    page.feed(decoded(content, charset))
    return page
