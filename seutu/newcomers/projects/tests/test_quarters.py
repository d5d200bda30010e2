"""A project has quarters of its own, from its first day on."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.projects.rules.quarters import elapsed, quarters_of

DAY = dt.date
DAYS = st.dates(min_value=DAY(2000, 1, 1), max_value=DAY(2060, 12, 31))


def test_two_years_from_september_are_eight_quarters():
    quarters = quarters_of(DAY(2020, 9, 1), DAY(2022, 8, 31))

    assert [quarter.number for quarter in quarters] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert quarters[0].ends_on == DAY(2020, 11, 30)
    assert quarters[1].ends_on == DAY(2021, 2, 28)
    assert quarters[-1].ends_on == DAY(2022, 8, 31)


def test_the_last_quarter_ends_with_the_project():
    assert [quarter.days for quarter in quarters_of(DAY(2022, 9, 1), DAY(2022, 12, 10))] == [91, 10]


def test_a_project_that_begins_on_the_last_of_a_month_goes_from_last_to_last():
    begins = [quarter.starts_on for quarter in quarters_of(DAY(2022, 11, 30), DAY(2023, 11, 29))]

    assert begins == [DAY(2022, 11, 30), DAY(2023, 2, 28), DAY(2023, 5, 30), DAY(2023, 8, 30)]


def test_a_project_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        quarters_of(DAY(2022, 9, 1), DAY(2022, 8, 31))


def test_what_has_gone_by_is_counted_by_quarters_and_then_by_days():
    quarters = quarters_of(DAY(2020, 9, 1), DAY(2022, 8, 31))

    assert elapsed(quarters, DAY(2020, 8, 31)) == 0
    assert elapsed(quarters, DAY(2022, 2, 28)) == 6
    assert elapsed(quarters, DAY(2022, 3, 1)) == 6 + Fraction(1, 92)
    assert elapsed(quarters, DAY(2030, 1, 1)) == 8


@given(DAYS, st.integers(min_value=0, max_value=2000))
def test_quarters_follow_each_other_without_a_gap(starts_on, days):
    ends_on = starts_on + dt.timedelta(days=days)

    quarters = quarters_of(starts_on, ends_on)

    assert (quarters[0].starts_on, quarters[-1].ends_on) == (starts_on, ends_on)
    assert sum(quarter.days for quarter in quarters) == days + 1
    for former, later in pairwise(quarters):
        assert later.starts_on - former.ends_on == dt.timedelta(days=1)
