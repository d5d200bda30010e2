"""A year's cost: the state's part, the municipalities' part, and each municipality's share of it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from seutu.newcomers.funding.rules.largest_remainder import Apportionment, apportion
from seutu.newcomers.funding.rules.percentages import WHOLE
from seutu.newcomers.funding.rules.weights import Participant, Rule, Weighed, weighed


class StateOf(enum.Enum):
    """What the state pays its percentage of."""

    TOTAL = "total"
    ELIGIBLE = "eligible"


class Rounding(enum.Enum):
    """What becomes of a fraction of a cent in the state's part, by the wording of the grant."""

    FLOOR = "floor"
    HALF_UP = "half_up"


@dataclass(frozen=True, slots=True)
class StateRule:
    """How large the state's part is."""

    percent: Fraction
    of: StateOf = StateOf.TOTAL
    rounding: Rounding = Rounding.FLOOR


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost in cents: what the grant may be used for, and what not."""

    eligible: int
    ineligible: int = 0

    @property
    def total(self) -> int:
        return self.eligible + self.ineligible


@dataclass(frozen=True, slots=True)
class Parts:
    """A cost in parts that always add up: the state's, and the municipalities' by the rule and apart from it."""

    total: int
    state: int
    shared: int
    apart: int = 0

    @property
    def municipal(self) -> int:
        return self.shared + self.apart


@dataclass(frozen=True, slots=True)
class Division:
    """An amount with its division, and how the weights were made."""

    apportionment: Apportionment
    weighed: Sequence[Weighed]


@dataclass(frozen=True, slots=True)
class Split:
    """A cost divided. ``shared`` is by the rule, ``apart`` what is divided by a rule of its own."""

    parts: Parts
    shared: Division
    apart: Division | None = None

    @property
    def shares(self) -> dict[str, int]:
        """What each municipality pays altogether."""
        return added(self.shared.apportionment.shares, self.apart.apportionment.shares if self.apart else {})


@dataclass(frozen=True, slots=True)
class YearRule:
    """All that an agreement says of who pays what. Without ``apart`` the ineligible cost goes with the rest."""

    state: StateRule
    shared: Rule
    apart: Rule | None = None
    participants: Sequence[Participant] = field(default_factory=tuple)


def state_part(amount: int, rule: StateRule) -> int:
    """The state's part of ``amount`` cents; of a credit, the same with the other sign."""
    exact = abs(amount) * rule.percent / WHOLE
    cents = int(exact + Fraction(1, 2)) if rule.rounding is Rounding.HALF_UP else int(exact)
    return -cents if amount < 0 else cents


def parted(cost: Cost, state: StateRule, *, has_apart: bool = False) -> Parts:
    """``cost`` in parts. The municipalities pay what the state does not, so that nothing is lost between them."""
    paid = state_part(cost.total if state.of is StateOf.TOTAL else cost.eligible, state)
    if not has_apart:
        return Parts(cost.total, paid, cost.total - paid)
    of_ineligible = state_part(cost.ineligible, state) if state.of is StateOf.TOTAL else 0
    apart = cost.ineligible - of_ineligible
    return Parts(cost.total, paid, cost.total - paid - apart, apart)


def split_cost(cost: Cost, rule: YearRule) -> Split:
    """Divide a year's cost.

    :raises NothingToSplitBy: a rule gives nobody any weight.
    :raises NumberMissing: a number that a rule asks for is not known.
    :raises NotAHundred: percentages do not add up to 100.
    """
    return split_parts(parted(cost, rule.state, has_apart=rule.apart is not None), rule)


def split_parts(parts: Parts, rule: YearRule) -> Split:
    """Divide the municipalities' part; raises as `split_cost`."""
    shared = divided(parts.shared, rule.shared, rule.participants)
    return Split(parts, shared, divided(parts.apart, rule.apart, rule.participants) if rule.apart else None)


def divided(amount: int, rule: Rule, participants: Iterable[Participant]) -> Division:
    """``amount`` cents divided by one rule; raises as `split_cost`."""
    rows = weighed(rule, participants)
    return Division(apportion(amount, [row.claim for row in rows]), rows)


def added(*shares: Mapping[str, int]) -> dict[str, int]:
    """The sum of several divisions, municipality by municipality."""
    codes = dict.fromkeys(code for each in shares for code in each)
    return {code: sum(each.get(code, 0) for each in shares) for code in codes}
