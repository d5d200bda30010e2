"""Writers in one row: threads, processes, and those who die with the pen in their hand."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError, OperationalError, transaction

from seutu.shared.core.sqlite.queue import TurnNotReached, WritersQueue

ROOT = Path(__file__).resolve().parents[4]

# A process of its own with one of our connections: argv is the database, the writer's name, the end, how long it holds.
WRITER = textwrap.dedent(
    """
    import sys, time
    import django
    from django.conf import settings
    database, name, seconds, held = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
    options = {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": "PRAGMA journal_mode=WAL"}
    settings.configure(DATABASES={"default": {
        "ENGINE": "seutu.shared.core.sqlite", "NAME": database, "OPTIONS": options}})
    django.setup()
    from django.db import connection, transaction
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM line")
                number = cursor.fetchone()[0]
                if held:
                    print("has the turn", flush=True)
                time.sleep(held or 0.001)
                cursor.execute("INSERT INTO line (number, writer) VALUES (%s, %s)", [number, name])
    """
)


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "seutu.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        # Before the writers come: four who change to it in the same instant are locked out.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE line (number INTEGER PRIMARY KEY, writer TEXT)")
    return path


def lines(database: Path) -> Counter[str]:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return Counter(writer for (writer,) in connection.execute("SELECT writer FROM line"))


@contextlib.contextmanager
def writers(database: Path, count: int, seconds: float, held: float = 0):
    """Processes that write until the time is over; ready, and not yet begun."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(database), f"writer {number}", str(seconds), str(held)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    try:
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def begin(process: subprocess.Popen[str]) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.slow
@pytest.mark.processes
def test_of_several_processes_that_write_at_once_nobody_starves(database):
    with writers(database, 4, seconds=1.2) as processes:
        for process in processes:
            begin(process)
        for process in processes:
            process.wait(timeout=60)

    turns = lines(database)
    assert len(turns) == 4
    # In a perfect row each has a quarter. Without the row one of four can be left with a handful.
    assert min(turns.values()) > turns.total() / 12


@pytest.mark.slow
@pytest.mark.processes
def test_a_writer_that_was_killed_lets_go_and_leaves_nothing_half_written(database):
    with writers(database, 1, seconds=30, held=30) as (process,):
        begin(process)
        assert process.stdout.readline() == "has the turn\n"
        other = WritersQueue(database)
        with pytest.raises(TurnNotReached):
            other.take_turn(0.02)

        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        other.take_turn(1)

    other.end_turn()
    assert lines(database) == {}


# -- the queue itself


def test_only_one_writer_has_the_turn(tmp_path):
    first, second = WritersQueue(tmp_path / "a"), WritersQueue(tmp_path / "a")
    first.take_turn(1)

    with pytest.raises(TurnNotReached):
        second.take_turn(0.01)

    first.end_turn()
    second.take_turn(1)
    with pytest.raises(TurnNotReached):
        first.take_turn(0.01)
    second.end_turn()


def test_who_did_not_reach_the_turn_leaves_the_gate_open(tmp_path):
    holder, loser, next_one = (WritersQueue(tmp_path / "a") for _time in range(3))
    holder.take_turn(1)
    with pytest.raises(TurnNotReached):
        loser.take_turn(0.01)

    holder.end_turn()
    next_one.take_turn(0.05)
    next_one.end_turn()


def test_the_one_at_the_gate_is_next_although_the_first_comes_back_at_once(tmp_path):
    first, second, order = WritersQueue(tmp_path / "a"), WritersQueue(tmp_path / "a"), []
    first.take_turn(1)

    def wait_and_write() -> None:
        second.take_turn(1)
        order.append("second")
        second.end_turn()

    waiting = threading.Thread(target=wait_and_write)
    waiting.start()
    time.sleep(0.02)
    first.end_turn()
    first.take_turn(1)
    order.append("first again")
    first.end_turn()
    waiting.join()

    assert order == ["second", "first again"]


def test_databases_do_not_wait_for_each_other(tmp_path):
    first, second = WritersQueue(tmp_path / "a"), WritersQueue(tmp_path / "b")
    first.take_turn(1)
    second.take_turn(0.01)

    first.end_turn()
    second.end_turn()


def test_ending_a_turn_that_one_does_not_have_does_nothing(tmp_path):
    queue = WritersQueue(tmp_path / "a")

    queue.end_turn()

    assert list(tmp_path.iterdir()) == []


def test_no_file_is_left_open_after_many_turns(tmp_path):
    queue, other = WritersQueue(tmp_path / "a"), WritersQueue(tmp_path / "a")
    before = len(os.listdir("/dev/fd"))
    for _time in range(20):
        queue.take_turn(1)
        with pytest.raises(TurnNotReached):
            other.take_turn(0)
        queue.end_turn()

    assert len(os.listdir("/dev/fd")) == before


# -- a connection in the queue


@pytest.fixture
def wrapper(database, django_db_blocker):
    """A connection of the kind that an installation has, to a file of its own."""
    from django.db import connections

    from seutu.shared.core.sqlite.base import DatabaseWrapper

    described = {
        **connections.settings["default"],
        "ENGINE": "seutu.shared.core.sqlite",
        "NAME": str(database),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.1},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    connections["written"] = DatabaseWrapper(described, "written")
    # The guard of pytest-django knows only the databases of the settings.
    with django_db_blocker.unblock():
        yield connections["written"]
        connections["written"].close()
    del connections["written"]


@pytest.fixture
def in_turn(wrapper, database):
    """Whether another writer would have to wait now."""

    def ask() -> bool:
        other = WritersQueue(database)
        try:
            other.take_turn(0)
        except TurnNotReached:
            return True
        other.end_turn()
        return False

    return ask


def write(wrapper, number: int) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO line (number, writer) VALUES (%s, 'test')", [number])


def test_a_transaction_has_the_turn_from_its_beginning_to_its_end(wrapper, in_turn, database):
    assert not in_turn()
    with transaction.atomic(using="written"):
        assert in_turn()
        with transaction.atomic(using="written"):
            write(wrapper, 1)
        assert in_turn()

    assert not in_turn()
    assert lines(database) == {"test": 1}


def test_a_transaction_that_is_undone_ends_its_turn(wrapper, in_turn, database):
    with transaction.atomic(using="written"):
        write(wrapper, 1)
        transaction.set_rollback(True, using="written")

    assert not in_turn()
    assert lines(database) == {}


def test_a_connection_closed_within_a_transaction_ends_its_turn(wrapper, in_turn, database):
    with contextlib.suppress(DatabaseError), transaction.atomic(using="written"):
        write(wrapper, 1)
        wrapper.close()

    assert not in_turn()
    assert lines(database) == {}


def test_who_waits_too_long_is_told_that_the_database_is_locked(wrapper, database):
    other = WritersQueue(database)
    other.take_turn(1)

    with pytest.raises(OperationalError, match="database is locked"), transaction.atomic(using="written"):
        write(wrapper, 1)

    other.end_turn()
    with transaction.atomic(using="written"):
        write(wrapper, 1)
    assert lines(database) == {"test": 1}


def test_a_transaction_that_cannot_begin_ends_its_turn(wrapper, in_turn, database):
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as outsider:
        outsider.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError), transaction.atomic(using="written"):
            write(wrapper, 1)
        outsider.execute("ROLLBACK")

    assert not in_turn()


def test_a_queue_whose_files_cannot_be_made_is_an_error_of_the_database(wrapper, database):
    Path(f"{database}.gate").mkdir()

    with pytest.raises(OperationalError, match="the queue of writers cannot be used"):
        wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.mark.skipif(
    "postgresql" in django_settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL has no queue of writers"
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_database_in_memory_needs_no_queue():
    from django.db import connection

    assert connection.is_in_memory_db()
    with transaction.atomic():
        assert connection._queue is None
    assert not list(Path().glob("*.gate"))
    assert not list(Path().glob("*.pen"))
