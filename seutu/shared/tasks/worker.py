"""The worker: takes work that is due, does it, and says how it went."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskContext
from django_tasks.utils import normalize_json

from seutu.shared.core import clock
from seutu.shared.tasks import actions, queries
from seutu.shared.tasks.backend import TableBackend
from seutu.shared.tasks.companions import Companions
from seutu.shared.tasks.daily import ask_for_daily_work
from seutu.shared.tasks.heartbeat import Heart
from seutu.shared.tasks.lease import LeaseKeeper
from seutu.shared.tasks.models import WaitingTask

log = logging.getLogger("seutu.tasks")

LEASE = dt.timedelta(seconds=60)
POLL_SECONDS = 0.5
GRACE_SECONDS = 8.0
PAUSE_AFTER_TROUBLE_SECONDS = 2.0
PRUNE_EVERY = dt.timedelta(days=1)
LOOK_FOR_DAILY_WORK_EVERY = dt.timedelta(minutes=5)


class Interrupted(BaseException):
    """The worker was told to stop and the work did not end in time: it is given back."""


class Worker:
    """One worker, doing one thing at a time."""

    def __init__(self, *, lease: dt.timedelta = LEASE, poll_seconds: float = POLL_SECONDS) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease, self.poll_seconds = lease, poll_seconds
        self.heart = Heart(self.name)
        self._is_stopping = False
        self._is_working = False
        self._pruned_at: dt.datetime | None = None
        self._looked_at: dt.datetime | None = None

    def run(self) -> None:
        """Work until told to stop by SIGTERM or SIGINT."""
        with self._listening_to_signals():
            log.info("worker started", extra={"worker": self.name})
            companions = Companions()
            companions.start()
            try:
                while not self._is_stopping:
                    time.sleep(self._step())
            finally:
                companions.stop()
            self._say_goodbye()

    def run_until_idle(self) -> int:
        """Do all that is due now, and say how many pieces of work that was."""
        done = 0
        try:
            while self.run_one():
                done += 1
        finally:
            # Long work made the heart beat: the row would pass for a worker that goes on.
            self.heart.stop()
        return done

    def run_one(self) -> bool:
        """Do one piece of work that is due; False when there is none."""
        row = actions.take(self.name, lease=self.lease) if queries.is_anything_due() else None
        if row is None:
            return False
        self._is_working = True
        try:
            with LeaseKeeper(row, lease=self.lease, heart=self.heart):
                self._do(row)
        finally:
            self._is_working = False
        return True

    def stop(self) -> None:
        """End after the work at hand, which has eight seconds to finish.

        A plain flag: this is called inside a signal handler, where an Event's lock could be held already.
        """
        self._is_stopping = True

    def _step(self) -> float:
        """Do what there is to do; returns the seconds to wait before looking again."""
        try:
            self.heart.beat()
            self._prune_daily()
            self._look_for_daily_work()
            return 0 if self.run_one() else self.poll_seconds
        except Interrupted:
            return 0
        except (DatabaseError, InterfaceError):
            # The database may be starting anew: a worker outlives that.
            log.exception("database trouble")
            connection.close()
            return PAUSE_AFTER_TROUBLE_SECONDS

    def _do(self, row: WaitingTask) -> None:
        started = time.perf_counter()
        try:
            value = _call(row)
        except Interrupted:
            actions.release(row)
            self._log("task released", row, started)
            raise
        except Exception as error:  # noqa: BLE001 (the edge of the loop: a task may raise anything)
            _leave_broken_transaction()
            is_held = actions.fail(row, error)
            self._log("task failed", row, started, error=actions.describe(error, row), held=is_held)
        else:
            is_held = actions.finish(row, value)
            self._log("task done", row, started, held=is_held)

    def _log(self, message: str, row: WaitingTask, started: float, **more: Any) -> None:
        duration = round((time.perf_counter() - started) * 1000, 1)
        log.info(
            message,
            extra={"task": row.pk, "function": row.name, "attempt": row.attempts, "duration_ms": duration, **more},
        )

    def _prune_daily(self) -> None:
        if clock.has_passed(PRUNE_EVERY, self._pruned_at):
            self._pruned_at = clock.now()
            actions.prune()

    def _look_for_daily_work(self) -> None:
        if clock.has_passed(LOOK_FOR_DAILY_WORK_EVERY, self._looked_at):
            self._looked_at = clock.now()
            ask_for_daily_work()

    def _say_goodbye(self) -> None:
        try:
            self.heart.stop()
        except (DatabaseError, InterfaceError):
            log.warning("goodbye not written", exc_info=True)
        log.info("worker stopped", extra={"worker": self.name})

    @contextmanager
    def _listening_to_signals(self) -> Iterator[None]:
        def told_to_stop(number: int, frame: FrameType | None) -> None:
            # Told again, it has no longer than it had.
            if not self._is_stopping:
                signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)
            self.stop()

        def out_of_time(number: int, frame: FrameType | None) -> None:
            if self._is_working:
                raise Interrupted

        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)}
        signal.signal(signal.SIGTERM, told_to_stop)
        signal.signal(signal.SIGINT, told_to_stop)
        signal.signal(signal.SIGALRM, out_of_time)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)


def _call(row: WaitingTask) -> Any:
    task = import_string(row.name)
    if not isinstance(task, Task):
        raise TypeError(f"{row.name} is not a task")
    args = row.args
    backend = task.get_backend()
    if task.takes_context and isinstance(backend, TableBackend):
        args = [TaskContext(task_result=backend.result_of(row, task)), *args]
    return normalize_json(task.call(*args, **row.kwargs))


def _leave_broken_transaction() -> None:
    """A task that failed on the connection itself leaves it unusable: begin with a new one."""
    if not connection.in_atomic_block and not connection.is_usable():
        connection.close()
