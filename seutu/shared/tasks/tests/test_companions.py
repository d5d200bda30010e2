from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from seutu.shared.core.registry import WorkerCompanion, worker_companions
from seutu.shared.tasks import companions as companions_module
from seutu.shared.tasks.companions import Companions
from seutu.shared.tasks.worker import Worker

WAIT = 5.0


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions_module, "PAUSE_BEFORE_ANEW_SECONDS", 0.01)
    monkeypatch.setattr(companions_module, "PATIENCE_SECONDS", 0.1)


def register(run: Callable[[threading.Event], None]) -> None:
    worker_companions.register(WorkerCompanion(key="sample", run=run))


@pytest.mark.django_db
def test_a_companion_runs_as_long_as_the_worker() -> None:
    begun, ended = threading.Event(), threading.Event()
    worker = Worker(poll_seconds=0.01)

    def run(stop: threading.Event) -> None:
        begun.set()
        worker.stop()
        stop.wait(WAIT)
        ended.set()

    register(run)
    worker.run()

    assert begun.is_set()
    assert ended.is_set()


@pytest.mark.parametrize("error", [ValueError("it stumbled"), None])
def test_a_companion_that_ends_too_soon_is_begun_anew(error: Exception | None) -> None:
    runs = threading.Semaphore(0)

    def run(stop: threading.Event) -> None:
        runs.release()
        if error:
            raise error

    register(run)
    companions = Companions()
    companions.start()
    assert all(runs.acquire(timeout=WAIT) for _ in range(3))
    companions.stop()


@pytest.mark.slow
def test_a_companion_that_does_not_end_holds_nobody_up() -> None:
    release, ended = threading.Event(), threading.Event()
    register(lambda stop: [release.wait(WAIT), ended.set()].clear())
    companions = Companions()
    companions.start()

    companions.stop()

    assert not ended.is_set()
    release.set()
