"""Two workers that look for work at the same instant, where the database lets two write at once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from seutu.shared.tasks import actions
from seutu.shared.tasks.models import WaitingTask
from seutu.shared.tasks.tests import samples

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one write at a time"),
]
A_MINUTE = dt.timedelta(minutes=1)


def take_in_another_connection() -> WaitingTask | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return actions.take("second", lease=A_MINUTE)
    finally:
        connection.close()


def test_a_row_that_another_is_just_taking_is_passed_over_without_waiting() -> None:
    first_id, second_id = samples.add.enqueue(1, 1).id, samples.add.enqueue(2, 2).id
    with ThreadPoolExecutor(1) as thread, transaction.atomic():
        first = actions.take("first", lease=A_MINUTE)
        second = thread.submit(take_in_another_connection).result(timeout=5)
        third = thread.submit(take_in_another_connection).result(timeout=5)
    assert (first and str(first.pk), second and str(second.pk), third) == (first_id, second_id, None)


def test_work_asked_for_once_by_two_at_the_same_time_is_one_row() -> None:
    def ask(number: int) -> str:
        try:
            return actions.enqueue_once(samples.add, "tests:same", 2, 3).id
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        ids = set(threads.map(ask, range(20)))
    assert len(ids) == 1
    assert WaitingTask.objects.count() == 1
