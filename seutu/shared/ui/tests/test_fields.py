"""A day as people type it."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from seutu.shared.ui.fields import DayField

NOON = dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1.12.", dt.date(2026, 12, 1)),
        ("27.11", dt.date(2026, 11, 27)),
        (" 7.1. ", dt.date(2027, 1, 7)),
        ("1.6.", dt.date(2026, 6, 1)),  # half a year ago, and more than half a year ahead
        ("28.5.", dt.date(2027, 5, 28)),
        ("1.12.2025", dt.date(2025, 12, 1)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(typed, day):
    assert DayField(is_near=True).clean(typed) == day


@pytest.mark.parametrize("typed", ["29.2.", "31.11.", "1.13.", "1.", "1.12.26"])
def test_a_day_that_there_is_not_is_asked_again(typed):
    with pytest.raises(ValidationError):
        DayField(is_near=True).clean(typed)


def test_other_days_need_their_year():
    with pytest.raises(ValidationError):
        DayField().clean("1.12.")
