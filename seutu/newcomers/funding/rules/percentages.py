"""Percentages, exactly as they were written: a third is not 33,33."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

WHOLE = Fraction(100)
_WRITTEN = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))? ?%?")


class NotPercent(ValueError):
    """The text is no percentage from 0 to 100."""


class NotAHundred(ValueError):
    """Fixed percentages do not add up to 100; ``total`` is what they add up to."""

    def __init__(self, total: Fraction) -> None:
        super().__init__(shown(total))
        self.total = total


def percent_of(text: str) -> Fraction:
    """The percentage that ``text`` says: 70, 33,3333 or 12.5 %.

    :raises NotPercent: it says none.
    """
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if found is None:
        raise NotPercent(text)
    percent = Fraction(f"{found[1]}.{found[2] or 0}")
    if percent > WHOLE:
        raise NotPercent(text)
    return percent


def shown(percent: Fraction) -> str:
    """33.3333 or 70: for programs; at most six decimals."""
    text = f"{float(percent):.6f}".rstrip("0").rstrip(".")
    return text or "0"


def demand_a_hundred(percentages: Mapping[str, Fraction]) -> None:
    """Let only percentages pass that add up to 100.

    :raises NotAHundred: they do not.
    """
    total = sum(percentages.values(), Fraction())
    if total != WHOLE:
        raise NotAHundred(total)
