"""Text files and web pages."""

from __future__ import annotations

import codecs
from html.parser import HTMLParser
from typing import BinaryIO

from seutu.shared.files.extraction.outcome import LONGEST_TEXT, TOO_LONG, NotRead
from seutu.shared.files.extraction.words import Words, clean

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONGEST_SIGN = 4
_UNREAD = frozenset({"script", "style"})
_ATTRIBUTES = frozenset({"alt", "title", "content", "value", "placeholder", "aria-label"})
_INLINE = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "tspan", "u"}
)


def read_text(file: BinaryIO) -> str:
    """A text in UTF-8, UTF-16 with its mark, or else windows-1252.

    :raises NotRead: it is too long.
    """
    text = clean(_decoded(_whole(file)))
    if len(text) > LONGEST_TEXT:
        raise NotRead(TOO_LONG)
    return text.strip()


def read_page(file: BinaryIO) -> str:
    """The words of HTML, or of any XML: scripts and styles left out, alternative texts and values of forms told.

    :raises NotRead: it is too long.
    """
    page = _Page()
    page.feed(_decoded(_whole(file)))
    page.close()
    return page.words.text()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = Words()
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in _UNREAD
        self.words.add("" if tag in _INLINE else "\n")
        for name, value in attrs:
            if name in _ATTRIBUTES and value:
                self.words.add(f" {value} ")

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in _UNREAD))
        self.words.add("" if tag in _INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.add(data)

    def handle_comment(self, data: str) -> None:
        self.words.add(f"\n{data}\n")


def _whole(file: BinaryIO) -> bytes:
    most = LONGEST_TEXT * _LONGEST_SIGN
    data = file.read(most + 1)
    if len(data) > most:
        raise NotRead(TOO_LONG)
    return data


def _decoded(data: bytes) -> str:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data.decode(charset, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace")
