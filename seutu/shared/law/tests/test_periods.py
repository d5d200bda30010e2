"""Months are those of the calendar: the day of the same number, or the last one of a month that is too short."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.law import integration as law
from seutu.shared.law.entries import Rule
from seutu.shared.law.periods import deadline_of, months_after

days = st.dates(dt.date(2011, 9, 1), dt.date(2090, 12, 31))
months = st.integers(0, 120)
FROM_A_DAY = {
    "plan_due_on": law.plan_due_on,
    "direct_to_education_by": law.direct_to_education_by,
    "eligible_until": law.eligible_until,
    "plan_total_end": law.plan_total_end,
}


def rule(**period):
    return Rule(
        key="sample",
        act="SampleL",
        number="1/2000",
        valid_from=dt.date(2000, 1, 1),
        source="https://www.example.org/1",
        confirmed=True,
        **period,
    )


@pytest.mark.parametrize(
    ("since", "count", "last"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 2, 28), 1, (2026, 3, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 2, 29), 48, (2028, 2, 29)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 11, 30), 13, (2027, 12, 30)),
        ((2026, 3, 15), 0, (2026, 3, 15)),
        ((2025, 12, 5), 12, (2026, 12, 5)),
    ],
)
def test_months_end_on_the_day_of_the_same_number(since, count, last):
    assert months_after(dt.date(*since), count) == dt.date(*last)


def test_a_year_from_a_leap_day_ends_on_the_last_of_february():
    assert deadline_of(dt.date(2024, 2, 29), rule(years=1)).day == dt.date(2025, 2, 28)


def test_two_periods_that_follow_each_other_lose_no_day_between():
    assert deadline_of(dt.date(2024, 2, 29), rule(years=2), rule(years=2)).day == dt.date(2028, 2, 29)


def test_weeks_and_days_are_as_long_as_they_are():
    assert deadline_of(dt.date(2026, 12, 21), rule(weeks=2)).day == dt.date(2027, 1, 4)
    assert deadline_of(dt.date(2028, 2, 28), rule(days=2)).day == dt.date(2028, 3, 1)


def test_a_last_day_stays_on_a_holiday_unless_its_rule_moves_it():
    since = dt.date(2026, 10, 26)

    assert deadline_of(since, rule(months=2)).day == dt.date(2026, 12, 26)
    moved = deadline_of(since, rule(months=2, moves=True))
    assert moved.day == dt.date(2026, 12, 28)
    assert [each.key for each in moved.rules] == ["sample", "period.last_day"]


def test_a_last_day_that_is_a_working_day_cites_no_rule_of_moving():
    moved = deadline_of(dt.date(2026, 10, 23), rule(months=2, moves=True))

    assert moved.day == dt.date(2026, 12, 23)
    assert [each.key for each in moved.rules] == ["sample"]


def test_a_period_that_is_not_known_has_no_last_day():
    assert deadline_of(dt.date(2026, 1, 1), rule()).day is None
    assert deadline_of(dt.date(2026, 1, 1), rule(years=1), rule()).day is None
    assert deadline_of(dt.date(2026, 1, 1), rule(by_need=True)).is_by_need


# -- what holds of every day --------------------------------------------------------------------


@given(days, months)
def test_the_last_day_is_in_the_month_that_was_counted_to(since, count):
    last = months_after(since, count)

    assert (last.year * 12 + last.month) - (since.year * 12 + since.month) == count
    assert last.day == min(since.day, calendar.monthrange(last.year, last.month)[1])


@given(days, days, months)
def test_who_begins_later_never_ends_earlier(one, other, count):
    earlier, later = sorted((one, other))

    assert months_after(earlier, count) <= months_after(later, count)


@given(days, months, months)
def test_a_longer_period_never_ends_earlier(since, one, other):
    shorter, longer = sorted((one, other))

    assert months_after(since, shorter) <= months_after(since, longer)


@pytest.mark.parametrize("deadline", FROM_A_DAY.values(), ids=FROM_A_DAY)
@pytest.mark.parametrize("began_on", [dt.date(2022, 5, 2), dt.date(2025, 5, 2)])
@given(one=days, other=days)
def test_no_deadline_runs_backwards(deadline, began_on, one, other):
    earlier, later = sorted((one, other))
    first, second = deadline(earlier, began_on).day, deadline(later, began_on).day

    assert earlier <= first <= second


@given(days)
def test_every_day_since_2011_has_one_act_and_a_deadline_or_a_rule_that_says_why_not(day):
    assert law.act_for(day).is_in_force(day)
    assert law.assessment_due_on(day, day).rules != ()
    assert law.plan_review_due_on(day, day).rules != ()
    assert law.assessment_sections(day) != ()
    assert law.plan_sections(day) != ()
