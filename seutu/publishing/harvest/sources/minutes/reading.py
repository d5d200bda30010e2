"""The bytes of a document as text: Markdown, Word, PDF or plain text, told apart by what is in them.

Nothing here trusts the size that a file says it has: an archive is measured before it is opened, and text is bounded.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePath
from xml.parsers.expat import ExpatError

import mammoth
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from seutu.publishing.harvest.sources.minutes.lines import Line, markdown_lines, plain_lines

SUFFIXES = (".md", ".txt", ".docx", ".pdf")
MAX_BYTES = 25_000_000
MAX_CHARACTERS = 5_000_000
MAX_LINES = 200_000
MAX_PAGES = 2_000
MAX_UNPACKED = 300_000_000
MAX_XML = 30_000_000


class Unreadable(Exception):
    """The document cannot be read. ``reason`` is one of `REASONS`."""

    REASONS = ("empty", "too_large", "binary", "broken", "no_text", "encrypted", "no_permission", "not_a_file")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Text:
    """The text of a document as lines."""

    lines: list[Line]
    format: str


def read_text(data: bytes, name: str) -> Text:
    """The text in ``data``; ``name`` only tells Markdown from plain text.

    :raises Unreadable: empty, too large, not text, broken, encrypted, or without text.
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    if data.startswith(b"%PDF-"):
        text, kind = _pdf_text(data), "pdf"
    elif data.startswith(b"PK\x03\x04"):
        text, kind = _docx_markdown(data), "docx"
    else:
        text, kind = _decoded(data), "md" if PurePath(name).suffix.lower() in {".md", ".markdown"} else "txt"
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise Unreadable("too_large")
    text = _without_control(text)
    lines = plain_lines(text) if kind in {"pdf", "txt"} else markdown_lines(text)
    if not lines:
        raise Unreadable("no_text")
    return Text(lines, kind)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096] or _looks_binary(data[:4096]):
        raise Unreadable("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The five bytes that windows-1252 leaves undefined become the replacement sign.
        return data.decode("windows-1252", errors="replace")


def _looks_binary(start: bytes) -> bool:
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return control > len(start) * 0.02 + 4


def _without_control(text: str) -> str:
    """Line ends as ``\\n``, the page's end kept, other control characters taken out."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in unified if (sign >= " " and not "\x7f" <= sign <= "\x9f") or sign in "\n\f")


def _pdf_text(data: bytes) -> str:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable("too_large")
        pages: list[str] = []
        total = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            total += len(pages[-1])
            if total > MAX_CHARACTERS:
                raise Unreadable("too_large")
    except DependencyError as error:
        raise Unreadable("encrypted") from error
    except (
        PyPdfError,
        NotImplementedError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        # A broken PDF makes the reader stumble in many ways; all of them mean the same to the person importing.
        raise Unreadable("broken") from error
    return "\f".join(pages)


def _docx_markdown(data: bytes) -> str:
    try:
        _refuse_archive(data)
        converted = mammoth.convert_to_html(io.BytesIO(data), ignore_empty_paragraphs=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RecursionError, NotImplementedError) as error:
        raise Unreadable("broken") from error
    except ExpatError as error:
        raise Unreadable("broken") from error
    writer = _MarkdownWriter()
    writer.feed(converted.value)
    writer.close()
    return "\n".join(writer.lines)


def _refuse_archive(data: bytes) -> None:
    """Measure a Word document before it is unpacked.

    :raises Unreadable: it unpacks to more than is sound, or is another kind of archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        xml = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
        if xml > MAX_XML or sum(sizes.values()) > MAX_UNPACKED:
            raise Unreadable("too_large")
        if "word/document.xml" not in sizes:
            raise Unreadable("binary")


class _MarkdownWriter(HTMLParser):
    """HTML of a Word document as Markdown lines: headings, paragraphs, lists and tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] | None = None
        self._in_cell = False
        self._lists: list[int | None] = []
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._flush()
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._flush()
            self._mark = self._next_mark()
        elif tag == "tr":
            self._flush()
            self._cells = []
        elif tag in {"td", "th"}:
            self._in_cell, self._words = True, []
        elif tag in {"p", "br"} and self._words:
            self._words.append(" ")
            if tag == "br" and not self._in_cell:
                self._flush()
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._flush()
            self._mark = "## "

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cells is not None:
            self._cells.append(" ".join("".join(self._words).split()).replace("|", "/"))
            self._in_cell, self._words = False, []
        elif tag == "tr" and self._cells is not None:
            self.lines.append("| " + " | ".join(self._cells) + " |")
            self._cells = None
        elif tag in {"ul", "ol"} and self._lists:
            self._flush()
            self._lists.pop()
        elif tag in {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table"} and not self._in_cell:
            self._flush()
            if not self._lists:
                self.lines.append("")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _next_mark(self) -> str:
        count = self._lists[-1] if self._lists else None
        if count is None:
            return "- "
        self._lists[-1] = count + 1
        return f"{count + 1}. "

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and not self._in_cell:
            self.lines.append(f"{self._mark}{text}")
            self._words, self._mark = [], ""
