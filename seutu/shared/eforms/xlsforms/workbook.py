"""Workbooks that strangers made: looked through before they are opened, and read cell by cell, every cell as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from seutu.shared.core.characters import strip_control
from seutu.shared.eforms.xlsforms.refusals import NotAForm, Refusal, Why

MOST_OCTETS, MOST_EXPANDED, MOST_PARTS = 5 * 1024 * 1024, 48 * 1024 * 1024, 500
MOST_ROWS, LAST_ROW, MOST_COLUMNS, LONGEST_CELL = 5_000, 20_000, 300, 10_000
# Sheets of other names hold a person's own notes, and pyxform passes them over too.
READ = ("survey", "choices", "settings")
NOT_OURS = ("external_choices", "entities", "osm")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z0-9:]+)\"")
# A formula whose result no program has written beside it: it would be read as an empty cell.
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?r=\"([A-Z]+[0-9]+)\"[^<>]*>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<>]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What openpyxl raises when a part is not as it should be: it promises nothing.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ParseError, SyntaxError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, RuntimeError, RecursionError),
)


@dataclass(frozen=True)
class Row:
    """A row that has something in it: its number in the sheet, and its cells by their place from 0."""

    number: int
    cells: Mapping[int, str]


@dataclass
class Table:
    """A sheet: the first row as headings by their place from 0, and the other rows that have something in them."""

    name: str
    headings: Mapping[int, str] = field(default_factory=dict)
    rows: Sequence[Row] = ()


@dataclass
class Book:
    """The sheets of a form by their names in lower case, the names of those that were passed over, and problems."""

    tables: dict[str, Table] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read_book(content: bytes) -> Book:
    """The cells of a form's workbook. Wrong cells are among its ``refusals``.

    :raises NotAForm: it is no workbook, is broken or too large, or holds what a form has no use for.
    """
    _look_through(content)
    try:
        return _read(content)
    except _BROKEN as error:
        raise NotAForm([Refusal(Why.BROKEN)]) from error


def _look_through(content: bytes) -> None:
    if content.startswith(_OLD_EXCEL):
        raise NotAForm([Refusal(Why.OLD_OR_LOCKED)])
    if len(content) > MOST_OCTETS:
        raise NotAForm([Refusal(Why.TOO_LARGE)])
    if not content.startswith(b"PK"):
        raise NotAForm([Refusal(Why.NOT_XLSX)])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            why = _wrong_archive(archive)
    except _BROKEN as error:
        raise NotAForm([Refusal(Why.BROKEN)]) from error
    if why:
        raise NotAForm([Refusal(why)])


def _wrong_archive(archive: zipfile.ZipFile) -> Why | None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return Why.OLD_OR_LOCKED
    # zipfile reads no more of a part than the table of contents says.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_EXPANDED:
        return Why.TOO_LARGE
    if "xl/workbook.xml" not in names:
        return Why.NOT_XLSX
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        return Why.MACROS
    if any(name.startswith("xl/externallinks/") for name in names):
        return Why.EXTERNAL_LINKS
    texts = (part for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    return Why.BROKEN if any(_DECLARED.search(archive.read(part)) for part in texts) else None


def _read(content: bytes) -> Book:
    book = Book()
    with warnings.catch_warnings():
        # What openpyxl cannot keep of a workbook (drawings, lists to choose from) is no part of a form.
        warnings.simplefilter("ignore")
        opened = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        archive = zipfile.ZipFile(io.BytesIO(content))
        with archive:
            for sheet in opened.worksheets:
                name = _known_name(sheet.title, is_only=len(opened.worksheets) == 1)
                if name is None:
                    book.passed_over.append(sheet.title)
                elif not _refuse_whole(sheet, name, archive, book):
                    book.tables[name] = _table(sheet, name, book)
        opened.close()
    return book


def _known_name(title: str, *, is_only: bool) -> str | None:
    name = title.strip().lower()
    if name in READ or name in NOT_OURS:
        return name
    return READ[0] if is_only else None


def _refuse_whole(sheet: Any, name: str, archive: zipfile.ZipFile, book: Book) -> bool:
    """Note what is wrong with the raw sheet: what openpyxl does not tell of."""
    xml = archive.read(sheet._worksheet_path)
    found = [
        *(Refusal(Why.MERGED_CELLS, name, column=match[1].decode()) for match in _MERGED.finditer(xml)),
        *(Refusal(Why.UNCOUNTED_FORMULA, name, column=match[1].decode()) for match in _UNCOUNTED.finditer(xml)),
    ]
    book.refusals += found[:20]
    return bool(found)


def _table(sheet: Any, name: str, book: Book) -> Table:
    # What a sheet says of its size is whatever its maker wrote.
    sheet.reset_dimensions()
    table = Table(name)
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if len(cells) > MOST_COLUMNS:
            book.refusals.append(Refusal(Why.TOO_MANY_COLUMNS, name, number))
            break
        if number > LAST_ROW or len(rows) > MOST_ROWS:
            book.refusals.append(Refusal(Why.TOO_MANY_ROWS, name))
            break
        texts = dict(_texts(cells, Row(number, {}), name, book))
        if number == 1:
            table.headings = {place: " ".join(text.split()) for place, text in texts.items()}
        elif texts:
            rows.append(Row(number, texts))
    table.rows = rows
    return table


def _texts(cells: Sequence[Any], row: Row, sheet: str, book: Book) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(cells):
        if cell.value is None:
            continue
        text = _text_of(cell.value).replace("\r\n", "\n").replace("\r", "\n").strip()
        why = _wrong_text(text, is_error=cell.data_type == "e")
        if why:
            column = f"{get_column_letter(place + 1)}{row.number}"
            book.refusals.append(Refusal(why, sheet, row.number, column, word=text[:40]))
        elif text:
            yield place, text


def _wrong_text(text: str, *, is_error: bool) -> Why | None:
    if is_error:
        return Why.CELL_ERROR
    if len(text) > LONGEST_CELL:
        return Why.TOO_LONG_CELL
    return Why.CONTROL_CHARACTER if strip_control(text) != text else None


def _text_of(value: Any) -> str:
    """A cell as pyxform would read it, but a day without a time of day stays a day."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.timedelta():
            return str(value)
        case _:
            return str(value)
