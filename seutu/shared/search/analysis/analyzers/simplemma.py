"""The last resort, pure Python: the lists of simplemma, and compounds taken apart by the same lists."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from seutu.shared.search.analysis.analyzers.analyzer import DictionaryAnalyzer, NotAtHand
from seutu.shared.search.analysis.keys import Keys

# Shorter pieces are found by chance in nearly every word.
LEAST_HEAD = 4
LEAST_MODIFIER = 3
MOST_PARTS = 4


class Simplemma(DictionaryAnalyzer):
    """Looks the word up in lists of 3.5 million forms, kept packed: 50 MB in place of 350, and a third of the speed.

    A word has one reading here, so much less is found than with Voikko's dictionary; ``doctor`` says so.
    """

    name = "simplemma"

    def __init__(self) -> None:
        """Unpack the lists: two seconds.

        :raises NotAtHand: the package is missing.
        """
        super().__init__()
        self._lemmatizer, self._forms = _lists()
        self.identity = f"simplemma-{version('simplemma')}"

    def known(self, word: str) -> Keys | None:
        lemma = self._lemma(word)
        cut = self._cut(word)
        if not lemma and not cut:
            return None
        base = lemma or "".join(cut[:-1]) + self._lemma(cut[-1])
        parts = dict.fromkeys(self._lemma(piece) or piece for piece in cut)
        return Keys((base,), tuple(part for part in parts if part != base))

    def _lemma(self, word: str) -> str:
        """The base form that the lists or their rules know, "" for none."""
        lemma: str = self._lemmatizer.get_lemma(word, "fi") or ""
        return lemma.lower().replace("-", "")

    def _cut(self, word: str) -> list[str]:
        """The parts of a compound, each one in the lists; none for a word that is not."""
        pieces: list[str] = []
        rest = word
        while len(pieces) < MOST_PARTS and (place := self._place(rest)):
            pieces.insert(0, rest[place:])
            rest = rest[:place]
        return [rest, *pieces] if pieces else []

    def _place(self, word: str) -> int:
        """Where the longest known last part begins, when it may follow what stands before it; 0 for nowhere."""
        for place in range(LEAST_MODIFIER, len(word) - LEAST_HEAD + 1):
            if self._forms.get(word[place:]) is not None and self._modifies(word[:place]):
                return place
        return 0

    def _modifies(self, form: str) -> bool:
        """Can it stand before the last part: is it a base form, or does it end as a genitive or as *-nen* bends?"""
        lemma = self._forms.get(form)
        return lemma is not None and (lemma == form or form[-1] in "ns")


def _lists() -> tuple[Any, Any]:
    try:
        from simplemma.strategies import DefaultStrategy, StreamDictionaryFactory  # may be missing
    except ImportError as error:
        raise NotAtHand("the Python package simplemma is not installed") from error
    factory = StreamDictionaryFactory()
    return DefaultStrategy(dictionary_factory=factory), factory.get_dictionary("fi")
