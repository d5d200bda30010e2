"""What can happen to the files of an index, and that it is noticed, made good, and never in the way of pages."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seutu.shared.search import analysis, checks
from seutu.shared.search.engine import generations, schema
from seutu.shared.search.engine import reader as reader_module
from seutu.shared.search.engine.checkup import is_whole
from seutu.shared.search.finding import find
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.reindexing import reindex
from seutu.shared.search.tests.shelf import Shelf, found, write
from seutu.shared.search.writer import READ_FILES_EVERY_SECONDS, Writer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KIRJASTO = SearchQuery("kirjasto")


@pytest.fixture
def generation(shelf: Shelf, folder: Path) -> Path:
    """The folder of an index in which one record is found."""
    shelf.put(1, "Kirjasto")
    write()
    assert found("kirjasto") == [1]
    return next(folder.glob("generation-*"))


def needs_reindex() -> bool:
    writer = Writer()
    try:
        return writer.needs_reindex()
    finally:
        writer.close()


def start_anew() -> None:
    """What a new process knows of the index: nothing."""
    reader_module._readers.clear()


def truncate(generation: Path, part: str = "*.idx") -> None:
    for path in generation.glob(part):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(generation: Path) -> None:
    for path in generation.glob("*.idx"):
        path.write_bytes(b"\xff" * 20 + path.read_bytes()[20:])


def garble_list(generation: Path) -> None:
    (generation / "meta.json").write_text("{")


def remove(generation: Path) -> None:
    shutil.rmtree(generation)


def lose_a_file(generation: Path) -> None:
    next(generation.glob("*.term")).unlink()


def garble_pointer(generation: Path) -> None:
    generations.pointer_path().write_text("no pointer at all")


def lose_pointer(generation: Path) -> None:
    generations.pointer_path().unlink()


def point_elsewhere(generation: Path) -> None:
    generations.pointer_path().write_text('{"generation": "../x", "identity": "", "schema": 1}')


DAMAGES = [truncate, overwrite, garble_list, remove, lose_a_file, garble_pointer, lose_pointer, point_elsewhere]


def test_a_sound_index_is_left_alone(generation: Path) -> None:
    assert is_whole(generation, is_thorough=True)
    assert not needs_reindex()


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_noticed_and_made_good(generation: Path, damage: Callable[[Path], None], shelf: Shelf) -> None:
    damage(generation)
    shelf.put(2, "Kirjasto")
    start_anew()

    # Whatever a search meets, it is an answer.
    assert find(KIRJASTO).state.name in {"ready", "missing"}
    assert needs_reindex()

    reindex()
    write()
    assert sorted(found("kirjasto")) == [1, 2]
    assert not needs_reindex()


@pytest.mark.parametrize("damage", [garble_list, remove, garble_pointer, lose_pointer])
def test_who_has_it_open_serves_on_meanwhile(generation: Path, damage: Callable[[Path], None]) -> None:
    damage(generation)

    answer = find(KIRJASTO)

    assert (answer.total, answer.state.name) == (1, "ready")
    assert needs_reindex()


def test_a_file_cut_short_under_a_reader_does_not_end_the_process(generation: Path) -> None:
    truncate(generation, "*.*")

    answer = find(KIRJASTO)

    assert (answer.total, answer.state.name) == (0, "missing")
    assert generations.suspected()


def test_a_suspicion_that_is_unfounded_is_dropped(generation: Path) -> None:
    generations.suspect(generation.name)

    assert not needs_reindex()
    assert not generations.suspected()


def test_a_suspected_index_is_read_from_end_to_end(generation: Path) -> None:
    writer = Writer()
    assert not writer.needs_reindex()
    overwrite(generation)
    assert not writer.needs_reindex()
    generations.suspect(generation.name)
    assert writer.needs_reindex()
    writer.close()


def test_an_index_is_read_from_end_to_end_every_hour(generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer()
    assert not writer.needs_reindex()
    overwrite(generation)
    began = time.monotonic()

    monkeypatch.setattr(time, "monotonic", lambda: began + READ_FILES_EVERY_SECONDS / 2)
    assert not writer.needs_reindex()
    monkeypatch.setattr(time, "monotonic", lambda: began + READ_FILES_EVERY_SECONDS + 1)
    assert writer.needs_reindex()
    writer.close()


def test_the_damage_that_doctor_finds_is_made_good(generation: Path) -> None:
    writer = Writer()
    assert not writer.needs_reindex()
    overwrite(generation)

    assert checks._findings()[0].level == "problem"

    assert writer.needs_reindex()
    writer.close()


def test_an_index_made_with_other_keys_serves_until_it_is_made_anew(
    generation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "identity", lambda: "another dictionary")

    assert needs_reindex()
    assert found("kirjasto") == [1]
    reindex()
    assert not needs_reindex()


def test_an_index_of_other_fields_is_not_read(generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    start_anew()

    assert find(KIRJASTO).state.name == "missing"
    assert needs_reindex()


def test_the_first_index_is_told_while_it_is_made(shelf: Shelf, folder: Path) -> None:
    shutil.rmtree(folder)
    start_anew()
    shelf.records |= {}
    shelf.put(1)
    states = []

    reindex(lambda done, total: states.append(find(KIRJASTO).state))

    assert [(state.name, state.done, state.total) for state in states] == [("building", 0, 1), ("building", 1, 1)]


def test_nothing_is_written_to_an_index_that_is_not_there(shelf: Shelf, folder: Path) -> None:
    shutil.rmtree(folder)
    shelf.put(1)
    writer = Writer()

    assert writer.write_due() == 0
    assert writer.needs_reindex()
    writer.close()


def test_a_reader_sees_what_was_written_a_moment_ago(generation: Path, shelf: Shelf) -> None:
    shelf.put(2, "Kirjasto")
    write()
    assert sorted(found("kirjasto")) == [1, 2]
