"""Which day's law judges a stage of a client's path, and what things are called and made of under it."""

from __future__ import annotations

import datetime as dt

from seutu.shared.law import integration
from seutu.shared.law.entries import Rule, Section
from seutu.shared.law.rules import NoRuleInForce, rule_in_force, tables


def judging_day(client_began_on: dt.date, stage_began_on: dt.date) -> dt.date:
    """The day whose rules judge a stage; what is older than the rules of Seutu has no deadlines."""
    try:
        return integration.judged_on(client_began_on, stage_began_on)
    except NoRuleInForce:
        return stage_began_on


def worded_day(client_began_on: dt.date, stage_began_on: dt.date) -> dt.date:
    """The same for names and sections, which everything has: of what is older than our tables, by their first day."""
    earliest = min(act.valid_from for act in tables().acts)
    return max(judging_day(client_began_on, stage_began_on), earliest)


def act_number(on: dt.date) -> str:
    """The number of the act of a day as `worded_day` gives it: the old and the new act bear one name."""
    return integration.act_for(on).number


def assessment_name(on: dt.date, *, is_multisectoral: bool = False, language: str = "fi") -> str:
    """What an assessment is called by the law of a day as `worded_day` gives it."""
    return integration.assessment_name(on, is_multisectoral, language)


def plan_name(on: dt.date, *, is_multisectoral: bool = False, language: str = "fi") -> str:
    """What a plan is called, likewise."""
    return integration.plan_name(on, is_multisectoral, language)


def assessment_sections(on: dt.date) -> tuple[Section, ...]:
    """The minimum sections of an assessment, likewise."""
    return integration.assessment_sections(on)


def plan_sections(on: dt.date) -> tuple[Section, ...]:
    """The sections of a plan, likewise."""
    return integration.plan_sections(on)


def rule_of(key: str, on: dt.date) -> tuple[Rule, ...]:
    """The rule of a key on a day, or nothing where the law of that day has none."""
    try:
        return (rule_in_force(key, on),)
    except NoRuleInForce:
        return ()
