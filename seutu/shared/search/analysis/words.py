"""A word to its form and keys, whatever it is: a number, a word with digits, Finnish, Swedish, English or other."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from seutu.shared.search.analysis import stems
from seutu.shared.search.analysis.analyzers import FinnishAnalyzer, finnish
from seutu.shared.search.analysis.analyzers.analyzer import APOSTROPHE_ENDING
from seutu.shared.search.analysis.keys import Keys, union
from seutu.shared.search.analysis.languages import LANGUAGES
from seutu.shared.search.analysis.numbers import number_keys
from seutu.shared.search.analysis.splitting import ENDINGS, cleaned

LONGEST_FORM = 100
REMEMBERED = 200_000

COLON_ENDING = re.compile(rf"(?<=[^\W_]):{ENDINGS}$")
HAS_DIGIT = re.compile(r"[0-9§]")
IS_LATIN = re.compile(r"[a-z\u00df-\u024f'-]+")


@lru_cache(REMEMBERED)
def form_and_keys(word: str, language: str) -> tuple[str, Keys]:
    """The form of a word as it stands in a text in lower case, and its keys in one of ``LANGUAGES``."""
    return analyzed(word, language, finnish())


def analyzed(word: str, language: str, by: FinnishAnalyzer) -> tuple[str, Keys]:
    """The same, not remembered, and by any Finnish analyzer."""
    clean = cleaned(word)[:LONGEST_FORM]
    if HAS_DIGIT.search(clean) and (numbers := number_keys(clean)):
        return numbers.base[0][1:], _interned(numbers)
    form = COLON_ENDING.sub("", clean) if ":" in clean else clean
    return sys.intern(form), _interned(_word_keys(form, language, by))


@lru_cache(REMEMBERED // 20)
def all_keys(word: str) -> tuple[str, Keys]:
    """The form of a word and its keys in every language together."""
    form, _ = form_and_keys(word, LANGUAGES[0])
    return form, union(*(form_and_keys(word, language)[1] for language in LANGUAGES))


def _interned(keys: Keys) -> Keys:
    """The same with every key once in memory: a lemma stands behind many forms."""
    return Keys(tuple(map(sys.intern, keys.base)), tuple(map(sys.intern, keys.parts)))


def _word_keys(form: str, language: str, by: FinnishAnalyzer) -> Keys:
    if HAS_DIGIT.search(form):
        return _with_digits(form, language, by)
    if not IS_LATIN.fullmatch(form):
        return Keys((form,))
    return by.keys(form) if language == "fi" else _by_stem(form, language)


def _with_digits(form: str, language: str, by: FinnishAnalyzer) -> Keys:
    """80-luvulla, covid-19: the last piece bends, and each piece can be found."""
    pieces = [piece for piece in form.split("-") if piece]
    keys = [number_keys(piece) or _plain_or_word(piece, language, by) for piece in pieces]
    if len(pieces) < 2:
        return keys[0] if keys else Keys((form,))
    before = "".join(pieces[:-1])
    base = tuple(f"#{before}{key.lstrip('#')}" for key in keys[-1].base)
    return union(Keys(base), Keys((), tuple(key for each in keys for key in (*each.base, *each.parts))))


def _plain_or_word(piece: str, language: str, by: FinnishAnalyzer) -> Keys:
    return Keys((f"#{piece}",)) if HAS_DIGIT.search(piece) else _word_keys(piece, language, by)


def _by_stem(form: str, language: str) -> Keys:
    """Swedish and English: the stem, under a prefix of the language; each piece of a word with hyphens is a part."""
    pieces = [piece for piece in APOSTROPHE_ENDING.sub("", form).replace("'", "").split("-") if piece]
    stemmed = [stems.stem(piece, language) for piece in pieces]
    if not stemmed:
        return Keys((form,))
    base = (f"{language}:{''.join(pieces[:-1])}{stemmed[-1]}",)
    return Keys(base, tuple(f"{language}:{piece}" for piece in dict.fromkeys(stemmed)) if len(pieces) > 1 else ())
