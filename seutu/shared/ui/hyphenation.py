"""Places where a long word of a title may break on a narrow screen, as soft hyphens (U+00AD).

Browsers seldom have the patterns for Finnish. The rule of the language is simple, before a consonant and its vowel,
but only a dictionary knows where a compound is joined. So the doubtful places are left out: a missed one costs a
looser line, a wrong one reads as a mistake.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LANGUAGES = frozenset({"fi", "sv"})
# A title on the narrowest screen has room for about this many letters.
LONG_WORD = 17
LEAST_BEFORE = 4
LEAST_AFTER = 4

_WORD = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
_VOWELS = "aeiouyåäö"
_PLACE = re.compile(rf"(?<=[{_VOWELS}])([^\W\d_{_VOWELS}]{{1,3}})(?=[{_VOWELS}])", re.IGNORECASE)
# One of these alone between vowels may be the end of a compound's first part: kaupungin|orkesteri, tulos|arvio.
_MAY_END_A_PART = frozenset("nsrlt")
_MAY_BEGIN_A_PART = re.compile(r"(?:[bdfgkpt][rl]|s[ckptv]|kv|ps)$", re.IGNORECASE)


def hyphenate(text: str, language: str) -> str:
    """``text`` with soft hyphens in its long words; unchanged in a language whose rule we do not know."""
    if language not in LANGUAGES:
        return text
    return _WORD.sub(lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    places = [
        match.end() - 1
        for match in _PLACE.finditer(word)
        if _is_sure(match[1].lower()) and LEAST_BEFORE <= match.end() - 1 <= len(word) - LEAST_AFTER
    ]
    pieces = [word[start:end] for start, end in zip([0, *places], [*places, len(word)], strict=True)]
    return SOFT_HYPHEN.join(pieces)


def _is_sure(consonants: str) -> bool:
    """Whether the break certainly stands before the last of the ``consonants`` between two vowels."""
    if len(consonants) == 1:
        return consonants not in _MAY_END_A_PART
    if len(consonants) == 2:
        return consonants[0] == consonants[1] or not _MAY_BEGIN_A_PART.search(consonants)
    return consonants[-1] == consonants[-2]
