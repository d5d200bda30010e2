"""Stems by rule (Snowball): Swedish and English words, and the Finnish ones that no dictionary has."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from seutu.shared.search.analysis.per_thread import PerThread

ALGORITHMS = {"fi": "finnish", "sv": "swedish", "en": "english"}


def stem(word: str, language: str) -> str:
    """The stem of a lower-case word; never empty for a word that is not."""
    return _stemmers(language).get().stemWord(word) or word


def identity() -> str:
    """Changes when a stem may."""
    return f"pystemmer-{version('PyStemmer')}"


@cache
def _stemmers(language: str) -> PerThread[Any]:
    def make() -> Any:
        import Stemmer  # a C module that only an analysis needs

        # Its own cache would stand beside ours, once for each thread.
        return Stemmer.Stemmer(ALGORITHMS[language], 0)

    return PerThread(make)
