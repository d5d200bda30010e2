"""The analyzers, each loaded once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutu.shared.search.analysis.analyzers import FinnishAnalyzer, NotAtHand
from seutu.shared.search.analysis.analyzers.pyvoikko import PyVoikko
from seutu.shared.search.analysis.analyzers.simplemma import Simplemma
from seutu.shared.search.analysis.analyzers.voikko import Voikko

MAKERS = {"voikko": Voikko, "pyvoikko": PyVoikko, "simplemma": Simplemma}
SLOW = ("pyvoikko", "simplemma")  # loading takes a second or two

every = [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in MAKERS]
with_grammar = every[:2]


@pytest.fixture(scope="session")
def loaded() -> dict[str, FinnishAnalyzer]:
    return {}


@pytest.fixture(scope="session")
def analyzer(request: pytest.FixtureRequest, loaded: dict[str, FinnishAnalyzer]) -> FinnishAnalyzer:
    """The analyzer that a test names by ``parametrize("analyzer", every, indirect=True)``."""
    name = request.param
    if name not in loaded:
        try:
            loaded[name] = MAKERS[name]()
        except NotAtHand as reason:
            pytest.skip(str(reason))
    return loaded[name]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"
