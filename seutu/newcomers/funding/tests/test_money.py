from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.funding.rules import money, percentages
from seutu.newcomers.funding.rules.money import MOST_CENTS, NotMoney, cents_of


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("300 000,00", 30_000_000),
        ("300\N{NO-BREAK SPACE}000,00\N{NO-BREAK SPACE}€", 30_000_000),
        ("300\N{NARROW NO-BREAK SPACE}000,00", 30_000_000),
        ("300000.00", 30_000_000),
        ("€45", 4500),
        ("45 EUR", 4500),
        ("0,5", 50),
        ("0,05", 5),
        ("-12,50", -1250),
        ("\N{MINUS SIGN} 12,50 €", -1250),
        ("+7", 700),
    ],
)
def test_money_is_read_as_people_write_it(text, cents):
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "€",
        "300.000",
        "1,234.56",
        "1 00",
        "12,345",
        "12,",
        ",50",
        "1e5",
        "--5",
        "٣٠٠",
        "0x10",
        "1" * 5000,
        "nan",
        "10000000000000,01",
    ],
)
def test_what_is_not_money_in_one_way_only_is_refused(text):
    with pytest.raises(NotMoney):
        cents_of(text)


@given(st.integers(-MOST_CENTS, MOST_CENTS))
def test_what_is_written_is_read_back(cents):
    assert cents_of(money.plain(cents)) == cents


@pytest.mark.parametrize(("text", "percent"), [("70", 70), ("70 %", 70), ("33,3333", Fraction("33.3333")), ("0", 0)])
def test_percentages_are_exact(text, percent):
    assert percentages.percent_of(text) == percent


@pytest.mark.parametrize("text", ["", "100,01", "-1", "70%%", "1e1", "7 0", "1000"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(percentages.NotPercent):
        percentages.percent_of(text)


def test_a_percentage_is_written_as_short_as_it_can_be():
    assert [percentages.shown(Fraction(text)) for text in ("70", "33.3333", "0", "12.50")] == [
        "70",
        "33.3333",
        "0",
        "12.5",
    ]
