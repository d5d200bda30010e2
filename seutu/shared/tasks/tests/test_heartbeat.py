from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation

from seutu.shared.core import clock
from seutu.shared.core.registry import Finding, doctor_checks, health_checks
from seutu.shared.tasks import queries
from seutu.shared.tasks.heartbeat import Heart
from seutu.shared.tasks.models import State, WaitingTask, WorkerHeartbeat
from seutu.shared.tasks.tests import samples
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def health() -> str:
    return next(check for check in health_checks.entries() if check.key == "worker").run()


def findings() -> list[Finding]:
    return list(next(check for check in doctor_checks.entries() if check.key == "tasks").run())


def test_the_site_is_not_well_while_no_worker_was_ever_heard_of() -> None:
    assert health() == "no worker is running"


def test_the_site_is_well_while_a_worker_is_heard_of_and_not_when_it_falls_silent() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        Heart("first").beat()
        time.shift(dt.timedelta(seconds=90))
        assert health() == ""
        time.shift(dt.timedelta(seconds=1))
        assert health() == "no worker has been heard of for 91 s"
        Heart("second").beat()
        assert health() == ""


def test_a_heart_beats_every_fifteen_seconds_at_most(django_assert_num_queries) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        heart = Heart("first")
        heart.beat()
        time.shift(dt.timedelta(seconds=14))
        with django_assert_num_queries(0):
            heart.beat()
        assert queries.last_beat() == NOON
        time.shift(dt.timedelta(seconds=1))
        heart.beat()
        assert queries.last_beat() == NOON + dt.timedelta(seconds=15)
    assert WorkerHeartbeat.objects.get().started_at == NOON


def test_a_heart_goes_on_beating_when_the_clock_is_put_back() -> None:
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False) as time:
        heart = Heart("first")
        heart.beat()
        time.move_to(NOON)
        heart.beat()
        assert queries.last_beat() == NOON


def test_who_died_while_the_clock_was_ahead_does_not_pass_for_alive_afterwards() -> None:
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False) as time:
        Heart("dead").beat()
        time.move_to(NOON)
        assert health() == "no worker is running"


def test_daily_work_is_looked_for_when_the_clock_was_put_back(monkeypatch) -> None:
    looked_at = []
    monkeypatch.setattr("seutu.shared.tasks.worker.ask_for_daily_work", lambda: looked_at.append(clock.now()))
    worker = Worker()
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False) as time:
        worker._step()
        time.move_to(NOON)
        worker._step()
        worker._step()
    assert looked_at == [NOON + dt.timedelta(days=1), NOON]


def test_a_worker_that_ends_leaves_no_heartbeat_and_the_others_keep_theirs() -> None:
    first, second = Heart("first"), Heart("second")
    first.beat()
    second.beat()
    first.stop()
    assert WorkerHeartbeat.objects.get().worker == "second"


def test_a_worker_that_died_long_ago_is_forgotten_when_another_begins() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        Heart("dead").beat()
        time.shift(dt.timedelta(days=1, seconds=1))
        Heart("new").beat()
    assert WorkerHeartbeat.objects.get().worker == "new"


def test_the_doctor_tells_of_a_missing_worker_and_of_failed_work() -> None:
    assert [finding.level for finding in findings()] == ["problem"]
    Heart("first").beat()
    assert [finding.level for finding in findings()] == ["ok"]
    for _ in range(2):
        samples.add.enqueue(2, 3)
    WaitingTask.objects.update(state=State.FAILED, finished_at=NOON)
    (warning,) = findings()
    assert (warning.level, warning.message) == ("warning", "2 tasks have failed for good.")
    assert "retry_task" in warning.advice


def test_once_does_what_is_due_and_ends() -> None:
    samples.add.enqueue(2, 3)
    samples.fail_with.enqueue("no")
    out = StringIO()
    call_command("run_worker", "--once", stdout=out)
    assert out.getvalue() == "2 tasks run.\n"
    assert set(WaitingTask.objects.values_list("state", flat=True)) == {State.DONE, State.WAITING}
    out = StringIO()
    call_command("run_worker", "--once", stdout=out)
    assert out.getvalue() == "0 tasks run.\n"


def test_a_run_that_ends_by_itself_is_no_sign_of_a_worker() -> None:
    samples.add.enqueue(2, 3)
    call_command("run_worker", "--once", stdout=StringIO())
    assert health() == "no worker is running"


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "86401", "soon", ""])
def test_seconds_that_make_no_sense_are_refused(seconds: str) -> None:
    with pytest.raises(CommandError, match=r"seconds"):
        call_command("run_worker", "--once", f"--lease-seconds={seconds}")
