"""Where a target stands is said by a word, a gap and a forecast."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.projects.rules.progress import Light, half_up, progress, spread

SIX_OF_EIGHT = (Fraction(6), 8)


def after_six(actual: int | None, target: int):
    return progress(actual, spread(target, 8), *SIX_OF_EIGHT)


@pytest.mark.parametrize(
    ("actual", "target", "gap", "percent", "forecast", "light"),
    [
        (1141, 1800, -209, 85, 1521, Light.SLIGHTLY_BEHIND),
        (147, 280, -63, 70, 196, Light.BEHIND),
        (24, 90, -44, 35, 32, Light.FAR_BEHIND),
        (1511, 2600, -439, 77, 2015, Light.BEHIND),
        (123, 120, 33, 137, 164, Light.EXCEEDED),
        (9, 12, 0, 100, 12, Light.REACHED),
        (0, 12, -9, 0, 0, Light.FAR_BEHIND),
    ],
)
def test_each_municipality_is_told_how_far_it_is(actual, target, gap, percent, forecast, light):
    found = after_six(actual, target)

    assert (found.gap, found.percent, found.forecast, found.light) == (gap, percent, forecast, light)


def test_a_hidden_number_tells_nothing_by_its_gap_or_forecast():
    found = after_six(None, 90)

    assert (found.gap, found.percent, found.forecast, found.light) == (None, None, None, Light.HIDDEN)
    assert found.due == 68


def test_without_a_target_there_is_no_light():
    assert after_six(40, 0).light == Light.NO_TARGET


def test_before_anything_is_due_nobody_is_behind():
    found = progress(0, {1: 10, 2: 10}, Fraction(0), 2)

    assert (found.due, found.forecast, found.percent, found.light) == (0, None, None, Light.REACHED)


def test_the_target_of_the_quarter_that_runs_is_due_by_its_days():
    assert progress(0, {1: 100, 2: 300}, Fraction(3, 2), 2).due == 250


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=40))
def test_a_target_spread_over_quarters_is_the_same_target(target, quarters):
    parts = spread(target, quarters)

    assert sum(parts.values()) == target
    assert max(parts.values()) - min(parts.values()) <= 1


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=1000))
def test_rounding_is_to_the_nearest_with_halves_away_from_zero(amount):
    assert abs(half_up(amount) - amount) <= Fraction(1, 2)
    assert half_up(-amount) == -half_up(amount)
