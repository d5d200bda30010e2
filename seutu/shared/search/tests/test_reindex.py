from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.core import clock
from seutu.shared.search import analysis, queries, reindexing
from seutu.shared.search.engine import generations
from seutu.shared.search.engine.writing import GenerationWriter, NotWritten
from seutu.shared.search.models import IndexRequest
from seutu.shared.search.reindexing import AlreadyRunning, DiskFull, Stopped, reindex
from seutu.shared.search.tests.shelf import Shelf, found, write

pytestmark = pytest.mark.django_db


def generations_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("generation-*"))


def test_everything_is_found_after_it(shelf: Shelf) -> None:
    for pk in range(1, 8):
        shelf.put(pk)
    told: list[tuple[int, int]] = []

    assert reindex(lambda done, total: told.append((done, total))) == 7
    assert sorted(found()) == [1, 2, 3, 4, 5, 6, 7]
    assert (told[0], told[-1]) == ((0, 7), (7, 7))
    assert queries.state().is_ready
    assert queries.state().total == 0


def test_only_the_new_generation_is_left(shelf: Shelf, folder: Path) -> None:
    before = generations_in(folder)
    (folder / "generation-that-was-killed").mkdir()

    reindex()

    assert len(generations_in(folder)) == 1
    assert generations_in(folder) != before


def test_what_was_left_behind_goes_but_nothing_that_is_being_made(shelf: Shelf, folder: Path) -> None:
    left = folder / "generation-that-was-killed"

    left.mkdir()
    with generations.making():
        generations.remove_unused()
    assert left.exists()

    generations.remove_unused()
    assert generations_in(folder) == [generations.pointer().generation]  # type: ignore[union-attr]


def test_the_old_index_serves_meanwhile_and_what_changes_meanwhile_is_in_the_new_one(shelf: Shelf) -> None:
    for pk in (1, 2, 3):
        shelf.put(pk, "Kirjasto")
    write()

    def change_halfway(done: int, total: int) -> None:
        if done != 3:
            return
        shelf.put(4, "Kirjasto")
        shelf.put(2, "Uimahalli")
        shelf.take(1)
        write()
        assert sorted(found("kirjasto")) == [3, 4]
        assert queries.state() == queries.IndexState("ready", 3, 3)

    reindex(change_halfway)

    assert sorted(found("kirjasto")) == [3, 4]
    assert found("uimahalli") == [2]


def test_what_still_waits_is_written_into_the_new_one(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto")

    reindex(lambda done, total: shelf.put(2, "Kirjasto") if done else None)
    write()

    assert sorted(found("kirjasto")) == [1, 2]


def test_two_at_once_are_refused(shelf: Shelf) -> None:
    def again(done: int, total: int) -> None:
        with pytest.raises(AlreadyRunning):
            reindex()
        with pytest.raises(CommandError, match="being made already"):
            call_command("reindex")

    reindex(again)


@pytest.mark.parametrize("error", [KeyboardInterrupt, Stopped, ValueError])
def test_what_ends_halfway_leaves_the_old_index_and_nothing_else(
    shelf: Shelf, folder: Path, error: type[BaseException]
) -> None:
    shelf.put(1, "Kirjasto")
    write()
    before = generations_in(folder), generations.pointer()

    def end(done: int, total: int) -> None:
        if done:
            raise error

    with pytest.raises(error):
        reindex(end)

    assert (generations_in(folder), generations.pointer()) == before
    assert found("kirjasto") == [1]
    assert not generations.is_making()


def test_it_stops_when_it_is_asked_to(shelf: Shelf) -> None:
    with pytest.raises(Stopped):
        reindex(is_stopping=lambda: True)


def test_a_full_disk_is_said_and_the_old_index_stays(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put(1, "Kirjasto")
    write()

    def refuse(self: GenerationWriter) -> None:
        raise NotWritten("ValueError: An IO error occurred: 'No space left on device (os error 28)'")

    monkeypatch.setattr(GenerationWriter, "finish", refuse)
    with pytest.raises(DiskFull):
        reindex()
    with pytest.raises(CommandError, match="The disk is full"):
        call_command("reindex")

    assert found("kirjasto") == [1]


def test_a_broken_record_is_left_out_and_asked_for_later(shelf: Shelf) -> None:
    shelf.records |= {}
    for pk in (1, 2, 3):
        shelf.put(pk)
    shelf.broken = {2}
    write()

    reindex()

    assert sorted(found()) == [1, 3]
    waiting = IndexRequest.objects.waiting().filter(record=2, due_at__gt=clock.now())
    assert waiting.exists()


def test_what_changes_by_itself_is_asked_for(shelf: Shelf) -> None:
    shelf.put(1)
    write()
    IndexRequest.objects.all().delete()
    shelf.changes[1] = clock.now() + dt.timedelta(days=1)

    reindex()

    assert list(IndexRequest.objects.waiting().values_list("record", "due_at")) == [(1, shelf.changes[1])]


def test_the_pointer_says_what_made_it(shelf: Shelf, folder: Path) -> None:
    told = json.loads((folder / "current.json").read_text())

    assert told["identity"] == analysis.identity()


def test_the_command_says_what_it_did_in_words_alone(
    shelf: Shelf, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    shelf.put(1)
    caplog.clear()

    call_command("reindex")

    assert "1 records looked at" in capsys.readouterr().out
    assert caplog.messages == []


def test_the_command_can_be_stopped(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(reindexing, "reindex", interrupted)
    with pytest.raises(CommandError, match="Stopped") as stopped:
        call_command("reindex")
    assert stopped.value.returncode == 130
