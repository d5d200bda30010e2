"""Tables as text (CSV): in the encodings and with the separators that spreadsheet programs of this country write."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from statistics import median

from seutu.newcomers.clients.spreadsheets.sheet import LONGEST_CELL, NotReadable, Sheet, Why, sheet_of

SEPARATORS = (";", "\t", ",")
SAMPLE = 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# How many of the characters of a text in UTF-16 that is in Latin letters are half zero.
_HALF_ZERO = 0.3


def read_csv(content: bytes) -> Sheet:
    """The sheet of a text.

    :raises NotReadable: its characters or its quotes are broken, or it is no table.
    """
    text = decoded(content)
    if "\x00" in text:
        raise NotReadable(Why.OTHER_KIND)
    text, separator = _separated(text)
    if not separator:
        raise NotReadable(Why.OTHER_KIND)
    return sheet_of(_rows(text, separator))


def decoded(content: bytes) -> str:
    """The characters of ``content``, every one of them.

    :raises NotReadable: they are of no encoding that is known, or of two at once.
    """
    if content.startswith(_UTF_16):
        return _decoded_as(content, "utf-16")
    if content.count(0) > len(content) * _HALF_ZERO:
        return _decoded_as(content, "utf-16-be" if content[:1] == b"\x00" else "utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _has_utf_8(content):
            # Half in one encoding and half in another: as either, letters would be lost without a word.
            raise NotReadable(Why.ENCODING, content.count(b"\n", 0, error.start) + 1) from error
    return _decoded_as(content, "cp1252")


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotReadable(Why.ENCODING, content.count(b"\n", 0, error.start) + 1) from error


def _has_utf_8(content: bytes) -> bool:
    """Whether any letter beyond ASCII is written in UTF-8, which texts in windows-1252 have by no accident."""
    return any("\x80" <= sign < "\udc80" or sign > "\udcff" for sign in content.decode("utf-8", "surrogateescape"))


def _separated(text: str) -> tuple[str, str]:
    """The text and what parts its cells; spreadsheet programs may say it in the first line."""
    first, _end, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) <= len("sep=;"):
        return rest, first.strip()[len("sep=") :] or "\t"
    widths = {separator: _width(text, separator, strict=True) for separator in SEPARATORS}
    if max(widths.values()) <= 1:
        # Broken quotes: which line has them is told when it is read.
        widths = {separator: _width(text, separator, strict=False) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: widths[separator])
    return text, best if widths[best] > 0 else ""


def _width(text: str, separator: str, *, strict: bool) -> float:
    """How many cells the first rows have by this separator; 0 when the text is none."""
    found = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict):
            if row:
                found.append(len(row))
            if len(found) == SAMPLE:
                break
    except csv.Error:
        return 0
    return median(found) if found else 0


def _rows(text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    while True:
        begins = number
        try:
            row = next(reader, None)
        except csv.Error as error:
            why = Why.TOO_LONG_CELL if "field larger" in str(error) else Why.BROKEN
            raise NotReadable(why, begins) from error
        if row is None:
            return
        number = reader.line_num + 1
        yield begins, _without_long(row, begins)


def _without_long(row: list[str], number: int) -> list[str]:
    # An open quote swallows all that follows it: say where it began, not that the file is odd.
    if any(len(cell) > LONGEST_CELL for cell in row):
        raise NotReadable(Why.TOO_LONG_CELL, number)
    return row
