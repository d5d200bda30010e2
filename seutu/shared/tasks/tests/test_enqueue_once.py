from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.shared.core import clock
from seutu.shared.tasks import actions
from seutu.shared.tasks.models import State, WaitingTask
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db
KEY = "tests:item:12"
A_MINUTE = dt.timedelta(minutes=1)


def take() -> WaitingTask:
    row = actions.take("the first worker", lease=A_MINUTE)
    assert row is not None
    return row


def test_the_same_work_asked_for_twice_is_one_row() -> None:
    first = actions.enqueue_once(samples.add, KEY, 2, 3)
    second = actions.enqueue_once(samples.add, KEY, 2, 3)
    assert first.id == second.id
    assert WaitingTask.objects.count() == 1


def test_other_keys_and_work_without_a_key_are_rows_of_their_own() -> None:
    actions.enqueue_once(samples.add, KEY, 2, 3)
    actions.enqueue_once(samples.add, "tests:item:13", 2, 3)
    samples.add.enqueue(2, 3)
    samples.add.enqueue(2, 3)
    assert WaitingTask.objects.count() == 4


def test_work_that_is_done_can_be_asked_for_again() -> None:
    first = actions.enqueue_once(samples.add, KEY, 2, 3)
    Worker().run_one()
    second = actions.enqueue_once(samples.add, KEY, 2, 3)
    assert first.id != second.id
    states = WaitingTask.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.DONE, State.WAITING]


def test_the_database_itself_refuses_a_second_unfinished_row_with_the_key() -> None:
    backend = samples.add.get_backend()
    backend.write(samples.add, [2, 3], {}, unique_key=KEY)
    with pytest.raises(IntegrityError), transaction.atomic():
        backend.write(samples.add, [2, 3], {}, unique_key=KEY)


def test_work_asked_for_while_it_runs_is_done_once_more() -> None:
    actions.enqueue_once(samples.add, KEY, 2, 3)
    row = take()
    actions.enqueue_once(samples.add, KEY, 2, 3)
    actions.enqueue_once(samples.add, KEY, 2, 3)
    assert actions.finish(row, 5) is True
    row.refresh_from_db()
    assert (row.state, row.runs_again, row.attempts) == (State.WAITING, False, 0)
    assert Worker().run_until_idle() == 1
    assert WaitingTask.objects.get().state == State.DONE


def test_work_asked_for_during_its_last_failing_attempt_begins_anew() -> None:
    actions.enqueue_once(samples.fail_twice, KEY)
    WaitingTask.objects.update(attempts=1)
    row = take()
    actions.enqueue_once(samples.fail_twice, KEY)
    actions.fail(row, ValueError("no"))
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error) == (State.WAITING, 0, "ValueError: no")
    assert row.run_after > clock.now()


def test_work_asked_for_during_an_attempt_that_was_lost_for_good_begins_anew() -> None:
    actions.enqueue_once(samples.fail_twice, KEY)
    WaitingTask.objects.update(attempts=1)
    take()
    actions.enqueue_once(samples.fail_twice, KEY)
    WaitingTask.objects.update(lease_until=clock.now())
    row = actions.take("the second worker", lease=A_MINUTE)
    assert row is not None
    assert (row.attempts, row.runs_again) == (1, False)


def test_work_that_is_given_back_is_done_once_though_it_was_asked_for_anew() -> None:
    actions.enqueue_once(samples.add, KEY, 2, 3)
    row = take()
    actions.enqueue_once(samples.add, KEY, 2, 3)
    actions.release(row)
    assert Worker().run_until_idle() == 1


def test_asking_once_in_a_transaction_that_rolls_back_leaves_nothing() -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            actions.enqueue_once(samples.add, KEY, 2, 3)
            raise LookupError

    with pytest.raises(LookupError):
        ask_and_fail()
    assert WaitingTask.objects.count() == 0
