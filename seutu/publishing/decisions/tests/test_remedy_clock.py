from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import Remedy
from seutu.publishing.decisions.rules import ClockState, remedy_clock
from seutu.shared.core import clock


def at(day: str, hour: int = 12) -> dt.datetime:
    return clock.at(dt.date.fromisoformat(day), dt.time(hour))


def test_a_review_can_be_requested_for_14_days_after_the_7th_day_of_display():
    found = remedy_clock(Remedy.REVIEW_REQUEST, dt.date(2026, 3, 17), at=at("2026-03-20"))

    assert found.deemed.day == dt.date(2026, 3, 24)
    assert found.ends.day == dt.date(2026, 4, 7)
    assert (found.state, found.days_left) == (ClockState.RUNNING, 18)
    assert found.provisions[:2] == ("KuntaL 140 § 3 mom.", "KuntaL 138 §")


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day():
    found = remedy_clock(Remedy.REVIEW_REQUEST, dt.date(2026, 3, 16), at=at("2026-03-20"))

    assert found.ends.day == dt.date(2026, 4, 7)  # 6.4.2026 is Easter Monday


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        (at("2026-04-07", 23), ClockState.RUNNING, 0),
        (clock.start_of(dt.date(2026, 4, 8)), ClockState.OVER, 0),
    ],
)
def test_the_last_day_is_whole(now, state, left):
    found = remedy_clock(Remedy.REVIEW_REQUEST, dt.date(2026, 3, 17), at=now)

    assert (found.state, found.days_left) == (state, left)


def test_an_appeal_takes_30_days():
    found = remedy_clock(Remedy.MUNICIPAL, dt.date(2026, 3, 17), at=at("2026-03-20"))

    assert found.ends.day == dt.date(2026, 4, 23)


@pytest.mark.parametrize(
    ("remedy", "displayed_on", "state"),
    [
        (Remedy.BAN, dt.date(2026, 3, 17), ClockState.NONE),
        (Remedy.MUNICIPAL, None, ClockState.UNKNOWN),
        (Remedy.PROCUREMENT, dt.date(2026, 3, 17), ClockState.UNKNOWN),
        (Remedy.MUNICIPAL, dt.date(2010, 3, 17), ClockState.UNKNOWN),
    ],
)
def test_what_has_no_day_says_so(remedy, displayed_on, state):
    assert remedy_clock(remedy, displayed_on, at=at("2026-03-20")).state is state


def test_what_rests_on_an_unconfirmed_rule_says_so():
    assert not remedy_clock(Remedy.ADMINISTRATIVE, dt.date(2026, 3, 17), at=at("2026-03-20")).is_confirmed
