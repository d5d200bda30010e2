"""Excel workbooks (.xlsx) that strangers made: looked through before they are opened, and read row by row."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from seutu.newcomers.clients.spreadsheets.sheet import MOST_COLUMNS, Note, NotReadable, Sheet, Why, sheet_of

MOST_EXPANDED = 96 * 1024 * 1024
MOST_PARTS = 2000
LAST_ROW = 1_048_576
CHUNK = 256 * 1024
OVERLAP = 64
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
# A formula whose result no program has written beside it.
_UNCOUNTED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What openpyxl raises when a part is not as it should be: it promises nothing.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ParseError, SyntaxError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, RuntimeError, RecursionError),
)


def read_xlsx(content: bytes) -> Sheet:
    """The sheet of a workbook that has the most to say: the first that is shown and not empty.

    :raises NotReadable: it is broken, grows too large, or its formulas have no results.
    """
    notes = _looked_through(content)
    try:
        return _read(content, notes)
    except NotReadable:
        raise
    except _BROKEN as error:
        raise NotReadable(Why.BROKEN) from error


def _looked_through(content: bytes) -> list[Note]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise NotReadable(Why.PASSWORD)
            # zipfile reads no more of a part than the table of contents says.
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_EXPANDED:
                raise NotReadable(Why.TOO_LARGE)
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise NotReadable(Why.OTHER_KIND)
            return _noted(archive)
    except _BROKEN as error:
        raise NotReadable(Why.BROKEN) from error


def _noted(archive: zipfile.ZipFile) -> list[Note]:
    notes = []
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        is_sheet = name.startswith("xl/worksheets/")
        for piece in _pieces(archive, name):
            if _DECLARED.search(piece):
                raise NotReadable(Why.BROKEN)
            if is_sheet and _UNCOUNTED.search(piece):
                raise NotReadable(Why.FORMULAS)
            if is_sheet and Note.MERGED_CELLS not in notes and _MERGED.search(piece):
                notes.append(Note.MERGED_CELLS)
    return notes


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces that overlap, so that nothing is missed between two."""
    tail = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _read(content: bytes, notes: list[Note]) -> Sheet:
    with warnings.catch_warnings():
        # It warns of what it leaves out, such as styles; a date beyond all dates comes as an error's word.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown:
            try:
                found = sheet_of(_rows(sheet), notes)
            except NotReadable as error:
                if error.why != Why.EMPTY:
                    raise
                continue
            others = [Note.OTHER_SHEETS] if len(shown) > 1 else []
            return Sheet(found.headings, found.numbers, found.rows, [*found.notes, *others])
    raise NotReadable(Why.EMPTY)


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    # What the sheet says of its own size may be anything.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=True)
    # Of rows that are not there one and the same stands for all: a million of them are looked at once.
    blank: Any = None
    for number, row in enumerate(rows, start=1):
        if row is blank:
            continue
        width = next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0)
        if width:
            yield number, [_text(value) for value in row[:width]]
        else:
            blank = row


def _text(value: Any) -> str:
    """A cell as it would be typed into a file of text."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case dt.datetime():
            is_day = value.time() == dt.time()
            return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="minutes")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat(timespec="minutes")
        case dt.timedelta():
            return f"{value.total_seconds() / 60:g} min"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
