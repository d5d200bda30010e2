"""Headings of an XLSForm: which column is meant, in which language, and which of them Seutu has no use for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pyxform.validators.pyxform.iana_subtags.validation import read_tags

from seutu.shared.eforms.xlsforms.refusals import Refusal, Why
from seutu.shared.eforms.xlsforms.workbook import Table

OWN = "seutu_"
KIND, PRIVACY, LEAST, MOST, UNREVIEWED = (f"{OWN}{name}" for name in ("kind", "privacy", "least", "most", "unreviewed"))
TEXTS = ("label", "hint", "required_message", "constraint_message")
SURVEY = frozenset(
    {"type", "name", *TEXTS, "required", "relevant", "constraint", "calculation", "default", "appearance", "parameters"}
    | {KIND, PRIVACY, LEAST, MOST, UNREVIEWED}
)
CHOICES = frozenset({"list_name", "name", "label", UNREVIEWED})
KNOWN = {"survey": SURVEY, "choices": CHOICES}
NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name")}
_ALIASES = {
    "survey": {
        "relevance": "relevant",
        "caption": "label",
        "calculate": "calculation",
        "command": "type",
        "tag": "name",
        "value": "name",
        "constraining_message": "constraint_message",
        "jr:constraintmsg": "constraint_message",
        "requiredmsg": "required_message",
        "jr:requiredmsg": "required_message",
        "read_only": "readonly",
        "count": "repeat_count",
        "jr:count": "repeat_count",
        "label:": "label",
    },
    "choices": {"caption": "label", "value": "name", "list": "list_name"},
}
# What changes how a form asks and Seutu does not do. Other unknown columns are somebody's notes: they are kept.
_UNSUPPORTED = frozenset(
    "readonly repeat_count choice_filter trigger image big-image audio video media guidance_hint bind body control "
    "instance save_to disabled autoplay rows intent noapperrorstring no_app_error_string sms_field compact_tag "
    "accuracythreshold query entity_id".split()
)
_NO = frozenset({"no", "false", "false()"})
_CODE_AT_END = re.compile(r"\(([^()]*)\)$")
_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Column:
    """A column that is read. ``language`` is a code, or "" where the heading has none; ``heading`` is as written."""

    place: int
    name: str
    language: str
    heading: str


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet: those that are read, and those that are kept for the other program that wrote them."""

    known: tuple[Column, ...]
    kept: tuple[Column, ...]

    def cells(self, cells: Mapping[int, str]) -> dict[str, str]:
        """The cells of a row by the names of columns that have no languages."""
        return {
            column.name: " ".join(cells[column.place].replace("\xa0", " ").split(" ")).strip()
            for column in self.known
            if column.place in cells and column.name not in TEXTS
        }

    def words(self, cells: Mapping[int, str], name: str) -> dict[str, str]:
        """The words of a row in each language; those of a heading without a language are under ""."""
        return {
            column.language: cells[column.place]
            for column in self.known
            if column.name == name and column.place in cells
        }

    def kept_cells(self, cells: Mapping[int, str]) -> dict[str, str]:
        """What is kept of a row, by its headings."""
        return {column.name: cells[column.place] for column in self.kept if column.place in cells}

    def heading_of(self, name: str, language: str = "") -> str:
        """The heading as it was written in the sheet, to name a place by."""
        found = (each.heading for each in self.known if each.name == name and language in {"", each.language})
        return next(found, name)


def columns_of(table: Table, refusals: list[Refusal]) -> Columns:
    """The columns of the sheet ``survey`` or ``choices``; what is wrong with them is added to ``refusals``."""
    divider = "::" if any("::" in heading for heading in table.headings.values()) else ":"
    known: list[Column] = []
    kept: list[Column] = []
    for place, heading in table.headings.items():
        name, rest = _named(heading, divider, table.name)
        if name in _UNSUPPORTED:
            refusals += _refused(table, place, name, heading)
        elif name not in KNOWN[table.name]:
            # pyxform warns of a heading of the sheet choices that has spaces.
            kept_as = "_".join(heading.split()) if table.name == "choices" else heading
            kept.append(Column(place, kept_as, "", heading))
        elif (language := _language(rest, name)) is None:
            refusals.append(Refusal(Why.UNKNOWN_LANGUAGE, table.name, 1, heading, word=rest))
        else:
            known.append(Column(place, name, language, heading))
    refusals += _repeated(table, known, kept)
    refusals += _incomplete(table, known)
    return Columns(tuple(known), tuple(kept))


def _named(heading: str, divider: str, sheet: str) -> tuple[str, str]:
    """The column that a heading names, and what stands after it: the language."""
    whole = _snake(heading)
    whole = _ALIASES[sheet].get(whole, whole)
    if whole in KNOWN[sheet] or whole in _UNSUPPORTED:
        return whole, ""
    first, _divider, rest = heading.partition(divider)
    name = _snake(first)
    if name in {"bind", "control", "body"} and rest:
        within = _named(rest, divider, sheet)
        return within if within[0] in KNOWN[sheet] else (name, rest)
    return _ALIASES[sheet].get(name, name), rest.strip()


def _snake(word: str) -> str:
    return "_".join(word.split()).lower()


def _language(rest: str, name: str) -> str | None:
    if not rest:
        return ""
    return code_of(rest) if name in TEXTS else None


def _refused(table: Table, place: int, name: str, heading: str) -> Iterator[Refusal]:
    for row in table.rows:
        value = row.cells.get(place, "")
        if value and not (name in {"readonly", "disabled", "autoplay"} and value.lower() in _NO):
            yield Refusal(Why.UNSUPPORTED_COLUMN, table.name, row.number, heading, word=heading)


def _repeated(table: Table, known: list[Column], kept: list[Column]) -> Iterator[Refusal]:
    seen: set[tuple[str, str]] = set()
    for column in (*known, *kept):
        if (column.name, column.language) in seen:
            yield Refusal(Why.DUPLICATE_COLUMN, table.name, 1, column.heading, word=column.heading)
        seen.add((column.name, column.language))


def _incomplete(table: Table, known: list[Column]) -> Iterator[Refusal]:
    names = {column.name for column in known}
    for needed in NEEDED[table.name]:
        if needed not in names and (table.rows or table.name == "survey"):
            yield Refusal(Why.MISSING_COLUMN, table.name, 1, word=needed)
    places = {place for row in table.rows for place in row.cells}
    for place in sorted(places - table.headings.keys()):
        first = next(row.number for row in table.rows if place in row.cells)
        yield Refusal(Why.NO_HEADING, table.name, first, word=str(place + 1))


def code_of(language: str) -> str | None:
    """The code of a language as headings name it: “suomi (fi)”, “fi”, “Finnish”; None for one that nobody knows."""
    at_end = _CODE_AT_END.search(language.strip())
    code = (at_end[1] if at_end else language).strip().lower()
    if _CODE.fullmatch(code) and code in _codes():
        return code
    return None if at_end else _by_name().get(language.strip().casefold())


def heading_language(code: str) -> str:
    """A language as a heading names it: its own name, and its code between parentheses."""
    try:
        own = Locale.parse(code).get_display_name(code)
    except (UnknownLocaleError, ValueError):
        own = None
    return f"{own or code} ({code})"


@cache
def _codes() -> frozenset[str]:
    """The codes that pyxform takes without a warning."""
    return frozenset(read_tags("iana_subtags_2_characters.txt") | read_tags("iana_subtags_3_or_more_characters.txt"))


@cache
def _by_name() -> dict[str, str]:
    """Languages by their names: in themselves, and as people of this country and writers of English call them."""
    found: dict[str, str] = {}
    codes = sorted(code for code in get_global("likely_subtags") if _CODE.fullmatch(code))
    for reader in ("en", "fi", "sv"):
        names = Locale.parse(reader).languages
        found |= {names[code].casefold(): code for code in codes if code in names and code in _codes()}
    for code in ("fi", "sv", "en", "ar", "ru", "uk", "so", "fa", "et", "fr", "es", "de", "tr", "zh", "vi", "th"):
        found[str(Locale.parse(code).get_language_name(code)).casefold()] = code
    return found
