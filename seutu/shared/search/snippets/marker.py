"""Finding the typed words in a text, in whatever form they stand there.

Analysing every word of every hit would take longer than the search. So the text is looked through for the beginnings
that all forms of a word share, which is fast, and only the words that have one are analysed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from seutu.shared.search import analysis
from seutu.shared.search.analysis import Keys
from seutu.shared.search.expression import Term
from seutu.shared.search.snippets.compounds import stretch

KeysOf = Callable[[str], Keys]

_VOWELS = "aeiouyåäö"
# Up to the first consonant that can change: ka|tu, han|k|e, työ.
_UNCHANGED = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}]+(?:([^{_VOWELS}])(?!\1|[{_VOWELS}]|$))?")
_ONE_SYLLABLE = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}]+")
_LETTERS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?:[^\W_]|[./:-](?=[^\W_]))+")
_FIRST_DIGITS = re.compile(r"\d+")
_NUMBER_SIGNS = frozenset("./:-")
_SPACES = "[ \u00a0]"
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_SECTION = re.compile(rf"§{_SPACES}?(?=\d)|(?<=\d){_SPACES}?§")
# So often, a word is marked in one text, and no more.
MOST_MARKS = 40
# Longer words have no more than so many letters of an ending.
LONG_WORD, LONGEST_ENDING = 7, 4


class Mark(NamedTuple):
    """``text[start:end]`` is the typed word number ``word``; not ``is_whole`` when it is a compound's part only."""

    start: int
    end: int
    word: int
    is_whole: bool = True


class Marker:
    """The typed words, made ready to be found in many texts.

    ``also`` are the everyday words that were searched by as well, ``split`` the compounds that were searched by their
    parts as there was no whole-word hit.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        *,
        also: Sequence[str] = (),
        split: Collection[str] = (),
        keys_of: KeysOf = analysis.query_keys,
    ) -> None:
        self._keys_of = keys_of
        self._words: dict[str, int] = {}
        self._beginnings: dict[str, None] = {}
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._known: dict[str, tuple[int, int, int] | None] = {}
        self._split = {word.lower() for word in split}
        self.count = 0
        for term in (*terms, *(Term("word", (word,)) for word in also)):
            self._add(term)

    def _add(self, term: Term) -> None:
        if term.kind == "word":
            self._add_word(term.words[0], is_split=term.words[0].lower() in self._split)
        else:
            words = r"\W+".join(re.escape(word.lower()) for word in term.words)
            ending = r"\w*" if term.kind == "prefix" else r"(?!\w)"
            self._patterns.append((self.count, re.compile(rf"(?<!\w){words}{ending}")))
        self.count += 1

    def _add_word(self, word: str, *, is_split: bool) -> None:
        keys = self._keys_of(word)
        for key in (*keys.base, *(keys.parts if is_split else ())):
            self._words.setdefault(key, self.count)
            self._beginnings.setdefault(_beginning(key, word), None)

    def marks(self, text: str) -> list[Mark]:
        """The typed words in ``text``, in their order, none inside another."""
        lower = _lower(text)
        found = list(self._by_patterns(lower))
        for beginning in self._beginnings:
            found.extend(islice(self._by_keys(lower, beginning), MOST_MARKS))
        found.sort(key=lambda mark: (mark.start, -mark.end))
        return _apart(found)

    def _by_patterns(self, lower: str) -> Iterator[Mark]:
        for word, pattern in self._patterns:
            yield from (Mark(found.start(), found.end(), word) for found in islice(pattern.finditer(lower), MOST_MARKS))

    def _by_keys(self, lower: str, beginning: str) -> Iterator[Mark]:
        place = lower.find(beginning)
        while place >= 0:
            first, last = _word_around(lower, place)
            if match := self._match(lower[first:last]):
                word, inner, outer = match
                yield Mark(first + inner, first + outer, word, outer - inner == last - first)
            place = lower.find(beginning, last)

    def _match(self, form: str) -> tuple[int, int, int] | None:
        """Which typed word the form is, and the stretch of it that was meant."""
        if form not in self._known:
            self._known[form] = self._analysed(form)
        return self._known[form]

    def _analysed(self, form: str) -> tuple[int, int, int] | None:
        keys = self._keys_of(form)
        for key in keys.base:
            if key in self._words:
                return self._words[key], 0, len(form)
        for part in keys.parts:
            if part in self._words:
                return (self._words[part], *stretch(form, part, keys.parts))
        return None


def _beginning(key: str, word: str) -> str:
    """What every form of ``key`` has in common, short rather than wrong."""
    if digits := _FIRST_DIGITS.search(word):
        return digits[0]
    plain = key.rpartition(":")[2]
    if one := _ONE_SYLLABLE.fullmatch(plain):
        return one[0][0 if one[0][0] not in _VOWELS else -1]  # työ, töitä; yö, öitä
    unchanged = _UNCHANGED.match(plain)
    least = len(plain) - LONGEST_ENDING if len(plain) >= LONG_WORD else 1
    return plain[: max(unchanged.end() if unchanged else 1, least)]


def _lower(text: str) -> str:
    """``text`` in lower case, sign by sign: the few whose lower case is longer stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _word_around(text: str, place: int) -> tuple[int, int]:
    """Where the word around ``place`` begins and ends: letters and digits, of a number also its strokes and its §."""
    is_number = text[place].isdigit()
    signs = _NUMBER_SIGNS if is_number else frozenset()
    first = place
    while first > 0 and (text[first - 1].isalnum() or text[first - 1] in signs):
        first -= 1
    found = (_NUMBER if is_number else _LETTERS).match(text, place)
    last = found.end() if found else place + 1
    return _with_section_sign(text, first, last) if is_number else (first, last)


def _with_section_sign(text: str, first: int, last: int) -> tuple[int, int]:
    """The number with its §; a day or a year before a § has none: the sign is that of the number after it."""
    for found in _SECTION.finditer(text, max(0, first - 2), last + 2):
        if found.end() == first:
            return found.start(), last
        if found.start() == last and not _is_day_or_year(text[first:last], text[found.end() :]):
            return first, found.end()
    return first, last


def _is_day_or_year(number: str, after: str) -> bool:
    return "." in number or (_YEAR.fullmatch(number) is not None and after[:2].lstrip(" \u00a0")[:1].isdigit())


def _apart(marks: list[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for mark in marks:
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found
