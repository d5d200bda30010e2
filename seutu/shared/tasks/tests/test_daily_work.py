from __future__ import annotations

import pytest
import time_machine

from seutu.shared.core.registry import DailyWork, daily_work
from seutu.shared.tasks.daily import ask_for_daily_work, do_daily_work
from seutu.shared.tasks.models import State, WaitingTask
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_piece(monkeypatch):
    """One piece of daily work, from eight in the morning on: it deletes what was done long ago."""
    piece = DailyWork(key="test", command="prune_tasks", from_hour=8)
    monkeypatch.setattr(daily_work, "_entries", {piece.key: piece})
    return piece


def keys() -> list[str]:
    return list(WaitingTask.objects.order_by("pk").values_list("unique_key", flat=True))


@pytest.mark.parametrize(("now", "asked"), [("2026-03-10 07:59:00+02:00", 0), ("2026-03-10 08:00:00+02:00", 1)])
def test_it_is_asked_for_when_its_hour_has_come(one_piece, now, asked):
    with time_machine.travel(now, tick=False):
        assert ask_for_daily_work() == asked


def test_it_is_asked_for_once_a_day_also_when_it_is_done(one_piece):
    with time_machine.travel("2026-03-10 08:00:00+02:00", tick=False):
        ask_for_daily_work()
        Worker().run_until_idle()
        assert ask_for_daily_work() == 0
    with time_machine.travel("2026-03-11 08:00:00+02:00", tick=False):
        assert ask_for_daily_work() == 1

    assert keys() == ["tasks.daily:test:2026-03-10", "tasks.daily:test:2026-03-11"]


def test_a_worker_does_it(one_piece):
    with time_machine.travel("2026-03-10 09:00:00+02:00", tick=False):
        ask_for_daily_work()
        assert Worker().run_until_idle() == 1

    assert WaitingTask.objects.get().state == State.DONE


def test_work_that_no_app_knows_is_nothing_to_do(one_piece):
    assert do_daily_work.func("gone") is None


def test_every_piece_names_a_command_that_there_is():
    from django.core.management import get_commands

    assert {piece.command for piece in daily_work.entries()} <= set(get_commands())
