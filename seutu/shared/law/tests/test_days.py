"""Days of the law: known ones, and what holds for every one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.shared.law.days import (
    deemed_notified_on,
    is_public_holiday,
    is_working_day,
    next_working_day,
    remedy_ends_on,
)
from seutu.shared.law.rules import NoRuleInForce

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))
REMEDIES = st.sampled_from(["review_request", "municipal", "administrative"])

# The first day of a year makes its calendar, which takes its time: no deadline for one example.
unhurried = settings(deadline=None, max_examples=60, derandomize=True)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-01-01",
        "2026-01-06",
        "2026-04-03",
        "2026-04-05",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-24",
        "2026-06-20",
        "2026-10-31",
        "2026-12-06",
        "2026-12-25",
        "2026-12-26",
        "2026-11-22",
    ],
)
def test_a_holiday_of_2026_is_a_holiday(holiday):
    assert is_public_holiday(day(holiday))


@pytest.mark.parametrize("eve", ["2026-12-24", "2026-06-19"])
def test_an_eve_is_no_holiday_but_no_period_ends_on_it(eve):
    assert not is_public_holiday(day(eve))
    assert not is_working_day(day(eve))


def test_a_saturday_is_no_holiday_but_no_period_ends_on_it():
    assert not is_public_holiday(day("2026-11-28"))
    assert not is_working_day(day("2026-11-28"))


def test_maundy_thursday_and_new_years_eve_are_working_days():
    assert is_working_day(day("2026-04-02"))
    assert is_working_day(day("2026-12-31"))


@pytest.mark.parametrize(
    ("last", "moved"),
    [
        ("2026-12-24", "2026-12-28"),
        ("2025-12-24", "2025-12-29"),
        ("2026-12-25", "2026-12-28"),
        ("2026-06-19", "2026-06-22"),
        ("2026-04-03", "2026-04-07"),
        ("2026-05-01", "2026-05-04"),
        ("2021-12-06", "2021-12-07"),
        ("2026-05-14", "2026-05-15"),
    ],
)
def test_a_last_day_that_is_no_working_day_moves_to_the_next(last, moved):
    assert next_working_day(day(last)).day == day(moved)
    assert next_working_day(day(last)).provisions == ("MääräaikaL 5 §",)


def test_a_last_day_that_is_a_working_day_stays_and_cites_nothing():
    assert next_working_day(day("2026-11-24")) == next_working_day(day("2026-11-24"))
    assert next_working_day(day("2026-11-24")).day == day("2026-11-24")
    assert next_working_day(day("2026-11-24")).rules == ()


def test_minutes_displayed_on_1_april_2022_reach_the_members_on_8_april():
    notified = deemed_notified_on(day("2022-04-01"))

    assert notified.day == day("2022-04-08")
    assert notified.provisions == ("KuntaL 140 § 3 mom.",)


def test_the_day_of_notification_is_not_moved_from_a_sunday_or_from_christmas():
    assert deemed_notified_on(day("2026-11-22")).day == day("2026-11-29")
    assert deemed_notified_on(day("2026-12-18")).day == day("2026-12-25")


def test_a_review_request_ends_on_the_14th_day_after_notification():
    last = remedy_ends_on("review_request", day("2022-04-08"))

    assert last.day == day("2022-04-22")
    assert last.provisions == ("KuntaL 138 §", "MääräaikaL 2 §")


def test_a_municipal_appeal_whose_30th_day_is_a_sunday_ends_on_monday():
    last = remedy_ends_on("municipal", day("2022-04-08"))

    assert last.day == day("2022-05-09")
    assert last.provisions == ("KuntaL 138 §", "MääräaikaL 2 §", "MääräaikaL 5 §")


@pytest.mark.parametrize(
    ("displayed", "ends"),
    [("2026-12-03", "2026-12-28"), ("2026-12-04", "2026-12-28"), ("2026-05-29", "2026-06-22")],
)
def test_a_review_request_over_christmas_and_midsummer(displayed, ends):
    notified = deemed_notified_on(day(displayed)).day

    assert remedy_ends_on("review_request", notified).day == day(ends)


def test_an_administrative_appeal_has_thirty_days():
    assert remedy_ends_on("administrative", day("2026-11-02")).day == day("2026-12-02")


@pytest.mark.parametrize("remedy", ["ban", "", "procurement"])
def test_a_remedy_without_a_period_of_the_members_is_refused(remedy):
    with pytest.raises(NoRuleInForce):
        remedy_ends_on(remedy, day("2026-11-24"))


def test_a_day_before_the_rules_is_refused():
    with pytest.raises(NoRuleInForce):
        deemed_notified_on(day("2017-05-31"))


@unhurried
@given(DAYS)
def test_notification_is_always_seven_days_after_display(displayed):
    assert (deemed_notified_on(displayed).day - displayed).days == 7


@unhurried
@given(REMEDIES, DAYS)
def test_a_remedy_never_ends_before_its_days_are_full_nor_on_a_day_off(remedy, notified):
    last = remedy_ends_on(remedy, notified)
    full = notified + dt.timedelta(days=14 if remedy == "review_request" else 30)

    assert is_working_day(last.day)
    assert last.day >= full
    # No run of days off in Finland is longer than five (Christmas Eve on a Wednesday), and none of them will do.
    assert (last.day - full).days <= 5
    assert not any(is_working_day(full + dt.timedelta(days=n)) for n in range((last.day - full).days))


@unhurried
@given(REMEDIES, DAYS)
def test_a_later_notification_never_ends_a_remedy_earlier(remedy, notified):
    assert remedy_ends_on(remedy, notified).day <= remedy_ends_on(remedy, notified + dt.timedelta(days=1)).day


@unhurried
@given(DAYS)
def test_a_holiday_is_never_a_working_day(any_day):
    assert not (is_public_holiday(any_day) and is_working_day(any_day))
