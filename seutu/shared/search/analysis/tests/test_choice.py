"""Which analyzer is used, and what is said when a better one is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from seutu.shared.search.analysis import analyzers, chosen_because, identity


@pytest.fixture(autouse=True)
def _choose_anew() -> Iterator[None]:
    before = analyzers._chosen
    analyzers._chosen = analyzers.cache(before.__wrapped__)
    yield
    analyzers._chosen = before


def test_the_best_at_hand_is_used_and_nothing_is_to_be_said_of_it() -> None:
    name, reasons = chosen_because()
    assert name == next(iter(analyzers.MAKERS)) or reasons
    assert name in identity()


@pytest.mark.slow
def test_what_is_missing_is_passed_over_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libvoikko", None)
    monkeypatch.setitem(sys.modules, "simplemma.strategies", None)
    name, reasons = chosen_because()
    assert name == "pyvoikko"
    assert reasons == ["voikko: the Python package libvoikko is not installed"]


def test_a_missing_library_of_the_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    libvoikko = pytest.importorskip("libvoikko")
    monkeypatch.setattr(libvoikko.VoikkoLibrary, "open", classmethod(lambda *_, **__: libvoikko.CDLL("no-such.so.1")))
    with pytest.raises(analyzers.NotAtHand, match="libvoikko1"):
        analyzers.make("voikko")


@pytest.mark.slow
def test_the_setting_chooses(settings: object) -> None:
    settings.FINNISH = "pyvoikko"
    assert chosen_because() == ("pyvoikko", [])
    assert identity().startswith("pyvoikko-")


def test_nothing_at_hand_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libvoikko", "pyvoikko", "simplemma.strategies"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(analyzers.NotAtHand, match=r"voikko: .*pyvoikko: .*simplemma: "):
        chosen_because()
