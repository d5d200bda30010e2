"""Sums as people and ledgers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.projects.rules.amounts import NotASum, parse_cents, typed_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,56", 123_456),
        ("1 234,56", 123_456),
        ("1\u00a0234,56 €", 123_456),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1.234.567", 123_456_700),
        ("1'234,56", 123_456),
        ("300 000", 30_000_000),
        ("300000.00", 30_000_000),
        ("-5,5", -550),
        ("\N{MINUS SIGN}5", -500),
        ("5-", -500),
        ("(5,00)", -500),
        ("+5", 500),
        (",50", 50),
        ("0,5", 50),
        ("12,3400", 1234),
        ("0.30000000000000004", 30),
        ("EUR 12", 1200),
        ("12 euroa", 1200),
    ],
)
def test_a_sum_is_read_as_it_is_written(text, cents):
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", "abc", "1.234", "1,234", "1,2,3", "12.34.56", "=A1+A2", "1,239", "12,345678", "--5", "9" * 40, "٣"]
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(text):
    with pytest.raises(NotASum):
        parse_cents(text)


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_a_sum_that_is_shown_in_a_field_is_read_as_the_same(cents):
    assert parse_cents(typed_cents(cents)) == cents


@given(st.text(max_size=30))
def test_no_text_is_anything_but_a_sum_or_refused(text):
    try:
        assert isinstance(parse_cents(text), int)
    except NotASum:
        pass
