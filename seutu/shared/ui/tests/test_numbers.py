from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from seutu.shared.ui import numbers

HARD = numbers.HARD


@pytest.mark.parametrize(("language", "expected"), [("fi", f"1{HARD}511"), ("sv", f"1{HARD}511"), ("en", "1,511")])
def test_thousands_are_parted(language, expected):
    with translation.override(language):
        assert numbers.number(1511) == expected


def test_a_negative_number_has_a_true_minus():
    with translation.override("fi"):
        assert numbers.number(-1234.5, 1) == f"−1{HARD}234,5"
        assert numbers.money(-5) == f"−5,00{HARD}€"
    with translation.override("en"):
        assert numbers.money(-5) == "−€5.00"


def test_halves_are_rounded_away_from_zero_and_zero_has_no_sign():
    with translation.override("fi"):
        assert numbers.number(Decimal("2.5")) == "3"
        assert numbers.number(-0.2) == "0"


@pytest.mark.parametrize(("language", "expected"), [("fi", f"1{HARD}234,50{HARD}€"), ("en", "€1,234.50")])
def test_money(language, expected):
    with translation.override(language):
        assert numbers.money(Decimal("1234.5")) == expected


@pytest.mark.parametrize(("language", "expected"), [("fi", f"70{HARD}%"), ("sv", f"70{HARD}%"), ("en", "70%")])
def test_a_share(language, expected):
    with translation.override(language):
        assert numbers.percent(70) == expected


@pytest.mark.parametrize(
    ("octets", "expected"),
    [(12, "1 kt"), (640_000, "640 kt"), (999_999, "1 000 kt"), (1_000_000, "1,0 Mt"), (2_345_678, "2,3 Mt")],
)
def test_the_size_of_a_file(octets, expected):
    with translation.override("fi"):
        assert numbers.file_size(octets).replace(HARD, " ") == expected


def test_the_size_of_a_file_in_swedish():
    with translation.override("sv"):
        assert numbers.file_size(640_000) == f"640{HARD}kB"
