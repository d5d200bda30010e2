"""Languages and countries to choose from, named in the answerer's own language."""

from __future__ import annotations

import functools
import re

from babel import Locale, UnknownLocaleError

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Not countries: the Union, the euro area, the United Nations, the unknown, and pseudo-locales of tests.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})
# Spoken by most of those who live in Finland: over six hundred languages are too many to look one of these up among.
_COMMON = frozenset(
    "fi sv en ru et uk ar so fa ku ckb sq zh vi th tr es de fr pl bn ne ur hi ta pa ps am ti my sw tl pt it ro".split()
)
_NOT_LANGUAGES = frozenset({"mul", "und", "zxx", "mis", "root"})


def locale_of(language: str) -> Locale:
    """The names of a language, as Unicode's CLDR has them; English for one that it does not know."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")


@functools.cache
def country_codes() -> frozenset[str]:
    """The countries that one can answer, as two letters."""
    return frozenset(code for code in map(str, Locale("en").territories) if _COUNTRY.fullmatch(code)) - _NOT_COUNTRIES


@functools.cache
def language_codes() -> frozenset[str]:
    """The languages that one can answer, as two or three letters."""
    return frozenset(code for code in map(str, Locale("en").languages) if _LANGUAGE.fullmatch(code)) - _NOT_LANGUAGES


@functools.lru_cache(maxsize=32)
def countries(language: str) -> dict[str, str]:
    """Code and name of each country in ``language``, by name."""
    names, english = locale_of(language).territories, Locale("en").territories
    return _by_name({code: names.get(code) or english[code] for code in country_codes()})


@functools.lru_cache(maxsize=32)
def languages(language: str) -> dict[str, str]:
    """Code and name of each language: ``language`` itself, those common in Finland, then the others, each by name.

    Those that have no name in ``language`` come last, in English.
    """
    names, english = locale_of(language).languages, Locale("en").languages
    by_name = _by_name({code: names.get(code) or english[code] for code in language_codes()})

    def place(code: str) -> int:
        if code == language.partition("-")[0]:
            return 0
        return 1 if code in _COMMON else 2 if code in names else 3

    return {code: by_name[code] for code in sorted(by_name, key=place)}


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: (_without_accents_of_order(pair[1]), pair[0])))


def _without_accents_of_order(name: str) -> str:
    # Ä and Ö are letters of their own at the end of the Finnish and Swedish alphabets, and Å stands before them.
    return name.casefold().translate({ord("å"): "z\ue000", ord("ä"): "z\ue001", ord("ö"): "z\ue002"})


def own_name(language: str) -> str:
    """How a language calls itself: suomi → Suomi, العربية."""
    name = locale_of(language).get_language_name(language.partition("-")[0])
    known = name if locale_of(language).language == language.partition("-")[0] else Locale("en").languages.get(language)
    said = known or language
    return said[:1].upper() + said[1:]
