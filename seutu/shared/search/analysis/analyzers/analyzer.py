"""What every Finnish analyzer is, and what all of them do with words that their dictionary does not have as a whole."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Protocol

from seutu.shared.search.analysis import stems
from seutu.shared.search.analysis.keys import Keys, union

# The longest form that a dictionary is asked about. A longer one is no word, and its readings may be past counting.
LONGEST = 80
PARTS_REMEMBERED = 20_000
# The ending of a name whose last letter is not said: Bordeaux'n.
APOSTROPHE_ENDING = re.compile(r"'[^\W\d_]{0,4}$")


class FinnishAnalyzer(Protocol):
    """Words to keys. ``name`` is what people call it; ``identity`` changes whenever the keys of any word may.

    ``keys`` takes a lower-case word of Latin letters, hyphens and apostrophes, in Unicode's composed form. It may be
    called from several threads and after a fork. Whoever asks often remembers the answers. ``known`` has only what
    the dictionary itself says.
    """

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str: ...

    def keys(self, word: str) -> Keys: ...

    def known(self, word: str) -> Keys | None: ...


class NotAtHand(Exception):
    """An analyzer cannot be used here; the message says what is missing."""


class DictionaryAnalyzer(ABC):
    """An analyzer that has a dictionary, and the rules for what stands in none."""

    def __init__(self) -> None:
        self.part_keys = lru_cache(PARTS_REMEMBERED)(self.keys)
        """The keys of a part of a compound: there are far fewer of them than of words."""

    @abstractmethod
    def known(self, word: str) -> Keys | None:
        """The keys of a word by the dictionary alone, None for one that it does not have."""

    def keys(self, word: str) -> Keys:
        if len(word) > LONGEST:
            return Keys((word,))
        if "-" in word:
            return self._hyphenated(word)
        return self.known(word) or self._unknown(word)

    def _hyphenated(self, word: str) -> Keys:
        """Each piece is a part, and the last one bends. Keys have no hyphens: verkko-kauppa is verkkokauppa."""
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) < 2:
            return self.keys(pieces[0]) if pieces else Keys((word,))
        keys = [self.part_keys(piece) for piece in pieces]
        whole = self.known(word)
        before = "".join(pieces[:-1])
        base = whole.base if whole else tuple(before + key for key in keys[-1].base)
        parts = tuple(key for each in keys for key in (*each.base, *each.parts))
        return union(Keys(base), Keys((), parts + (whole.parts if whole else ())))

    def _unknown(self, word: str) -> Keys:
        """Most often a name: its stem by rule."""
        plain = APOSTROPHE_ENDING.sub("", word).replace("'", "") if "'" in word else word
        if plain and plain != word:
            return self.keys(plain)
        return Keys((stems.stem(word, "fi"),))
