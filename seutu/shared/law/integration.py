"""What the integration acts say of a client who began on a day: names, sections and deadlines. Knows no clients.

``began_on`` is the day whose rules judge, as ``judged_on`` gives it. A day before our rules begin has no deadlines.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from seutu.shared.law.entries import Act, Name, Rule, Section
from seutu.shared.law.periods import NO_DEADLINE, Deadline, deadline_of
from seutu.shared.law.rules import NoRuleInForce, in_force, law_in_use, rule_in_force, tables

# -- which version of the law ---------------------------------------------------------------


def judged_on(client_began_on: dt.date, stage_began_on: dt.date) -> dt.date:
    """The day whose rules judge a stage (an assessment, a plan) of a client: that of the stage, or of the client.

    :raises NoRuleInForce: the stage began before the rules of Seutu do.
    """
    rule = rule_in_force("integration.judged_by", stage_began_on)
    return client_began_on if rule.choice == "client" else stage_began_on


def act_for(began_on: dt.date) -> Act:
    """The integration act of a day.

    :raises NoRuleInForce: it is before the acts that Seutu knows.
    """
    return in_force(tables().acts, "integration", began_on)


# -- names and sections ---------------------------------------------------------------------


def name_of(key: str, began_on: dt.date) -> Name:
    """What a thing (assessment, plan, programme, orientation) is called under the act of a day.

    :raises NoRuleInForce: the act of that day has no such thing.
    """
    return in_force(tables().names, key, began_on)


def assessment_name(began_on: dt.date, is_multisectoral: bool = False, language: str = "fi") -> str:
    """The assessment's name, in small letters as in running text.

    :raises NoRuleInForce: the day is before the acts that Seutu knows.
    """
    key = "assessment.multisectoral" if is_multisectoral else "assessment"
    return name_of(key, began_on).words.in_language(language)


def short_assessment_name(began_on: dt.date, language: str = "fi") -> str:
    """The assessment's name where space is short and the page has told the whole one.

    :raises NoRuleInForce: the day is before the acts that Seutu knows.
    """
    return name_of("assessment.short", began_on).words.in_language(language)


def plan_name(began_on: dt.date, is_multisectoral: bool = False, language: str = "fi") -> str:
    """The plan's name, in small letters as in running text.

    :raises NoRuleInForce: the day is before the acts that Seutu knows.
    """
    return name_of("plan.multisectoral" if is_multisectoral else "plan", began_on).words.in_language(language)


def assessment_sections(began_on: dt.date) -> tuple[Section, ...]:
    """The sections of an assessment, in order."""
    return _sections("assessment", began_on)


def plan_sections(began_on: dt.date) -> tuple[Section, ...]:
    """The sections of a plan, in order; the optional ones too."""
    return _sections("plan", began_on)


def _sections(document: str, on: dt.date) -> tuple[Section, ...]:
    return tuple(part for part in tables().sections if part.document == document and part.is_in_force(on))


# -- deadlines ------------------------------------------------------------------------------


def assessment_due_on(asked_on: dt.date, began_on: dt.date) -> Deadline:
    """By when an assessment is started that was asked for, or whose client relationship began, on a day."""
    return _deadline(asked_on, began_on, "assessment.start")


def eligible_until(first_permit_on: dt.date, began_on: dt.date) -> Deadline:
    """Until when an assessment can be made for who got the first permit, card or registration on a day."""
    return _deadline(first_permit_on, began_on, "assessment.eligible")


def plan_due_on(assessment_finalised_on: dt.date, began_on: dt.date) -> Deadline:
    """By when the making of the plan is started."""
    return _deadline(assessment_finalised_on, began_on, "plan.start")


def first_plan_by(first_permit_on: dt.date, began_on: dt.date) -> Deadline:
    """By when the first plan is made of who got the first permit, card or registration on a day."""
    return _deadline(first_permit_on, began_on, "plan.first_by")


def plan_latest_end(starts_on: dt.date, is_first: bool, began_on: dt.date) -> Deadline:
    """The last day that a plan can have; a later plan has no length of its own, only that of all (`plan_total_end`)."""
    return _deadline(starts_on, began_on, "plan.first_length") if is_first else NO_DEADLINE


def plan_total_end(first_plan_starts_on: dt.date, began_on: dt.date, is_extended: bool = False) -> Deadline:
    """The last day that any plan of a client can have, with the extension when there is a ground for it."""
    keys = ("plan.total", "plan.extension") if is_extended else ("plan.total",)
    return _deadline(first_plan_starts_on, began_on, *keys)


def direct_to_education_by(plan_starts_on: dt.date, began_on: dt.date) -> Deadline:
    """By when the client is directed to apply for education or another service."""
    return _deadline(plan_starts_on, began_on, "plan.direct_to_education")


def plan_review_due_on(last_reviewed_on: dt.date, began_on: dt.date) -> Deadline:
    """By when a plan is reviewed that was made, or reviewed the last time, on a day."""
    return _deadline(last_reviewed_on, began_on, "plan.review")


def reimbursement_ends_on(starts_on: dt.date, is_quota_refugee: bool, began_on: dt.date) -> Deadline:
    """Until when the state pays an imputed reimbursement that is paid from a day."""
    kind = "quota_refugee" if is_quota_refugee else "other"
    return _deadline(starts_on, began_on, f"reimbursement.{kind}")


def retention_ends_on(last_entry_on: dt.date) -> Deadline:
    """Until when the record of a client may be kept whose last entry is of a day."""
    return _deadline(last_entry_on, last_entry_on, "register.retention")


def least_orientation(began_on: dt.date) -> Rule | None:
    """The rule whose ``hours`` a multilingual civic orientation has at the least; None when none is owed."""
    try:
        return rule_in_force("orientation.least", began_on)
    except NoRuleInForce:
        return None


def _deadline(since: dt.date, began_on: dt.date, *keys: str) -> Deadline:
    return _worked_out(law_in_use(), since, began_on, keys)


# Few days and few rules stand behind the deadlines of many clients.
@lru_cache(maxsize=50_000)
def _worked_out(_law: tuple[str, str], since: dt.date, began_on: dt.date, keys: tuple[str, ...]) -> Deadline:
    try:
        rules = [rule_in_force(key, began_on) for key in keys]
    except NoRuleInForce:
        return NO_DEADLINE
    return deadline_of(since, *rules)


# -- what is asked of a municipality --------------------------------------------------------


def programme_rule(on: dt.date) -> Rule | None:
    """The rule by which a municipality must have an integration programme to be reimbursed by the state, or None."""
    try:
        return rule_in_force("programme.required", on)
    except NoRuleInForce:
        return None
