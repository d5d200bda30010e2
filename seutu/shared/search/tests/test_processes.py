"""Real workers that are killed, and what the index holds afterwards."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.search.engine import generations
from seutu.shared.search.finding import find
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.tests import one_worker
from seutu.shared.tasks.tests.processes import ROOT, Workers, _address, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

KILLS = 8
ALL = SearchQuery("kaikki")


class IndexingWorkers(Workers):
    """Workers that write to the index that this test reads."""

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        self._share_database()
        own = {"DJANGO_SETTINGS_MODULE": "seutu.settings", "SEUTU_DATA_DIR": str(self.folder)}
        with (self.folder / "worker.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", one_worker.__name__],
                cwd=ROOT,
                env=os.environ | own | {"SEUTU_DATABASE": _address()},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def ask_for(self, numbers: range) -> None:
        now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        rows = ", ".join(f"('number', {number}, '{now}', '{now}')" for number in numbers)
        self.ask(f"INSERT INTO search_indexrequest (kind, record, requested_at, due_at) VALUES {rows}")

    def acknowledged(self) -> set[int]:
        return {pk for (pk,) in self.ask("SELECT record FROM search_indexrequest WHERE written_at IS NOT NULL")}

    def count_waiting(self) -> int:
        return int(self.ask("SELECT count(*) FROM search_indexrequest WHERE written_at IS NULL")[0][0])


@pytest.fixture
def workers(tmp_path: Path, settings, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    settings.SEARCH_DIR = tmp_path / "search"
    monkeypatch.setenv("SEUTU_DATA_DIR", str(tmp_path))
    one_worker.register()
    workers = IndexingWorkers(tmp_path)
    yield workers
    workers.end()


def is_there() -> bool:
    return find(ALL).state.is_ready


def missing(numbers: set[int]) -> list[int]:
    return [number for number in sorted(numbers) if find(SearchQuery(f"asia{number}")).total != 1]


def test_killed_at_any_moment_a_writer_loses_nothing_that_it_acknowledged(workers: IndexingWorkers) -> None:
    chance = random.Random(7)
    asked = 0
    for _ in range(KILLS):
        worker = workers.start()
        wait_until(is_there)
        before = len(workers.acknowledged())
        ends = time.monotonic() + chance.uniform(0.2, 0.9)
        while time.monotonic() < ends or len(workers.acknowledged()) == before:
            workers.ask_for(range(asked + 1, asked + 11))
            asked += 10
            time.sleep(0.01)
        worker.kill()
        worker.wait(timeout=20)
        assert missing(workers.acknowledged()) == []

    workers.start()
    wait_until(lambda: workers.count_waiting() == 0)
    assert missing(set(range(1, asked + 1))) == []
    assert find(ALL).total == asked


def test_a_change_is_seen_by_others(workers: IndexingWorkers) -> None:
    workers.start()
    wait_until(is_there)
    for number in range(1, 6):
        workers.ask_for(range(number, number + 1))
        wait_until(lambda number=number: find(SearchQuery(f"asia{number}")).total == 1)  # type: ignore[misc]


def test_of_two_workers_one_writes_and_the_other_takes_over(workers: IndexingWorkers) -> None:
    first, second = workers.start(), workers.start()
    wait_until(lambda: is_there() and workers.count_beating() == 2)
    for start in range(1, 401, 20):
        workers.ask_for(range(start, start + 20))
        time.sleep(0.02)
    wait_until(lambda: workers.count_waiting() == 0)
    assert find(ALL).total == 400
    assert "not written" not in (workers.folder / "worker.log").read_text()

    for worker in (first, second):
        workers.ask_for(range(401, 411))
        worker.kill()
        worker.wait(timeout=20)
        workers.start()
        wait_until(lambda: workers.count_waiting() == 0)
    assert find(ALL).total == 410


def test_a_deleted_index_is_made_anew_while_the_reader_serves_the_old_one(workers: IndexingWorkers) -> None:
    (workers.folder / "standing").write_text("300")
    workers.start()
    wait_until(lambda: find(ALL).total == 300)
    used = generations.pointer()
    assert used is not None

    for path in used.folder.iterdir():
        path.unlink()
    totals = set()

    def is_another() -> bool:
        totals.add(find(ALL).total)
        return generations.pointer() not in {None, used}

    wait_until(is_another)
    assert find(ALL).total == 300
    assert totals == {300}


def test_what_was_taken_away_is_gone(workers: IndexingWorkers) -> None:
    (workers.folder / "standing").write_text("5")
    workers.start()
    wait_until(lambda: find(ALL).total == 5)
    (workers.folder / "taken").write_text("3")
    workers.ask_for(range(3, 4))
    wait_until(lambda: find(ALL).total == 4)


def test_killed_while_it_makes_the_index_it_begins_anew(workers: IndexingWorkers) -> None:
    (workers.folder / "standing").write_text("3000")
    victim = workers.start()
    wait_until(lambda: any((workers.folder / "search").glob("generation-*")))
    victim.kill()
    victim.wait(timeout=20)

    workers.start()
    wait_until(lambda: find(ALL).total == 3000)
    assert len(list((workers.folder / "search").glob("generation-*"))) == 1
