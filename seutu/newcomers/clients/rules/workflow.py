"""Where a client stands on the path. Computed from rows alone: nobody sets it by hand, so it cannot be wrong."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from seutu.newcomers.clients.rules.duties import Duty, DutyKind, Urgency, duties_of, needs_plan
from seutu.newcomers.clients.rules.path_facts import PathFacts


class State(enum.StrEnum):
    """A stage of the path."""

    NEW = "new"
    REOPENED = "reopened"
    ASSESSMENT_DUE = "assessment_due"
    IN_ASSESSMENT = "in_assessment"
    PLAN_DUE = "plan_due"
    IN_PLANNING = "in_planning"
    NO_PLAN = "no_plan"
    PLAN_IN_FORCE = "plan_in_force"
    REVIEW_DUE = "review_due"
    PLAN_OVER = "plan_over"
    HANDED_OVER = "handed_over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a client on a day, since when, and the duty that comes next by it, when there is one."""

    state: State
    since: dt.date
    next_duty: Duty | None = None
    is_reopened: bool = False


# The duty that a page names beside the state.
NEXT = {
    State.ASSESSMENT_DUE: (DutyKind.ASSESSMENT,),
    State.IN_ASSESSMENT: (DutyKind.FINISH_ASSESSMENT,),
    State.PLAN_DUE: (DutyKind.PLAN,),
    State.IN_PLANNING: (DutyKind.FINISH_PLAN,),
    State.PLAN_IN_FORCE: (DutyKind.EDUCATION, DutyKind.REVIEW, DutyKind.PLAN_END),
    State.REVIEW_DUE: (DutyKind.REVIEW, DutyKind.PLAN_END),
    State.PLAN_OVER: (DutyKind.PLAN_END,),
    State.NEW: (DutyKind.ELIGIBILITY_END,),
    State.ENDED: (DutyKind.STATUS,),
}


def standing_of(facts: PathFacts, today: dt.date) -> Standing:
    """Where a client stands on a day."""
    duties = duties_of(facts, today)
    state, since = _state(facts, duties, today)
    wanted = NEXT.get(state, ())
    following = next((duty for duty in duties if duty.kind in wanted), None)
    return Standing(state, since, following, facts.is_reopened)


def _state(facts: PathFacts, duties: list[Duty], today: dt.date) -> tuple[State, dt.date]:
    if facts.ended_on:
        return State.ENDED, facts.ended_on
    return _of_assessment(facts) or _of_plan(facts, duties, today) or _of_nothing_open(facts)


def _of_assessment(facts: PathFacts) -> tuple[State, dt.date] | None:
    assessment = facts.open_assessment
    if assessment is None:
        return None
    if assessment.started_on:
        return State.IN_ASSESSMENT, assessment.started_on
    return State.ASSESSMENT_DUE, assessment.asked_on


def _of_plan(facts: PathFacts, duties: list[Duty], today: dt.date) -> tuple[State, dt.date] | None:
    last = facts.final_plans[-1] if facts.final_plans else None
    in_force = last if last and last.ends_on >= today else None
    if in_force and in_force.handed_over_on is None:
        is_due = any(_is_review(duty) for duty in duties) or facts.open_plan is not None
        return (State.REVIEW_DUE if is_due else State.PLAN_IN_FORCE), in_force.starts_on
    if facts.open_plan:
        return State.IN_PLANNING, min(facts.open_plan.starts_on, today)
    assessment = facts.finalised_assessment
    if needs_plan(facts) and assessment and assessment.finalised_on:
        return State.PLAN_DUE, assessment.finalised_on
    if facts.no_plan_on:
        return State.NO_PLAN, facts.no_plan_on
    if last and last.handed_over_on is None and not facts.is_reopened:
        return State.PLAN_OVER, last.ends_on
    return None


def _is_review(duty: Duty) -> bool:
    return duty.kind in {DutyKind.REVIEW, DutyKind.PLAN_END} and duty.urgency in {Urgency.OVERDUE, Urgency.SOON}


def _of_nothing_open(facts: PathFacts) -> tuple[State, dt.date]:
    if facts.is_reopened:
        return State.REOPENED, facts.statuses["end"]
    given = [each.handed_over_on for each in facts.assessments if each.handed_over_on]
    given += [each.handed_over_on for each in facts.plans if each.handed_over_on]
    if given:
        return State.HANDED_OVER, max(given)
    return State.NEW, facts.began_on
