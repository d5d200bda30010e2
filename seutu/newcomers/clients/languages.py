"""Languages and countries as the register writes them: ISO codes, with names in the reader's language from CLDR."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

# What the counsellors of the region meet most; others are under them in the list. ISO 639-1, else 639-3.
COMMON = (
    "fi",
    "sv",
    "en",
    "ar",
    "fa",
    "fr",
    "ku",
    "ckb",
    "ru",
    "so",
    "es",
    "sw",
    "th",
    "ti",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
    "et",
)
MORE = (
    "am", "az", "bg", "bn", "bs", "cs", "da", "de", "el", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km",
    "ko", "ky", "ln", "lo", "lt", "lv", "mk", "mn", "my", "ne", "nl", "no", "om", "pa", "pl", "prs", "ps", "pt", "ro",
    "rw", "si", "sk", "sl", "sq", "sr", "ta", "tg", "tk", "tl", "ug", "uz", "yo",
)  # fmt: skip
LANGUAGES = (*COMMON, *MORE)
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "prs", "ps", "ug", "ur"})
# CLDR calls it by its parent's name.
_NAMED_HERE = {
    "prs": {"fi": "dari", "sv": "dari", "en": "Dari"},
    "ku": {"fi": "kurdi (kurmandži)", "sv": "kurdiska (kurmanji)", "en": "Kurdish (Kurmanji)"},
    "ckb": {"fi": "kurdi (sorani)", "sv": "kurdiska (sorani)", "en": "Kurdish (Sorani)"},
}
STATELESS, UNKNOWN_COUNTRY = "XX", "ZZ"
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
_STATELESS = {"fi": "kansalaisuudeton", "sv": "statslös", "en": "stateless"}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def language_name(code: str, language: str = "") -> str:
    """The name of a language for readers of ``language`` (the active one unless given); the code when none is known."""
    reader = language or get_language() or "fi"
    named = _NAMED_HERE.get(code, {}).get(reader) or _locale(reader).languages.get(code)
    return str(named or code)


def country_name(code: str, language: str = "") -> str:
    """The name of a country, of ISO 3166-1 alpha-2, likewise; "XX" is stateless."""
    reader = language or get_language() or "fi"
    if code == STATELESS:
        return _STATELESS.get(reader, _STATELESS["en"])
    return str(_locale(reader).territories.get(code) or code)


def language_choices() -> list[tuple[str, str]]:
    """Every language that can be chosen: the common ones first, each part by name."""
    return [*_by_name(COMMON), *_by_name(MORE)]


def country_choices() -> list[tuple[str, str]]:
    """Every citizenship that can be chosen, by name; stateless last."""
    codes = [str(code) for code in _locale("fi").territories if len(str(code)) == 2 and code not in _NOT_COUNTRIES]
    named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1].casefold())
    return [*named, (STATELESS, country_name(STATELESS))]


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left."""
    return code in RIGHT_TO_LEFT


def _by_name(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in codes), key=lambda pair: pair[1].casefold())
