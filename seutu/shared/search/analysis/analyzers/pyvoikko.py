"""The same dictionary from PyPI (pyvoikko with kfst-rs): as good, but 200 MB and slow, so what it said is kept."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from seutu.shared.search.analysis import stems
from seutu.shared.search.analysis.analyzers.analyzer import DictionaryAnalyzer, NotAtHand
from seutu.shared.search.analysis.analyzers.form_cache import FormCache
from seutu.shared.search.analysis.analyzers.readings import keys_of
from seutu.shared.search.analysis.keys import RULES, Keys


class PyVoikko(DictionaryAnalyzer):
    """Runs the automaton in this process. It never changes, so threads and forks may share it."""

    name = "pyvoikko"

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Load the automaton; ``cache_folder`` is where the forms are kept over restarts.

        :raises NotAtHand: the package is missing, or does not suit this Python.
        """
        super().__init__()
        self._automaton, self._broken = _automaton()
        self.identity = f"pyvoikko-{version('pyvoikko')}"
        self._cache = FormCache(cache_folder, f"{self.identity}-{stems.identity()}-{RULES}") if cache_folder else None

    def keys(self, word: str) -> Keys:
        if self._cache is None:
            return super().keys(word)
        found = self._cache.get(word)
        if found is None:
            found = super().keys(word)
            self._cache.add(word, found)
        return found

    def known(self, word: str) -> Keys | None:
        try:
            outputs = [output for output, _ in self._automaton.lookup(word)]
        except self._broken:
            return None
        return keys_of(outputs, self.part_keys)


def _automaton() -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        import kfst  # takes 200 MB, and may be missing
        import pyvoikko
    except ImportError as error:
        raise NotAtHand("the Python package pyvoikko is not installed") from error
    return pyvoikko.VOIKKO_FST, (kfst.TokenizationException,)
