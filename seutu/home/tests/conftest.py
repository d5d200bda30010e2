"""The filled demo region, made once for all tests that look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from seutu.home.demo.publishing import fill_history, fill_meetings
from seutu.home.demo.region import fill_region

FIRST_START = dt.date(2026, 11, 24)
MORNING = dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def filled_region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo region on the morning of its first start, inside a transaction that is rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MORNING, tick=False):
            bodies = fill_region()
            puts = list(fill_meetings(bodies, first_start=FIRST_START))
            fill_history(bodies, puts, first_start=FIRST_START)
        yield
        transaction.set_rollback(True)
