"""Sums as people and ledgers write them, in cents; what can be read in two ways is not read at all."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

MOST_CENTS = 10**13
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]+")
_CURRENCY = re.compile(r"(?:€|eur|euroa?)$|^(?:€|eur)", re.IGNORECASE)
_MINUSES = "-\N{MINUS SIGN}\N{EN DASH}"
# Beyond these many decimals a number is a program's own rounding, as 0.30000000000000004, and not somebody's typing.
_NOISE = 6


class NotASum(ValueError):
    """The text is no sum of money, or can be read in two ways."""


def parse_cents(text: str) -> int:
    """The cents in ``text``: 1 234,56; 1.234,56; 1,234.56; -5; 5-; (5); with or without €.

    :raises NotASum: it is no sum, it has parts of cents, or its separator may be of thousands or of decimals (1.234).
    """
    bare = _CURRENCY.sub("", _SPACES.sub("", text)).strip()
    is_negative, bare = _signed(bare)
    whole, decimals = _parted(bare)
    cents = _cents(whole, decimals)
    if cents > MOST_CENTS:
        raise NotASum(text)
    return -cents if is_negative else cents


def _signed(bare: str) -> tuple[bool, str]:
    if bare.startswith("(") and bare.endswith(")"):
        return True, bare[1:-1]
    if bare[:1] and bare[0] in _MINUSES:
        return True, bare[1:]
    if bare[-1:] and bare[-1] in _MINUSES:
        return True, bare[:-1]
    return False, bare.removeprefix("+")


def _parted(bare: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if not re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", bare):
        raise NotASum(bare)
    signs = [sign for sign in bare if sign in ".,"]
    if not signs:
        return bare, ""
    last = signs[-1]
    if len(set(signs)) == 1 and len(signs) > 1:
        return _grouped(bare, last), ""
    whole, _sign, decimals = bare.rpartition(last)
    if len(signs) == 1 and len(decimals) == 3 and whole not in {"", "0"}:
        raise NotASum(bare)
    other = "," if last == "." else "."
    return (_grouped(whole, other) if other in whole else whole or "0"), decimals


def _grouped(digits: str, sign: str) -> str:
    if not re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(sign)}[0-9]{{3}})+", digits):
        raise NotASum(digits)
    return digits.replace(sign, "")


def _cents(whole: str, decimals: str) -> int:
    if not whole.isdigit() or len(whole) > 15 or (decimals and not decimals.isdigit()):
        raise NotASum(whole)
    exact = Decimal(f"{whole}.{decimals or '0'}") * 100
    if len(decimals) <= _NOISE and exact != exact.to_integral_value():
        raise NotASum(whole)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def typed_cents(cents: int) -> str:
    """A sum as it is typed into a field: 1234,56."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"
