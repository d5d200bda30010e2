"""Asking for work, and what happens to it: taken, kept, finished, failed, tried again, pruned."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks.base import Task, TaskResult

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.tasks.backend import TableBackend
from seutu.shared.tasks.models import State, WaitingTask

FIRST_PAUSE = dt.timedelta(seconds=10)
LONGEST_PAUSE = dt.timedelta(hours=1)
KEPT_FOR = dt.timedelta(days=30)
SHORTEST_HIDDEN = 3


class NotFailed(Exception):
    """Only a task that failed for good can be sent to be tried again."""


class AlreadyWaiting(Exception):
    """Another unfinished task has the same unique key: it will do the work."""


def enqueue_once(task: Task[Any, Any], key: str, /, *args: Any, **kwargs: Any) -> TaskResult[Any]:
    """Ask for work unless the same work, by ``key``, is waiting already.

    Work that is running may have read what the caller has just changed: it is done once more when it ends. ``key`` is
    shared by all tasks, so begin it with the app: ``search.index:item:12``. What waiting work was asked with stays;
    give arguments that follow from the key.
    """
    backend = task.get_backend()
    if not isinstance(backend, TableBackend):
        raise TypeError("enqueue_once needs the task table")
    backend.validate_task(task)
    while True:
        with transaction.atomic():
            row = _unfinished(key) or _written(backend, task, key, args, kwargs)
        if row is not None:
            return backend.result_of(row, task)


def _unfinished(key: str) -> WaitingTask | None:
    # The lock keeps workers from taking the row before the caller's change is committed.
    row = WaitingTask.objects.unfinished().select_for_update().filter(unique_key=key).first()
    if row is not None and row.state == State.RUNNING:
        row.runs_again = True
        row.save(update_fields=["runs_again"])
    return row


def _written(backend: TableBackend, task: Task[Any, Any], key: str, args: Any, kwargs: Any) -> WaitingTask | None:
    try:
        with transaction.atomic():
            return backend.write(task, args, kwargs, unique_key=key)
    except IntegrityError:
        # Somebody else was first, a moment ago: find theirs.
        return None


@transaction.atomic
def take(worker: str, *, lease: dt.timedelta) -> WaitingTask | None:
    """Lease the most urgent work that is due to ``worker``, or None when there is none.

    Work whose worker was lost as often as it may be tried is failed here: it may be what kills the workers.
    """
    now = clock.now()
    while row := WaitingTask.objects.due(now).select_for_update(skip_locked=True).first():
        if row.attempts < row.max_attempts:
            break
        if row.runs_again:
            _wait(row, now, attempts=0)
            break
        _fail_for_good(row, row.last_error or "WorkerLost: the worker died with it each time")
    if row is None:
        return None
    row.state = State.RUNNING
    row.started_at = row.started_at or now
    row.attempted_at = now
    row.attempts += 1
    row.leased_by, row.lease_until = worker, now + lease
    row.save(update_fields=["state", "started_at", "attempted_at", "attempts", "leased_by", "lease_until"])
    return row


def renew(row: WaitingTask, *, lease: dt.timedelta) -> bool:
    """Keep the lease of a row; says whether it was still held."""
    return bool(_held(row).update(lease_until=clock.now() + lease))


@transaction.atomic
def finish(row: WaitingTask, return_value: Any) -> bool:
    """Note that the work is done, or to be done again when that was asked; says whether the lease was still held."""
    held = _held(row).select_for_update().first()
    if held is None:
        return False
    held.last_error = ""
    if held.runs_again:
        _wait(held, clock.now(), attempts=0)
    else:
        held.return_value = return_value
        _end(held, State.DONE)
    return True


@transaction.atomic
def fail(row: WaitingTask, error: BaseException) -> bool:
    """Note a failed attempt: the work waits for longer each time, then has failed for good."""
    held = _held(row).select_for_update().first()
    if held is None:
        return False
    held.last_error = describe(error, row)
    if held.attempts >= held.max_attempts and not held.runs_again:
        _fail_for_good(held, held.last_error)
    else:
        # Who asked anew during the attempt asked for new work, which has its attempts before it.
        attempts = 0 if held.runs_again else held.attempts
        _wait(held, clock.now() + pause_after(held.attempts), attempts=attempts)
    return True


@transaction.atomic
def release(row: WaitingTask) -> None:
    """Give work back untouched, for another worker: this attempt does not count."""
    held = _held(row).select_for_update().first()
    if held is not None:
        _wait(held, clock.now(), attempts=held.attempts - 1)


@transaction.atomic
def retry(row: WaitingTask, *, by: Actor) -> None:
    """Send work that failed for good to be tried again, as if for the first time.

    :raises NotFailed: it has not failed for good.
    :raises AlreadyWaiting: the same work was asked for anew meanwhile.
    """
    failed = WaitingTask.objects.select_for_update().filter(pk=row.pk, state=State.FAILED).first()
    if failed is None:
        raise NotFailed
    try:
        with transaction.atomic():
            _wait(failed, clock.now(), attempts=0)
    except IntegrityError as error:
        raise AlreadyWaiting from error
    record("task.retried", target=failed, by=by)


def prune() -> int:
    """Delete what was done more than 30 days ago; what failed stays until somebody has seen to it."""
    old = WaitingTask.objects.filter(state=State.DONE, finished_at__lt=clock.now() - KEPT_FOR)
    return old.delete()[0]


def pause_after(attempts: int) -> dt.timedelta:
    """How long to wait after the attempt of this number: doubling, spread by a quarter so that tasks do not march."""
    pause: dt.timedelta = min(FIRST_PAUSE * 2 ** (min(attempts, 20) - 1), LONGEST_PAUSE)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 (nothing secret)


def describe(error: BaseException, row: WaitingTask) -> str:
    """An error in a line: its class and the beginning of its message, without what the work was given.

    Only the first line: a database writes the values of a refused row, names among them, in the next ones.
    """
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    first_line = next(iter(str(error).splitlines()), "")
    for given in sorted(_lines_in([row.args, row.kwargs]), key=len, reverse=True):
        first_line = first_line.replace(given, "…")
    return f"{name}: {first_line[:200]}"[:400]


def _lines_in(value: Any) -> set[str]:
    """The lines of text in a piece of JSON that are long enough to tell something."""
    if isinstance(value, str):
        return {line for line in value.splitlines() if len(line) >= SHORTEST_HIDDEN}
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(_lines_in, value)) if isinstance(value, list) else set()


def _held(row: WaitingTask) -> Any:
    # The number of the attempt tells two leases of one worker from each other.
    return WaitingTask.objects.filter(pk=row.pk, state=State.RUNNING, leased_by=row.leased_by, attempts=row.attempts)


def _wait(row: WaitingTask, until: dt.datetime, *, attempts: int) -> None:
    row.state, row.run_after, row.attempts = State.WAITING, until, attempts
    row.lease_until = row.finished_at = None
    row.runs_again = False
    row.save()


def _fail_for_good(row: WaitingTask, reason: str) -> None:
    row.last_error = reason
    _end(row, State.FAILED)


def _end(row: WaitingTask, state: State) -> None:
    row.state, row.finished_at, row.lease_until = state, clock.now(), None
    row.save()
