"""Forms kept over restarts, whatever happens to the file."""

from __future__ import annotations

import itertools
import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from seutu.shared.search.analysis.analyzers.form_cache import BATCH, FormCache
from seutu.shared.search.analysis.analyzers.pyvoikko import PyVoikko
from seutu.shared.search.analysis.keys import Keys

COMPOUND = Keys(("päätösehdotus",), ("päätös", "ehdotus"))


def test_what_was_kept_is_there_after_a_restart(folder: Path) -> None:
    cache = FormCache(folder, "one")
    cache.add("päätösehdotuksen", COMPOUND)
    cache.add("kunnan", Keys(("kunta",)))
    assert cache.get("päätösehdotuksen") == COMPOUND
    cache.flush()
    again = FormCache(folder, "one")
    assert again.get("päätösehdotuksen") == COMPOUND
    assert again.get("kunnan") == Keys(("kunta",))
    assert again.get("lain") is None


def test_forms_go_into_the_file_in_batches(folder: Path) -> None:
    cache = FormCache(folder, "one")
    for number in range(BATCH):
        assert not cache.path.exists()
        cache.add(f"form{number}", COMPOUND)
    assert FormCache(folder, "one").get("form7") == COMPOUND


def test_another_identity_knows_nothing_of_it_and_deletes_it(folder: Path) -> None:
    old = FormCache(folder, "one")
    old.add("kunnan", COMPOUND)
    old.flush()
    assert FormCache(folder, "two").get("kunnan") is None
    assert not old.path.exists()


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_file_is_thrown_away(folder: Path, damage: bytes) -> None:
    cache = FormCache(folder, "one")
    folder.mkdir()
    cache.path.write_bytes(damage)
    assert cache.get("kunnan") is None
    cache.add("kunnan", COMPOUND)
    cache.flush()
    assert FormCache(folder, "one").get("kunnan") == COMPOUND


def test_damage_while_it_is_in_use_costs_no_answer(folder: Path) -> None:
    cache = FormCache(folder, "one")
    cache.add("kunnan", COMPOUND)
    cache.flush()
    with sqlite3.connect(cache.path) as other:
        other.execute("DROP TABLE forms")
    other.close()
    assert cache.get("kunnan") is None
    cache.add("kunnan", COMPOUND)
    cache.flush()
    assert cache.get("kunnan") == COMPOUND


def test_a_folder_that_cannot_be_made_switches_it_off(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.write_text("a file stands where the folder should")
    cache = FormCache(folder, "one")
    assert cache.get("kunnan") is None
    cache.add("kunnan", COMPOUND)
    cache.flush()
    assert cache.get("kunnan") is None
    assert "off" in caplog.text


def test_a_file_that_another_process_holds_is_left_as_it_is(folder: Path) -> None:
    cache = FormCache(folder, "one")
    cache.add("kunnan", COMPOUND)
    cache.flush()
    cache._connection.execute("PRAGMA busy_timeout = 1")
    holder = sqlite3.connect(cache.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    cache.add("lain", COMPOUND)
    cache.flush()
    holder.execute("ROLLBACK")
    holder.close()
    assert cache.get("kunnan") == COMPOUND


def _fill(folder: Path, begins: str) -> None:
    cache = FormCache(folder, "one")
    for number in itertools.count():
        cache.add(f"{begins}{number}", COMPOUND)


@pytest.mark.slow
def test_several_processes_may_write_and_be_killed(folder: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    processes = [context.Process(target=_fill, args=(folder, begins)) for begins in "ab"]
    for process in processes:
        process.start()
    reader = FormCache(folder, "one")
    try:
        while any(reader.get(f"{begins}0") is None for begins in "ab"):
            assert all(process.is_alive() for process in processes)
    finally:
        for process in processes:
            process.kill()
            process.join()
    assert FormCache(folder, "one").get("a0") == COMPOUND
    with sqlite3.connect(reader.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.slow
def test_the_slow_analyzer_asks_the_file_first(folder: Path) -> None:
    first = PyVoikko(folder)
    keys = first.keys("päätösehdotuksen")
    first._cache.flush()
    with sqlite3.connect(first._cache.path) as connection:
        connection.execute("UPDATE forms SET keys = 'from the file' WHERE form = 'päätösehdotuksen'")
    connection.close()
    assert keys.parts
    assert PyVoikko(folder).keys("päätösehdotuksen") == Keys(("from", "the", "file"))
