from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.shared.core import clock
from seutu.shared.tasks import actions, queries
from seutu.shared.tasks.models import MOST_ATTEMPTS, State, WaitingTask
from seutu.shared.tasks.tests import samples

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
A_MINUTE = dt.timedelta(minutes=1)
A_SECOND = dt.timedelta(seconds=1)


def take(worker: str) -> WaitingTask | None:
    return actions.take(worker, lease=A_MINUTE)


def lease(worker: str) -> WaitingTask:
    row = take(worker)
    assert row is not None
    return row


def test_a_live_lease_is_not_taken_and_one_that_ran_out_is() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(2, 3)
        first = lease("first")
        assert (first.state, first.leased_by, first.lease_until) == (State.RUNNING, "first", NOON + A_MINUTE)
        time.shift(A_MINUTE - A_SECOND)
        assert queries.is_anything_due() is False
        assert take("second") is None
        time.shift(A_SECOND)
        assert queries.is_anything_due() is True
        second = lease("second")
    assert (second.pk, second.leased_by, second.attempts) == (first.pk, "second", 2)
    assert (second.started_at, second.attempted_at) == (NOON, NOON + A_MINUTE)


def test_a_renewed_lease_is_kept() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(2, 3)
        row = lease("first")
        time.shift(A_MINUTE - A_SECOND)
        assert actions.renew(row, lease=A_MINUTE) is True
        time.shift(A_MINUTE - A_SECOND)
        assert take("second") is None
        time.shift(A_SECOND)
        assert lease("second").pk == row.pk


@pytest.mark.parametrize("second_worker", ["second", "first"])
def test_who_lost_the_lease_can_no_longer_say_how_the_work_went(second_worker: str) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(2, 3)
        late = lease("first")
        time.shift(A_MINUTE)
        lease(second_worker)
        assert actions.renew(late, lease=A_MINUTE) is False
        assert actions.finish(late, "late") is False
        assert actions.fail(late, ValueError("late")) is False
        actions.release(late)
    row = WaitingTask.objects.get()
    assert (row.state, row.leased_by, row.attempts) == (State.RUNNING, second_worker, 2)
    assert (row.return_value, row.last_error) == (None, "")


def test_work_that_is_done_is_never_taken_again() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(2, 3)
        actions.finish(lease("first"), 5)
        time.shift(10 * A_MINUTE)
        assert take("second") is None


def test_work_given_back_is_due_at_once_and_has_lost_no_attempt() -> None:
    with time_machine.travel(NOON, tick=False):
        samples.add.enqueue(2, 3)
        actions.release(lease("first"))
        row = lease("second")
    assert (row.attempts, row.last_error) == (1, "")


def test_work_that_kills_its_worker_each_time_has_failed_for_good_in_the_end() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(2, 3)
        for number in range(MOST_ATTEMPTS):
            lease(f"worker {number}")
            time.shift(A_MINUTE)
        samples.add_urgently.using(priority=-50).enqueue(4, 5)
        assert lease("one more").name.endswith("add_urgently")
    row = queries.failed_tasks().get()
    assert (row.attempts, row.last_error) == (10, "WorkerLost: the worker died with it each time")


def test_the_oldest_work_that_is_due_says_how_far_behind_the_workers_are() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        assert queries.overdue_since() is None
        samples.add.using(run_after=clock.now() + A_MINUTE).enqueue(2, 3)
        assert queries.overdue_since() is None
        time.shift(3 * A_MINUTE)
        assert queries.overdue_since() == 2 * A_MINUTE
