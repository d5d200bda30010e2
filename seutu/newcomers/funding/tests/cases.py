"""Cases for properties: amounts and municipalities as they could be anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import strategies as st

from seutu.newcomers.funding.rules.largest_remainder import Claim

MOST = 10**11
amounts = st.integers(-MOST, MOST)
headcounts = st.dictionaries(
    st.integers(1, 999).map("{:03}".format), st.integers(0, 300_000), min_size=1, max_size=12
).filter(lambda heads: sum(heads.values()) > 0)


def by_headcount(heads: dict[str, int]) -> list[Claim]:
    return [Claim(code, Fraction(number), number) for code, number in heads.items()]


def euros(cents: Iterable[int]) -> list[str]:
    return [f"{each / 100:.2f}" for each in cents]
