"""Writing down the rule of a split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.db import transaction

from seutu.newcomers.funding.models import (
    ApartKind,
    CostPool,
    SplitKind,
    SplitRule,
    StateBase,
    StateRounding,
)
from seutu.newcomers.funding.rules.percentages import demand_a_hundred, shown
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@dataclass(frozen=True, kw_only=True)
class RuleInput:
    """What a rule says. ``percentages`` are by municipality code, ``mix`` by kind."""

    name: str
    state_percent: Fraction
    state_of: StateBase = StateBase.TOTAL
    rounding: StateRounding = StateRounding.FLOOR
    kind: SplitKind = SplitKind.HEADCOUNT
    percentages: Mapping[str, Fraction] = field(default_factory=dict)
    mix: Mapping[SplitKind, Fraction] = field(default_factory=dict)
    apart: ApartKind | None = None


@transaction.atomic
def add_rule(pool: CostPool, given: RuleInput, *, by: User) -> SplitRule:
    """Write down a rule. It is never changed: what is agreed anew is a rule of its own.

    :raises NotAHundred: the percentages, or the parts of a mixed rule, do not add up to 100.
    """
    has_percentages = given.kind == SplitKind.PERCENTAGES or bool(given.mix.get(SplitKind.PERCENTAGES))
    if has_percentages:
        demand_a_hundred(given.percentages)
    if given.kind == SplitKind.MIXED:
        demand_a_hundred({kind.value: percent for kind, percent in given.mix.items()})
    rule = SplitRule.objects.create(
        pool=pool,
        name=given.name,
        state_percent=shown(given.state_percent),
        state_of=given.state_of,
        rounding=given.rounding,
        kind=given.kind,
        percentages=_as_text(given.percentages) if has_percentages else {},
        mix=_as_text(given.mix) if given.kind == SplitKind.MIXED else {},
        apart=given.apart or "",
    )
    rule.refresh_from_db(fields=["state_percent"])
    record(
        "split_rule.added", target=rule, by=by, details={"kind": given.kind.value}, organization_id=pool.organization_id
    )
    return rule


def _as_text(percentages: Mapping[str, Fraction] | Mapping[SplitKind, Fraction]) -> dict[str, str]:
    return {str(key): shown(percent) for key, percent in percentages.items()}
