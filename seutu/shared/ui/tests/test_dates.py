from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from seutu.shared.ui import dates

DAY = dt.date(2022, 3, 29)
END = dt.date(2022, 8, 31)
AFTERNOON = dt.datetime(2022, 3, 29, 13, 0, tzinfo=dt.UTC)
LATE_EVENING = dt.datetime(2022, 3, 29, 22, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "29.3.2022"), ("sv", "29.3.2022"), ("en", "29\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2022")],
)
def test_a_day_is_written_as_its_readers_write_it(language, expected):
    with translation.override(language):
        assert dates.day(DAY) == expected


def test_a_day_has_no_leading_zeros():
    with translation.override("fi"):
        assert dates.day(dt.date(2022, 4, 5)) == "5.4.2022"


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("fi", "ti 29.3.2022", "tiistai 29.3.2022"),
        ("sv", "ti 29.3.2022", "tisdag 29.3.2022"),
        ("en", "Tue 29 March 2022", "Tuesday 29 March 2022"),
    ],
)
def test_a_weekday_stands_before_the_day(language, short, long):
    with translation.override(language):
        assert dates.weekday_day(DAY).replace(dates.HARD, " ") == short
        assert dates.long_day(DAY).replace(dates.HARD, " ") == long


@pytest.mark.parametrize(("language", "expected"), [("fi", "29.3."), ("sv", "29.3."), ("en", "29 March")])
def test_the_year_can_be_left_out(language, expected):
    with translation.override(language):
        assert dates.day_and_month(DAY).replace(dates.HARD, " ") == expected


@pytest.mark.parametrize(("language", "expected"), [("fi", "klo 16.00"), ("sv", "kl. 16.00"), ("en", "16:00")])
def test_an_instant_is_told_in_the_time_of_helsinki(language, expected):
    with translation.override(language):
        assert dates.clock_time(AFTERNOON).replace(dates.HARD, " ") == expected


def test_the_day_of_an_instant_is_the_day_in_helsinki():
    with translation.override("fi"):
        assert dates.day(LATE_EVENING) == "30.3.2022"
        assert dates.machine_day(LATE_EVENING) == "2022-03-30"


@pytest.mark.parametrize(
    ("language", "whole_hours", "with_minutes"),
    [
        ("fi", "klo 9–15", "klo 16.00–18.35"),
        ("sv", "kl. 9–15", "kl. 16.00–18.35"),
        ("en", "9:00–15:00", "16:00–18:35"),
    ],
)
def test_a_period_of_the_clock_is_short_when_the_hours_are_whole(language, whole_hours, with_minutes):
    with translation.override(language):
        assert dates.clock_period(dt.time(9), dt.time(15)).replace(dates.HARD, " ") == whole_hours
        assert dates.clock_period(dt.time(16), dt.time(18, 35)).replace(dates.HARD, " ") == with_minutes


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "29.3.2022–31.8.2022"), ("sv", "29.3.2022–31.8.2022"), ("en", "29 March 2022 to 31 August 2022")],
)
def test_a_period_of_days(language, expected):
    with translation.override(language):
        assert dates.period(DAY, END).replace(dates.HARD, " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "29.3.2022 klo 16.00"), ("sv", "29.3.2022 kl. 16.00"), ("en", "29 March 2022, 16:00")],
)
def test_a_day_with_its_time(language, expected):
    with translation.override(language):
        assert dates.day_and_time(AFTERNOON).replace(dates.HARD, " ") == expected
