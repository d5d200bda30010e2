from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.tasks import worker as worker_module
from seutu.shared.tasks.models import State, WaitingTask, WorkerHeartbeat
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes.txt"


@pytest.fixture(autouse=True)
def _short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "GRACE_SECONDS", 0.3)


@pytest.fixture
def told_to_stop(notes: Path) -> Iterator[threading.Event]:
    """Sends SIGTERM again and again from the moment the work has begun."""
    is_over = threading.Event()

    def tell() -> None:
        while not is_over.wait(0.1):
            if notes.exists():
                os.kill(os.getpid(), signal.SIGTERM)

    # A signal that comes before or after the worker's own handlers stand must not end the tests.
    before = signal.signal(signal.SIGTERM, lambda number, frame: None)
    teller = threading.Thread(target=tell)
    teller.start()
    yield is_over
    is_over.set()
    teller.join()
    signal.signal(signal.SIGTERM, before)


def test_work_that_does_not_end_in_its_grace_is_given_back_whole(notes: Path, told_to_stop: threading.Event) -> None:
    samples.hang_at_first.enqueue(str(notes))
    Worker().run()
    told_to_stop.set()
    row = WaitingTask.objects.get()
    assert (row.state, row.attempts, row.last_error, row.lease_until) == (State.WAITING, 0, "", None)
    assert WorkerHeartbeat.objects.count() == 0
    assert Worker().run_one() is True
    assert notes.read_text().split() == ["begun", "begun", "ended"]


def test_a_worker_gives_the_signals_back_as_they_were(notes: Path, told_to_stop: threading.Event) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)]
    samples.take_a_while.enqueue(str(notes), 0.2)
    Worker().run()
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)] == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
