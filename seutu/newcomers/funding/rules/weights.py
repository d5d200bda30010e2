"""The rules by which a cost is divided: from what is known of each municipality to its weight."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from seutu.newcomers.funding.rules.largest_remainder import Claim, NothingToSplitBy
from seutu.newcomers.funding.rules.percentages import WHOLE, demand_a_hundred


class RuleKind(enum.Enum):
    """What a municipality's weight is (jakoperuste)."""

    HEADCOUNT = "headcount"
    EQUAL = "equal"
    PERCENTAGES = "percentages"
    USE = "use"
    LEAD = "lead"
    MIXED = "mixed"


# Figures of use are of the days that a municipality took part in already.
_BY_DAYS = frozenset({RuleKind.HEADCOUNT, RuleKind.EQUAL, RuleKind.PERCENTAGES})


class NumberMissing(ValueError):
    """A number by which is divided is not known of some municipalities; ``codes`` are theirs. It is not taken for 0."""

    def __init__(self, kind: RuleKind, codes: Sequence[str]) -> None:
        super().__init__(f"{kind.value}: {', '.join(codes)}")
        self.kind = kind
        self.codes = tuple(codes)


@dataclass(frozen=True, slots=True)
class Participant:
    """What is known of a municipality; ``days`` is how many days of the period it takes part."""

    code: str
    days: int
    headcount: int | None = None
    use: int | None = None
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """How weights are made. ``percentages`` are by municipality, ``mix`` by rule, for the kinds that ask for them."""

    kind: RuleKind
    percentages: Mapping[str, Fraction] = field(default_factory=dict)
    mix: Mapping[RuleKind, Fraction] = field(default_factory=dict)

    @property
    def parts(self) -> Mapping[RuleKind, Fraction]:
        """The plain rules that it consists of, with how many percent of the amount each divides."""
        return self.mix if self.kind is RuleKind.MIXED else {self.kind: WHOLE}


@dataclass(frozen=True, slots=True)
class Part:
    """One municipality's weight by one plain rule: ``number`` times ``days``, out of ``total``.

    ``days`` is None where days make no difference: everybody takes part on the same ones.
    """

    kind: RuleKind
    percent: Fraction
    number: Fraction
    days: int | None
    total: Fraction

    @property
    def weight(self) -> Fraction:
        return self.number * (1 if self.days is None else self.days)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A municipality's claim, and the parts that it was made of."""

    claim: Claim
    parts: Sequence[Part]


def weighed(rule: Rule, participants: Iterable[Participant]) -> list[Weighed]:
    """The claim of each municipality that takes part on at least one day, in the order given.

    :raises NothingToSplitBy: a part of the rule has no weight at all.
    :raises NumberMissing: a number that the rule asks for is not known.
    :raises NotAHundred: the percentages do not add up to 100.
    """
    present = [each for each in participants if each.days > 0]
    if rule.kind is RuleKind.MIXED:
        demand_a_hundred({kind.value: percent for kind, percent in rule.mix.items()})
    columns = [_column(rule, kind, percent, present) for kind, percent in rule.parts.items() if percent]
    return [
        Weighed(Claim(each.code, _weight(parts), each.headcount or 0), parts)
        for each, parts in zip(present, zip(*columns, strict=True), strict=True)
    ]


def _weight(parts: Sequence[Part]) -> Fraction:
    if len(parts) == 1:
        return parts[0].weight
    return sum((part.percent / WHOLE * part.weight / part.total for part in parts), Fraction())


def _column(rule: Rule, kind: RuleKind, percent: Fraction, present: Sequence[Participant]) -> list[Part]:
    """The parts of all municipalities by one plain rule."""
    numbers = _numbers(rule, kind, present)
    has_days = kind in _BY_DAYS and len({each.days for each in present}) > 1
    days = [each.days if has_days else None for each in present]
    total = sum((number * (on or 1) for number, on in zip(numbers, days, strict=True)), Fraction())
    if total == 0:
        raise NothingToSplitBy
    return [Part(kind, percent, number, on, total) for number, on in zip(numbers, days, strict=True)]


def _numbers(rule: Rule, kind: RuleKind, present: Sequence[Participant]) -> list[Fraction]:
    if kind is RuleKind.EQUAL:
        return [Fraction(1)] * len(present)
    if kind is RuleKind.LEAD:
        return [Fraction(each.is_lead) for each in present]
    if kind is RuleKind.PERCENTAGES:
        demand_a_hundred(rule.percentages)
    known = {each.code: _number(rule, kind, each) for each in present}
    missing = [code for code, number in known.items() if number is None]
    if missing:
        raise NumberMissing(kind, missing)
    return [Fraction(number) for number in known.values() if number is not None]


def _number(rule: Rule, kind: RuleKind, each: Participant) -> Fraction | int | None:
    if kind is RuleKind.PERCENTAGES:
        return rule.percentages.get(each.code)
    return each.headcount if kind is RuleKind.HEADCOUNT else each.use
