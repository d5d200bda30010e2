from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from seutu.shared.core import clock
from seutu.shared.tasks.models import State, WaitingTask
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class ChangedTheirMind(Exception):
    pass


def test_work_asked_for_in_a_transaction_that_rolls_back_is_not_there() -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            samples.add.enqueue(2, 3)
            assert WaitingTask.objects.count() == 1
            raise ChangedTheirMind

    with pytest.raises(ChangedTheirMind):
        ask_and_fail()
    assert WaitingTask.objects.count() == 0


def test_work_asked_for_waits_and_is_not_done_at_once() -> None:
    result = samples.add.enqueue(2, second=3)
    row = WaitingTask.objects.get()
    assert (row.name, row.args, row.kwargs) == ("seutu.shared.tasks.tests.samples.add", [2], {"second": 3})
    assert (row.state, row.attempts) == (State.WAITING, 0)
    assert result.status == TaskResultStatus.READY


def test_a_worker_does_the_work_and_keeps_its_result() -> None:
    result = samples.add.enqueue(2, 3)
    assert Worker().run_one() is True
    row = WaitingTask.objects.get()
    assert (row.state, row.attempts, row.return_value, row.last_error) == (State.DONE, 1, 5, "")
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)


def test_a_task_may_ask_which_attempt_it_is() -> None:
    result = samples.own_attempt.enqueue()
    Worker().run_one()
    assert WaitingTask.objects.get().return_value == [result.id, 1]


def test_arguments_that_are_not_json_are_refused() -> None:
    with pytest.raises(InvalidTaskError, match="must be JSON"):
        samples.add.enqueue(object(), 3)
    assert WaitingTask.objects.count() == 0


@pytest.mark.parametrize("result_id", ["12345", "no number", "", "²"])
def test_asking_after_work_that_is_not_there_says_so(result_id: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        samples.add.get_result(result_id)


def test_work_for_later_waits_until_its_time() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.using(run_after=clock.now() + dt.timedelta(hours=1)).enqueue(2, 3)
        time.shift(dt.timedelta(minutes=59, seconds=59))
        assert Worker().run_one() is False
        time.shift(dt.timedelta(seconds=1))
        assert Worker().run_one() is True


def test_urgent_work_comes_first_then_what_was_asked_for_first() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(1, 0)
        time.shift(1)
        samples.add.enqueue(2, 0)
        time.shift(1)
        samples.add_urgently.enqueue(3, 0)
        finished = []
        worker = Worker()
        for _ in range(3):
            time.shift(1)
            assert worker.run_one()
            finished.append(WaitingTask.objects.filter(state=State.DONE).latest("finished_at").return_value)
    assert finished == [3, 1, 2]


def test_looking_for_work_in_an_empty_table_is_one_question(django_assert_num_queries) -> None:
    with time_machine.travel(NOON, tick=False):
        worker = Worker()
        worker._step()
        with django_assert_num_queries(1):
            assert worker._step() == worker.poll_seconds


def test_looking_at_a_hundred_pieces_of_work_for_later_is_one_question(django_assert_num_queries) -> None:
    with time_machine.travel(NOON, tick=False):
        later = samples.add.using(run_after=clock.now() + dt.timedelta(hours=1))
        for number in range(100):
            later.enqueue(number, number)
        with django_assert_num_queries(1):
            assert Worker().run_one() is False
