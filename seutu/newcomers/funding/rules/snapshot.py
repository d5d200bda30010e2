"""Everything that a split was computed of, as plain data that is kept with a bill and computed anew at any time."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from seutu.newcomers.funding.rules.splitting import Parts, Rounding, Split, StateOf, StateRule, YearRule, split_parts
from seutu.newcomers.funding.rules.weights import Participant, Rule, RuleKind


def dumped(parts: Parts, rule: YearRule) -> dict[str, Any]:
    """The inputs of a split as JSON can hold them; fractions are text, exact."""
    return {
        "parts": {"total": parts.total, "state": parts.state, "shared": parts.shared, "apart": parts.apart},
        "state": {
            "percent": str(rule.state.percent),
            "of": rule.state.of.value,
            "rounding": rule.state.rounding.value,
        },
        "shared": _dumped_rule(rule.shared),
        "apart": _dumped_rule(rule.apart) if rule.apart else None,
        "participants": [
            {
                "code": each.code,
                "days": each.days,
                "headcount": each.headcount,
                "use": each.use,
                "is_lead": each.is_lead,
            }
            for each in rule.participants
        ],
    }


def _dumped_rule(rule: Rule) -> dict[str, Any]:
    return {
        "kind": rule.kind.value,
        "percentages": {code: str(percent) for code, percent in rule.percentages.items()},
        "mix": {kind.value: str(percent) for kind, percent in rule.mix.items()},
    }


def loaded(inputs: Mapping[str, Any]) -> tuple[Parts, YearRule]:
    """What was dumped."""
    state = inputs["state"]
    rule = YearRule(
        StateRule(Fraction(state["percent"]), StateOf(state["of"]), Rounding(state["rounding"])),
        _loaded_rule(inputs["shared"]),
        _loaded_rule(inputs["apart"]) if inputs["apart"] else None,
        tuple(Participant(**each) for each in inputs["participants"]),
    )
    return Parts(**inputs["parts"]), rule


def _loaded_rule(given: Mapping[str, Any]) -> Rule:
    return Rule(
        RuleKind(given["kind"]),
        {code: Fraction(percent) for code, percent in given["percentages"].items()},
        {kind: Fraction(given["mix"][kind.value]) for kind in RuleKind if kind.value in given["mix"]},
    )


def recomputed(inputs: Mapping[str, Any]) -> Split:
    """The split that these inputs give, today as on the day it was made."""
    return split_parts(*loaded(inputs))
