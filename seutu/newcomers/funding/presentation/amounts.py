"""Cents and shares of them in the reader's words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from seutu.newcomers.funding.rules.money import CENTS
from seutu.shared.ui.numbers import money, number, percent

DECIMALS = 6


def euros(cents: int) -> str:
    """79 310,34 €."""
    return money(decimal_euros(cents))


def decimal_euros(cents: int) -> Decimal:
    """The amount as spreadsheets take it."""
    return Decimal(cents) / CENTS


def signed_euros(cents: int) -> str:
    """+12,00 €, −12,00 € or 0,00 €."""
    return f"+{euros(cents)}" if cents > 0 else euros(cents)


def exact_euros(quota: Fraction) -> str:
    """79 310,344827: cut and not rounded, so that the whole cents can be read from it."""
    sign = -1 if quota < 0 else 1
    millionths = int(abs(quota) * 10**DECIMALS / CENTS)
    return number(sign * Decimal(millionths).scaleb(-DECIMALS), DECIMALS)


def remainder_cents(remainder: Fraction) -> str:
    """0,482758: the fraction of a cent, cut and not rounded."""
    return number(Decimal(int(remainder * 10**DECIMALS)).scaleb(-DECIMALS), DECIMALS)


def plain_number(value: Fraction) -> str:
    """2 300, or 33,3333 where it is no whole number."""
    if value.denominator == 1:
        return number(value.numerator)
    text = f"{float(value):.{DECIMALS}f}".rstrip("0")
    return number(Decimal(text), len(text.partition(".")[2]))


def percentage(value: Fraction | Decimal) -> str:
    """70 % or 33,3333 %."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    normal = exact.normalize()
    return percent(normal, max(-int(normal.as_tuple().exponent), 0))
