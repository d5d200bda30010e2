"""Bills of one year: the cumulative amount is divided and what was billed subtracted, so that no cent goes astray."""

from __future__ import annotations

from collections.abc import Mapping


def billed_next(cumulative: Mapping[str, int], billed: Mapping[str, int]) -> dict[str, int]:
    """What each municipality is billed now, so that all its bills together are its share of the cumulative amount.

    Negative is given back: to one that has paid more, or that takes part no longer.
    """
    codes = dict.fromkeys([*cumulative, *billed])
    return {code: cumulative.get(code, 0) - billed.get(code, 0) for code in codes}
