"""An amount divided between municipalities to the cent, by largest remainder, with every step kept.

Each gets its exact quota without the fraction of a cent. The cents left over go, one each, to the largest fractions;
between equal ones to the larger headcount, then to the smaller municipality code. A credit is divided as the charge of
the same size and then turned round.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction()


class NothingToSplitBy(ValueError):
    """Every weight is zero, or there is nobody: no share of anything can be said."""


class NegativeWeight(ValueError):
    """A weight is less than zero; the argument is whose."""


class SameCodeTwice(ValueError):
    """A municipality is there twice; the argument is which."""


@dataclass(frozen=True, slots=True)
class Claim:
    """By which weight a municipality takes part. ``headcount`` only settles ties."""

    code: str
    weight: Fraction
    headcount: int = 0


class Why(enum.Enum):
    """Why a municipality was or was not given one of the cents left over."""

    NO_REMAINDER = "no_remainder"
    LARGE_REMAINDER = "large_remainder"
    SMALL_REMAINDER = "small_remainder"
    LARGER_HEADCOUNT = "larger_headcount"
    SMALLER_HEADCOUNT = "smaller_headcount"
    EARLIER_CODE = "earlier_code"
    LATER_CODE = "later_code"


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality's row of the computation. Of a credit, ``quota``, ``whole`` and ``cent`` are negative."""

    code: str
    weight: Fraction
    quota: Fraction
    whole: int
    remainder: Fraction
    cent: int
    why: Why

    @property
    def amount(self) -> int:
        """What the municipality pays, in cents."""
        return self.whole + self.cent


@dataclass(frozen=True, slots=True)
class Apportionment:
    """An amount in cents with its division; ``lines`` are in the order of the claims."""

    amount: int
    weight: Fraction
    lines: Sequence[Line]

    @property
    def shares(self) -> dict[str, int]:
        """The amount of each municipality."""
        return {line.code: line.amount for line in self.lines}

    @property
    def left_over(self) -> int:
        """How many cents the whole quotas leave to be given one by one."""
        return self.amount - sum(line.whole for line in self.lines)


def apportion(amount: int, claims: Iterable[Claim]) -> Apportionment:
    """Divide ``amount`` cents by the weights of ``claims``.

    :raises NothingToSplitBy: no claim has any weight.
    :raises NegativeWeight: a weight is below zero.
    :raises SameCodeTwice: two claims are of one municipality.
    """
    given = tuple(claims)
    total = _total(given)
    size, sign = abs(amount), -1 if amount < 0 else 1
    quotas = {claim.code: size * claim.weight / total for claim in given}
    wholes = {code: int(quota) for code, quota in quotas.items()}
    remainders = {code: quota - wholes[code] for code, quota in quotas.items()}
    ranked = sorted(given, key=lambda claim: (-remainders[claim.code], -claim.headcount, claim.code))
    cents = size - sum(wholes.values())
    reasons = _reasons(ranked, remainders, cents)
    winners = {claim.code for claim in ranked[:cents]}
    lines = tuple(
        Line(
            code=claim.code,
            weight=claim.weight,
            quota=sign * quotas[claim.code],
            whole=sign * wholes[claim.code],
            remainder=remainders[claim.code],
            cent=sign if claim.code in winners else 0,
            why=reasons[claim.code],
        )
        for claim in given
    )
    return Apportionment(amount, total, lines)


def _total(claims: Sequence[Claim]) -> Fraction:
    seen: set[str] = set()
    for claim in claims:
        if claim.weight < 0:
            raise NegativeWeight(claim.code)
        if claim.code in seen:
            raise SameCodeTwice(claim.code)
        seen.add(claim.code)
    total = sum((claim.weight for claim in claims), ZERO)
    if total == 0:
        raise NothingToSplitBy
    return total


def _reasons(ranked: Sequence[Claim], remainders: Mapping[str, Fraction], cents: int) -> dict[str, Why]:
    """Why each got a cent or not: the last who did and the first who did not say what settled it."""
    last = ranked[cents - 1] if cents else None
    first_without = ranked[cents] if cents < len(ranked) else None
    reasons = {}
    for place, claim in enumerate(ranked):
        has_cent = place < cents
        rival = first_without if has_cent else last
        reasons[claim.code] = _why(claim, rival, remainders, has_cent=has_cent)
    return reasons


def _why(claim: Claim, rival: Claim | None, remainders: Mapping[str, Fraction], *, has_cent: bool) -> Why:
    remainder = remainders[claim.code]
    if remainder == 0:
        return Why.NO_REMAINDER
    if rival is None or remainder != remainders[rival.code]:
        return Why.LARGE_REMAINDER if has_cent else Why.SMALL_REMAINDER
    if claim.headcount != rival.headcount:
        return Why.LARGER_HEADCOUNT if has_cent else Why.SMALLER_HEADCOUNT
    return Why.EARLIER_CODE if has_cent else Why.LATER_CODE
