"""Cells of a spreadsheet as the values of the register: days, minutes, codes, languages, countries."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.db import models
from django.utils import translation

from seutu.newcomers.clients import languages
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES
from seutu.newcomers.clients.spreadsheets.folded import folded
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear
from seutu.shared.core import clock

TABLE = Path(__file__).with_name("words.toml")
SPOKEN = ("fi", "sv", "en")
OLDEST_YEAR = 1900
# Excel counts days from here; 1900 was no leap year, though Excel has its 29 February.
EXCEL_BEGINS = dt.date(1899, 12, 30)
SERIALS = range(3654, 73051)  # from 1910 to 2099

_DAY = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(?:klo|kl\.?|kello)?\s*(\d{1,2})(?:[.:](\d{2}))?(?:[:.]\d{2})?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:min|min\.|minuuttia|minuter|minutes|m|')?", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2})\s*(?::|h|t|tim)\s*(\d{1,2})(?:\s*min|:00)?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|t|tuntia|tunti|tim|timmar|timme|hours?)\.?", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[;/\n|+]|,(?!\d))\s*")
_OF_LANGUAGE = ("n kieli", "nkieli", " kieli", " språk", " language")


def day(text: str) -> dt.date:
    """A day in the Finnish or the ISO form, or as the number that Excel has for it.

    :raises Unclear: it is none.
    """
    word = text.strip()
    if word.isdigit() and int(word) in SERIALS:
        return EXCEL_BEGINS + dt.timedelta(days=int(word))
    parts = _parts_of_day(word)
    if parts is None:
        raise Unclear(Problem.NOT_A_DAY)
    try:
        found = dt.date(*parts)
    except ValueError as error:
        raise Unclear(Problem.NOT_A_DAY) from error
    if found.year < OLDEST_YEAR:
        raise Unclear(Problem.NOT_A_DAY)
    return found


def _parts_of_day(word: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(word) or _COMPACT.fullmatch(word):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY.fullmatch(word):
        return _whole_year(found[3]), int(found[2]), int(found[1])
    return None


def _whole_year(digits: str) -> int:
    """Of two digits, the latest year that is not after this one: 24 is 2024, 75 is 1975."""
    if len(digits) > 2:
        return int(digits)
    this_year = clock.today().year
    year = this_year - this_year % 100 + int(digits)
    return year if year <= this_year else year - 100


def past_day(text: str) -> dt.date:
    """A day that has come.

    :raises Unclear: it is no day, or one to come.
    """
    found = day(text)
    if found > clock.today():
        raise Unclear(Problem.IN_FUTURE)
    return found


def year(text: str) -> int:
    """A year of birth.

    :raises Unclear: it is none.
    """
    word = text.strip()
    if not word.isdigit() or not OLDEST_YEAR <= int(word) <= clock.today().year:
        raise Unclear(Problem.NOT_A_YEAR)
    return int(word)


def time(text: str) -> dt.time:
    """A time of day.

    :raises Unclear: it is none.
    """
    found = _TIME.fullmatch(text.strip().rpartition(" ")[2] if "-" in text else text.strip())
    try:
        if found:
            return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise Unclear(Problem.NOT_A_TIME)


def minutes(text: str) -> int:
    """How long: 15, 15 min, 0:15, 1 h 30 min or 1,5 h.

    :raises Unclear: it is none, or longer than a day.
    """
    word = text.strip()
    if found := _MINUTES.fullmatch(word):
        total = int(found[1])
    elif found := _HOURS_AND_MINUTES.fullmatch(word):
        total = int(found[1]) * 60 + int(found[2])
    elif found := _HOURS.fullmatch(word):
        total = round(float(f"{found[1]}.{found[2] or 0}") * 60)
    else:
        raise Unclear(Problem.NOT_MINUTES)
    if total > DAY_IN_MINUTES:
        raise Unclear(Problem.NOT_MINUTES)
    return total


def is_yes(text: str) -> bool:
    """An answer.

    :raises Unclear: it is neither yes nor no.
    """
    found = _table("answer").get(folded(text) or text.strip())
    if found is None:
        raise Unclear(Problem.NOT_YES_OR_NO)
    return found == "yes"


def code(choices: type[models.TextChoices], name: str, text: str) -> str:
    """The code that a word stands for; ``name`` is that of its table of words.

    :raises Unclear: none is known.
    """
    found = _words_of(choices, name).get(folded(text) or text.strip())
    if found is None:
        raise Unclear(Problem.UNKNOWN_WORD)
    return found


def language(text: str) -> str:
    """The ISO code of a language.

    :raises Unclear: it is none.
    """
    word = folded(text)
    shorter = [folded(text.strip().casefold().removesuffix(end)) for end in _OF_LANGUAGE]
    found = next((_languages()[each] for each in (word, *shorter) if each in _languages()), None)
    if found is None:
        raise Unclear(Problem.UNKNOWN_LANGUAGE)
    return found


def country(text: str) -> str:
    """The ISO code of a country.

    :raises Unclear: it is none.
    """
    found = _countries().get(folded(text))
    if found is None:
        raise Unclear(Problem.UNKNOWN_COUNTRY)
    return found


def parts(text: str) -> list[str]:
    """What a cell lists."""
    return [part for part in _PARTS.split(text.strip()) if part]


# -- tables of words ------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=32)
def _table(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, words in _tables().get(name, {}).items():
        found |= {folded(word) or word: value for word in words}
    return found


@lru_cache(maxsize=32)
def _words_of(choices: type[models.TextChoices], name: str) -> dict[str, str]:
    own: dict[str, str] = {}
    for spoken in SPOKEN:
        with translation.override(spoken):
            own |= {folded(str(label)): str(value) for value, label in choices.choices}
    return _table(name) | own | {folded(str(value)): str(value) for value in choices.values}


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for spoken in SPOKEN:
        found |= {folded(languages.language_name(each, spoken)): each for each in languages.LANGUAGES}
    return found | _table("language") | {each: each for each in languages.LANGUAGES}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for spoken in SPOKEN:
        with translation.override(spoken):
            found |= {folded(name): value for value, name in languages.country_choices()}
    codes: Sequence[str] = list(found.values())
    return found | _table("country") | {each.casefold(): each for each in codes}
