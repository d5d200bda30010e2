from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.shared.core import clock


def utc(*numbers: int) -> dt.datetime:
    return dt.datetime(*numbers, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_boundary():
    clock.forget_boundaries()
    yield
    clock.forget_boundaries()


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (utc(2026, 1, 15, 21, 59, 59), dt.date(2026, 1, 15)),
        (utc(2026, 1, 15, 22, 0, 0), dt.date(2026, 1, 16)),
        (utc(2026, 7, 15, 20, 59, 59), dt.date(2026, 7, 15)),
        (utc(2026, 7, 15, 21, 0, 0), dt.date(2026, 7, 16)),
        # 29 March 2026: the hour from three to four is left out, 25 October: it comes twice.
        (utc(2026, 3, 28, 22, 0, 0), dt.date(2026, 3, 29)),
        (utc(2026, 3, 29, 20, 59, 59), dt.date(2026, 3, 29)),
        (utc(2026, 3, 29, 21, 0, 0), dt.date(2026, 3, 30)),
        (utc(2026, 10, 24, 21, 0, 0), dt.date(2026, 10, 25)),
        (utc(2026, 10, 25, 21, 59, 59), dt.date(2026, 10, 25)),
        (utc(2026, 10, 25, 22, 0, 0), dt.date(2026, 10, 26)),
    ],
)
def test_the_legal_day_changes_at_midnight_in_helsinki(instant, day):
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day
    assert clock.day_of(instant) == day


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 11, 24), 24)])
def test_a_day_is_as_long_as_the_clocks_on_the_wall_make_it(day, hours):
    day = dt.date(*day)

    start = clock.start_of(day).astimezone(dt.UTC)
    end = clock.start_of(day + clock.ONE_DAY).astimezone(dt.UTC)

    assert end - start == dt.timedelta(hours=hours)
    assert clock.day_of(start) == day
    assert clock.day_of(end - dt.timedelta(microseconds=1)) == day


def test_a_time_of_day_is_helsinki_time():
    assert clock.at(dt.date(2026, 11, 24), dt.time(9, 30)) == utc(2026, 11, 24, 7, 30)
    assert clock.at(dt.date(2026, 6, 24), dt.time(9, 30)) == utc(2026, 6, 24, 6, 30)


def test_now_is_in_utc():
    with time_machine.travel(utc(2026, 11, 24, 7, 30), tick=False):
        assert clock.now() == utc(2026, 11, 24, 7, 30)
        assert clock.now().utcoffset() == dt.timedelta(0)


def test_the_earliest_boundary_counts_whatever_the_order():
    with time_machine.travel(utc(2026, 11, 24, 12), tick=False):
        for minute in (30, 10, 20):
            clock.note_boundary(utc(2026, 11, 24, 12, minute))

    assert clock.next_boundary() == utc(2026, 11, 24, 12, 10)


def test_what_is_past_or_just_now_is_no_boundary():
    with time_machine.travel(utc(2026, 11, 24, 12), tick=False):
        clock.note_boundary(utc(2026, 11, 24, 11, 59))
        clock.note_boundary(utc(2026, 11, 24, 12))

    assert clock.next_boundary() is None


def test_a_new_answer_begins_without_boundaries():
    with time_machine.travel(utc(2026, 11, 24, 12), tick=False):
        clock.note_boundary(utc(2026, 11, 24, 13))
    clock.forget_boundaries()

    assert clock.next_boundary() is None
