"""A month to answer a person, 72 hours to tell of a breach."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.law import data_protection
from seutu.shared.law.rules import NoRuleInForce


def test_a_request_is_answered_within_a_month():
    deadline = data_protection.answer_due_on(dt.date(2026, 1, 31))

    assert deadline.day == dt.date(2026, 2, 28)
    assert deadline.provisions == ("TSA 2016/679 12 artikla 3 kohta",)
    assert not deadline.is_confirmed


def test_the_time_to_answer_can_be_two_months_longer():
    assert data_protection.answer_due_on(dt.date(2026, 1, 31), is_extended=True).day == dt.date(2026, 4, 30)


def test_a_breach_is_told_of_within_72_hours_also_when_the_clock_turns():
    known_at = dt.datetime(2026, 10, 24, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))

    assert data_protection.breach_due_at(known_at) == dt.datetime(2026, 10, 27, 9, 0, tzinfo=dt.UTC)


def test_logs_are_kept_five_years_until_somebody_decides():
    deadline = data_protection.log_retention_ends_on(dt.date(2026, 11, 27))

    assert deadline.day == dt.date(2031, 11, 27)
    assert not deadline.is_confirmed


def test_before_the_regulation_there_is_no_rule():
    with pytest.raises(NoRuleInForce):
        data_protection.answer_due_on(dt.date(2018, 5, 24))
