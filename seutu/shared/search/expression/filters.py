"""The names of filters, and the days and years that people write as their values."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal, TypeAlias

FilterName: TypeAlias = Literal["kunta", "toimielin", "vuosi", "asianumero", "laji", "alkaen", "paattyen"]

ALIASES: dict[FilterName, str] = {
    "kunta": "kunta kaupunki kommun stad municipality city",
    "toimielin": "toimielin organ body",
    "vuosi": "vuosi år ar year",
    "asianumero": "asianumero dnro diaarinumero diaari ärendenummer arendenummer diarienummer dnr case",
    "laji": "laji tyyppi slag typ kind type",
    "alkaen": "alkaen från fran from since",
    "paattyen": "päättyen paattyen asti till until",
}
FILTERS: dict[str, FilterName] = {alias: name for name, aliases in ALIASES.items() for alias in aliases.split()}

EARLIEST_YEAR, LATEST_YEAR = 1850, 2199
# Open at one side only with two dots: “2022…” is how a sentence trails off.
RANGE = re.compile(
    r"(?P<first>\d[\d.-]*?)(?:\.{2,3}|…)(?P<last>\d[\d.-]*)"
    r"|(?P<since>\d(?:[\d.-]*\d)?)\.\."
    r"|\.\.(?P<until>\d[\d.-]*)"
)
YEARS = re.compile(r"(\d{4})(?:\.{2,3}|…|-|–)(\d{4})")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_MACHINE_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def day_typed(text: str, *, is_last: bool = False) -> dt.date | None:
    """The day that ``text`` says, or of a month or a year the first, or the last; None when there is no such day.

    1.3.2022, 2022-03-01, 3.2022, 2022-03, 2022.
    """
    text = text.strip().removesuffix(".")
    year, month, day = _parts(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 0 <= month <= 12:
        return None
    month = month or (12 if is_last else 1)
    day = day or (calendar.monthrange(year, month)[1] if is_last else 1)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not said; a wrong month is 99."""
    if not text.isascii():
        return 0, 0, 0
    if found := _DAY.fullmatch(text):
        return int(found[3]), int(found[2]) or 99, int(found[1]) or 99
    if found := _MACHINE_DAY.fullmatch(text):
        return int(found[1]), int(found[2]) or 99, int(found[3] or 0)
    if found := _MONTH.fullmatch(text):
        return int(found[2]), int(found[1]) or 99, 0
    return (int(text), 0, 0) if text.isdigit() and len(text) == 4 else (0, 0, 0)


def years_typed(text: str) -> frozenset[int]:
    """The years that ``text`` says, 2022 or 2020..2022; none when it says no year."""
    if found := YEARS.fullmatch(text):
        first, last = sorted((int(found[1]), int(found[2])))
        years = range(first, last + 1)
        return frozenset(years) if first >= EARLIEST_YEAR and last <= LATEST_YEAR else frozenset()
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and EARLIEST_YEAR <= int(text) <= LATEST_YEAR
    return frozenset({int(text)}) if is_year else frozenset()
