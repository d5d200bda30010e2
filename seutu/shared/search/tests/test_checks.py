from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutu.shared.core import clock
from seutu.shared.search import analysis, checks
from seutu.shared.search.engine import generations
from seutu.shared.search.models import IndexRequest
from seutu.shared.search.tests.shelf import Shelf, write

pytestmark = pytest.mark.django_db


def levels() -> list[str]:
    return [finding.level for finding in checks._findings()]


def test_all_is_well_with_a_whole_index(shelf: Shelf) -> None:
    assert levels() == ["ok"]
    assert checks._health() == ""


def test_a_missing_index_is_a_problem() -> None:
    assert levels() == ["problem"]
    assert "no search index" in checks._health()


def test_the_first_index_being_made_is_no_problem_of_health(shelf: Shelf, folder: Path) -> None:
    generations.pointer_path().unlink()
    with generations.making():
        generations.tell_progress(3, 10)
        assert checks._health() == ""
        assert levels() == ["warning"]


def test_a_damaged_index_is_a_problem(shelf: Shelf, folder: Path) -> None:
    shelf.put(1)
    write()
    next(folder.glob("generation-*/*.term")).unlink()

    assert levels() == ["problem"]


def test_other_rules_of_words_are_a_warning(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "identity", lambda: "another dictionary")

    assert levels() == ["warning"]


def test_changes_that_wait_for_long_are_a_problem(shelf: Shelf) -> None:
    shelf.put(1)
    assert levels() == ["ok"]
    IndexRequest.objects.update(due_at=clock.now() - dt.timedelta(minutes=2))
    assert levels() == ["problem"]
