from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.core import clock
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.tests.processes import OWN_WORK, Workers, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
OUTCOME = f"SELECT state, attempts, return_value, last_error FROM {OWN_WORK}"


@pytest.fixture
def workers(tmp_path: Path, transactional_db: None) -> Iterator[Workers]:
    workers = Workers(tmp_path)
    yield workers
    workers.end()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Where tasks of other processes note how far they came."""
    return tmp_path / "notes.txt"


def lines(notes: Path) -> list[str]:
    return notes.read_text().splitlines() if notes.exists() else []


def test_what_a_killed_worker_was_doing_is_finished_by_another(workers: Workers, notes: Path) -> None:
    samples.hang_at_first.enqueue(str(notes))
    victim = workers.start("--lease-seconds=1")
    wait_until(lambda: lines(notes) == ["begun"])
    victim.send_signal(signal.SIGKILL)
    assert victim.wait(timeout=20) == -signal.SIGKILL
    assert workers.ask(OUTCOME) == [("running", 1, None, "")]

    workers.start("--lease-seconds=1")
    wait_until(lambda: workers.states() == ["done"])
    assert lines(notes) == ["begun", "begun", "ended"]
    assert workers.ask(OUTCOME) == [("done", 2, '"whole"', "")]


def test_what_a_worker_killed_in_a_transaction_had_written_is_not_there(workers: Workers, notes: Path) -> None:
    samples.write_and_hang.enqueue(str(notes))
    victim = workers.start("--lease-seconds=60")
    wait_until(lambda: lines(notes) == ["begun"])
    victim.kill()
    victim.wait(timeout=20)
    assert workers.states() == ["running"]
    workers.ask("UPDATE tasks_waitingtask SET priority = 1")  # the dead hold no lock
    assert workers.ask("SELECT count(*) FROM accounts_user") == [(0,)]


def test_work_that_takes_longer_than_its_lease_stays_with_its_worker(workers: Workers, notes: Path) -> None:
    samples.take_a_while.enqueue(str(notes), 2.5)
    for _ in range(2):
        workers.start("--lease-seconds=1")
    wait_until(lambda: workers.states() == ["done"])
    assert lines(notes) == ["begun", "ended"]
    assert workers.ask(OUTCOME) == [("done", 1, '"whole"', "")]


def test_two_workers_at_once_never_do_the_same_work(workers: Workers, notes: Path) -> None:
    later = samples.take_a_while.using(run_after=clock.now() + dt.timedelta(hours=1))
    for _ in range(24):
        later.enqueue(str(notes), 0.02)
    for _ in range(2):
        workers.start()
    wait_until(lambda: workers.count_beating() == 2)
    workers.ask("UPDATE tasks_waitingtask SET run_after = enqueued_at")
    wait_until(lambda: workers.states() == ["done"] * 24)
    assert sorted(lines(notes)) == ["begun"] * 24 + ["ended"] * 24
    assert workers.ask(f"SELECT DISTINCT attempts FROM {OWN_WORK}") == [(1,)]
    assert len(workers.ask(f"SELECT DISTINCT leased_by FROM {OWN_WORK}")) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_ends_its_work_and_begins_no_other(
    workers: Workers, notes: Path, number: signal.Signals
) -> None:
    samples.take_a_while.enqueue(str(notes), 0.8)
    samples.take_a_while.enqueue(str(notes), 0.8)
    worker = workers.start()
    wait_until(lambda: lines(notes) == ["begun"])
    assert workers.count_beating() == 1
    worker.send_signal(number)
    assert worker.wait(timeout=20) == 0
    assert lines(notes) == ["begun", "ended"]
    assert workers.states() == ["done", "waiting"]
    assert workers.count_beating() == 0


def test_a_worker_with_nothing_to_do_stops_at_once(workers: Workers) -> None:
    samples.add.enqueue(2, 3)
    # It would look for work again in an hour.
    worker = workers.start("--poll-seconds=3600")
    wait_until(lambda: workers.states() == ["done"])
    worker.terminate()
    assert worker.wait(timeout=20) == 0


def test_a_run_that_ends_by_itself_leaves_no_heartbeat(workers: Workers, notes: Path) -> None:
    samples.take_a_while.enqueue(str(notes), 0.5)
    worker = workers.start("--once", "--lease-seconds=0.3")
    assert worker.wait(timeout=20) == 0
    assert workers.states() == ["done"]
    assert workers.count_beating() == 0
