"""Finnish words to keys, by the best analyzer at hand: libvoikko, pyvoikko or simplemma."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings

from seutu.shared.search.analysis.analyzers.analyzer import FinnishAnalyzer, NotAtHand
from seutu.shared.search.analysis.analyzers.pyvoikko import PyVoikko
from seutu.shared.search.analysis.analyzers.simplemma import Simplemma
from seutu.shared.search.analysis.analyzers.voikko import Voikko

__all__ = ["FinnishAnalyzer", "NotAtHand", "chosen_because", "finnish", "make"]

# The best first. The names stand in SEUTU_FINNISH.
MAKERS: dict[str, Callable[[], FinnishAnalyzer]] = {
    "voikko": Voikko,
    "pyvoikko": lambda: PyVoikko(settings.SEARCH_DIR),
    "simplemma": Simplemma,
}


def finnish() -> FinnishAnalyzer:
    """The analyzer of this process, chosen when first asked for: ``settings.FINNISH``, or the best at hand."""
    return _chosen()[0]


def chosen_because() -> tuple[str, list[str]]:
    """The name of the analyzer, and why the better ones are not used: what each of them lacks, in English."""
    analyzer, reasons = _chosen()
    return analyzer.name, list(reasons)


def make(name: str) -> FinnishAnalyzer:
    """An analyzer by its name, of one's own.

    :raises NotAtHand: what it needs is missing here.
    """
    return MAKERS[name]()


@cache
def _chosen() -> tuple[FinnishAnalyzer, tuple[str, ...]]:
    """Two threads that ask at once may both load one; either will do.

    :raises NotAtHand: none can be used: the installation is broken.
    """
    wished = settings.FINNISH
    names = list(MAKERS) if wished == "auto" else [wished, *(name for name in MAKERS if name != wished)]
    reasons: list[str] = []
    for name in names:
        try:
            return make(name), tuple(reasons)
        except NotAtHand as error:
            reasons.append(f"{name}: {error}")
    raise NotAtHand("; ".join(reasons))
