from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django_tasks.base import TaskResultStatus

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.tasks import actions, queries
from seutu.shared.tasks.models import MOST_ATTEMPTS, State, WaitingTask
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)


def fail_for_good() -> WaitingTask:
    """Work that has failed as often as it may be tried."""
    row = WaitingTask.objects.get(pk=samples.fail_twice.enqueue().id)
    WaitingTask.objects.filter(pk=row.pk).update(attempts=1)
    Worker().run_one()
    row.refresh_from_db()
    return row


def test_work_that_failed_waits_and_is_tried_again() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.fail_with.enqueue("the neighbour does not answer")
        worker = Worker()
        worker.run_one()
        row = WaitingTask.objects.get()
        assert (row.state, row.attempts) == (State.WAITING, 1)
        assert row.last_error == "ValueError: …"
        assert NOON + dt.timedelta(seconds=7.5) <= row.run_after <= NOON + dt.timedelta(seconds=12.5)
        assert worker.run_one() is False
        time.move_to(row.run_after)
        assert worker.run_one() is True
        row.refresh_from_db()
        assert row.attempts == 2


def test_the_pause_grows_after_each_attempt_and_never_passes_an_hour_and_a_quarter() -> None:
    middles = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    for attempts, seconds in enumerate(middles, start=1):
        assert 0.75 * seconds <= actions.pause_after(attempts).total_seconds() <= 1.25 * seconds
    assert actions.pause_after(32_000).total_seconds() <= 4500


def test_work_that_always_fails_has_failed_for_good_after_ten_attempts() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.fail_with.enqueue("no")
        for _ in range(MOST_ATTEMPTS):
            assert queries.failed_tasks().count() == 0
            assert Worker().run_one() is True
            time.shift(A_DAY)
        assert Worker().run_one() is False
    row = queries.failed_tasks().get()
    assert (row.state, row.attempts, row.last_error) == (State.FAILED, 10, "ValueError: no")


def test_a_task_may_say_how_often_it_is_tried() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        result = samples.fail_twice.enqueue()
        Worker().run_one()
        assert queries.failed_tasks().count() == 0
        time.shift(A_DAY)
        Worker().run_one()
    assert queries.failed_tasks().get().last_error == "ValueError: the neighbour does not answer"
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert [error.exception_class_path for error in result.errors] == ["ValueError"]


def test_work_that_succeeds_after_a_failure_forgets_its_error() -> None:
    samples.add.enqueue(2, 3)
    WaitingTask.objects.update(attempts=3, last_error="ValueError: the neighbour does not answer")
    Worker().run_one()
    row = WaitingTask.objects.get()
    assert (row.state, row.last_error, row.attempts) == (State.DONE, "", 4)


def test_what_failed_for_good_comes_latest_first_and_stays_when_old_work_is_pruned() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        first = fail_for_good()
        time.shift(1)
        second = fail_for_good()
        assert list(queries.failed_tasks()) == [second, first]
        time.shift(366 * A_DAY)
        assert actions.prune() == 0
        assert list(queries.failed_tasks()) == [second, first]


def test_the_error_tells_nothing_that_the_work_was_given() -> None:
    samples.fail_with.enqueue("no room for Veikko Vieras,\n010190-123A")
    samples.fail_with.enqueue(message="Veikko Vieras")
    Worker().run_until_idle()
    for row in WaitingTask.objects.all():
        assert row.last_error.startswith("ValueError: ")
        assert "Veikko" not in row.last_error
        assert "010190" not in row.last_error


def test_the_error_tells_nothing_of_a_row_that_the_database_refused() -> None:
    samples.save_person_twice.enqueue("veikko.vieras@example.fi")
    Worker().run_one()
    error = WaitingTask.objects.get().last_error
    assert error.startswith("django.db.utils.IntegrityError: ")
    assert "veikko" not in error.lower()


def test_a_very_long_error_is_cut() -> None:
    row = WaitingTask(args=[], kwargs={})
    assert actions.describe(ValueError("x" * 5000), row) == f"ValueError: {'x' * 200}"
    assert actions.describe(ValueError(), row) == "ValueError: "


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("seutu.nowhere.vanished", "ModuleNotFoundError: No module named 'seutu.nowhere'"),
        (f"{samples.__name__}.vanished", "ImportError: Module"),
        ("os.getcwd", "TypeError: os.getcwd is not a task"),
    ],
)
def test_work_whose_function_is_gone_fails_with_its_reason(name: str, reason: str) -> None:
    samples.add.enqueue(2, 3)
    WaitingTask.objects.update(name=name, attempts=MOST_ATTEMPTS - 1)
    Worker().run_one()
    assert queries.failed_tasks().get().last_error.startswith(reason)


def test_a_result_that_is_not_json_is_a_failure_and_not_the_end_of_the_worker() -> None:
    samples.return_what_is_not_json.enqueue()
    samples.add.enqueue(2, 3)
    assert Worker().run_until_idle() == 2
    assert WaitingTask.objects.get(state=State.WAITING).last_error.startswith("TypeError: ")


def test_the_command_sends_failed_work_to_be_tried_again_and_the_trail_knows() -> None:
    row, out = fail_for_good(), StringIO()
    call_command("retry_task", str(row.pk), stdout=out)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.finished_at) == (State.WAITING, 0, None)
    assert row.last_error == "ValueError: the neighbour does not answer"
    assert out.getvalue() == "seutu.shared.tasks.tests.samples.fail_twice waits to be tried again.\n"
    entry = Entry.objects.get(verb="task.retried")
    assert (entry.actor, entry.target_type, entry.target_id) == ("system:retry_task", "tasks.waitingtask", str(row.pk))


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("987654", "No failed task has the number 987654"),
        ("-1", "No failed task has the number -1"),
        ("99999999999999999999", "No failed task has the number 99999999999999999999"),
        ("twelve", "invalid int value: 'twelve'"),
    ],
)
def test_a_wrong_number_is_refused_in_words(number: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("retry_task", "--", number)


def test_work_that_has_not_failed_cannot_be_sent_again() -> None:
    row = WaitingTask.objects.get(pk=samples.add.enqueue(2, 3).id)
    with pytest.raises(CommandError, match="No failed task"):
        call_command("retry_task", str(row.pk))
    with pytest.raises(actions.NotFailed):
        actions.retry(row, by=System("tests"))
    assert not Entry.objects.filter(verb="task.retried").exists()


def test_failed_work_is_not_sent_again_when_it_was_asked_for_anew() -> None:
    actions.enqueue_once(samples.fail_twice, "tests:same")
    WaitingTask.objects.update(attempts=1)
    Worker().run_one()
    failed = queries.failed_tasks().get()
    actions.enqueue_once(samples.fail_twice, "tests:same")
    with pytest.raises(CommandError, match="waiting already"):
        call_command("retry_task", str(failed.pk))
    failed.refresh_from_db()
    assert failed.state == State.FAILED
    assert not Entry.objects.filter(verb="task.retried").exists()


def test_the_command_prunes_what_was_done_more_than_thirty_days_ago() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        samples.add.enqueue(1, 1)
        Worker().run_one()
        time.shift(dt.timedelta(days=20))
        samples.add.enqueue(2, 2)
        Worker().run_one()
        samples.add.enqueue(3, 3)
        time.shift(dt.timedelta(days=10, seconds=1))
        out = StringIO()
        call_command("prune_tasks", stdout=out)
        assert out.getvalue() == "1 finished tasks deleted.\n"
        assert list(WaitingTask.objects.order_by("pk").values_list("args", flat=True)) == [[2, 2], [3, 3]]


def test_a_worker_prunes_once_a_day_by_itself() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        worker = Worker()
        worker._step()
        samples.add.enqueue(1, 1)
        worker._step()
        WaitingTask.objects.update(finished_at=NOON - dt.timedelta(days=31))
        worker._step()
        assert WaitingTask.objects.count() == 1
        time.shift(A_DAY)
        worker._step()
        assert WaitingTask.objects.count() == 0
