"""`bin/bench all`: every measurement hands its figures over, and one that breaks hides none of the others."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"
HANDS_OVER = '''"""How long is it? bin/bench {name}

Measured with a rule | of wood.
"""
import argparse
from _figures import Figure, add_option, telling

parser = argparse.ArgumentParser()
parser.add_argument("--quick", action="store_true")
add_option(parser)
chosen = parser.parse_args()
with telling(chosen.json) as tell:
    tell(Figure("quick", str(chosen.quick)))
    tell(Figure.under("length", {length}, 5, "cm"))
    {then}
'''


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of `bin/bench all` with two measurements of ours: one that misses its goal, one that breaks."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.setenv("PYTHONPATH", str(BENCH))
    module = importlib.import_module("all")
    (tmp_path / "bench").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "bench" / "long_one.py").write_text(HANDS_OVER.format(name="long-one", length=7, then=""))
    (tmp_path / "bench" / "short.py").write_text(HANDS_OVER.format(name="short", length=3, then="raise OSError"))
    (tmp_path / "bench" / "other.py").write_text('"""Prints, and hands nothing over."""')
    monkeypatch.setattr(module, "BENCH", tmp_path / "bench")
    monkeypatch.setattr(module, "DOCUMENT", tmp_path / "docs" / "figures.md")
    monkeypatch.setattr(module, "SIZES", {})
    return module


def run(bench: ModuleType, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["all", *options])
    return int(bench.main())


def test_all_figures_come_into_one_table_and_into_the_document(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(bench, monkeypatch) == 1

    table = capfd.readouterr().out
    assert re.search(r"length +under 5 cm +7\.0 cm +NO\n", table)
    assert re.search(r"length +under 5 cm +3\.0 cm +yes\n", table)
    assert "4 figures; 1 of 2 goals are met. Not measured to the end: short." in table
    document = bench.DOCUMENT.read_text()
    assert "| long-one: length | under 5 cm | 7.0 cm |" in document
    assert "`bin/bench short` took" in document
    assert "Measured with a rule | of wood." in document
    assert "**It broke**" in document


def test_small_sizes_write_no_document(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run(bench, monkeypatch, "--quick", "--only", "long-one")

    assert re.search(r"quick +True\n", capfd.readouterr().out)
    assert not bench.DOCUMENT.exists()


def test_who_ends_it_early_keeps_what_was_measured(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bench.run

    def ended_after_the_first(*asked: object) -> Iterator[object]:
        yield next(whole(*asked))
        raise KeyboardInterrupt

    monkeypatch.setattr(bench, "run", ended_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        run(bench, monkeypatch)

    document = bench.DOCUMENT.read_text()
    assert "| long-one: length | under 5 cm | 7.0 cm |" in document
    assert "This run did not come to: short." in document


def test_every_measurement_hands_its_figures_over() -> None:
    scripts = [path for path in BENCH.glob("[!_]*.py") if path.name != "all.py"]

    assert [path.name for path in scripts if "from _figures import" not in path.read_text()] == []
