"""Are costs divided to the cent as another program divides them? bin/bench splitting [--cases N]

Amounts and headcounts taken by chance are divided by largest remainder, here and by the package `apportionment`
(hamilton), where that says who gets the cent; the state's 70 % and the municipal parts of each must add up to the
whole.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from fractions import Fraction

from _figures import Figure, add_option, telling

SEED = 7
STATE_PERCENT = 70


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench splitting", description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000, help="that are compared (10000)")
    add_option(parser)
    chosen = parser.parse_args()
    with telling(chosen.json) as tell:
        tell(*_compared(chosen.cases))
    return tell.exit_code


def _compared(cases: int) -> list[Figure]:
    from apportionment.methods import TiesException, compute

    from seutu.newcomers.funding.rules.largest_remainder import apportion

    chance = random.Random(SEED)
    compared = equal = closed = 0
    worked = 0.0
    while compared < cases:
        heads, amount = _case(chance)
        try:
            expected = compute("hamilton", heads, amount, fractions=True, tiesallowed=False)
        except TiesException:
            continue
        began = time.perf_counter()
        shares = list(apportion(amount, _claims(heads)).shares.values())
        worked += time.perf_counter() - began
        compared += 1
        equal += shares == expected
        closed += _closes(amount, heads)
    goal = f"{cases:,} of {cases:,}"
    return [
        Figure(
            "divisions equal to those of apportionment", f"{equal:,} of {compared:,}", goal=goal, met=equal == cases
        ),
        Figure("splits of 70/30 that close to 0.00", f"{closed:,} of {compared:,}", goal=goal, met=closed == cases),
        Figure("a division, on the average", f"{1000 * worked / compared:.3f}", "ms"),
    ]


def _case(chance: random.Random) -> tuple[list[int], int]:
    """Headcounts of up to nine municipalities, at least one of which has somebody, and an amount in cents."""
    while True:
        heads = [
            chance.choice([0, chance.randrange(50), chance.randrange(10_000)]) for _ in range(chance.randint(1, 9))
        ]
        if any(heads):
            return heads, chance.randrange(1, 10 ** chance.randint(2, 9))


def _claims(heads: list[int]) -> list:
    from seutu.newcomers.funding.rules.largest_remainder import Claim

    return [Claim(f"{place:03}", Fraction(number), number) for place, number in enumerate(heads)]


def _closes(amount: int, heads: list[int]) -> bool:
    """The state's part by largest remainder, then the rest by headcount: nothing is left, and nothing is made."""
    from seutu.newcomers.funding.rules.largest_remainder import Claim, apportion

    sides = [Claim("state", Fraction(STATE_PERCENT)), Claim("municipal", Fraction(100 - STATE_PERCENT))]
    parts = apportion(amount, sides).shares
    shares = apportion(parts["municipal"], _claims(heads)).shares if parts["municipal"] else {}
    return parts["state"] + sum(shares.values()) == amount


if __name__ == "__main__":
    sys.exit(main())
