"""What is to be done for a client and by when, by the law of their day. Pure: from values, on a given day."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from seutu.newcomers.clients.models import ClosingReason
from seutu.newcomers.clients.rules.path_facts import PathFacts, PlanFacts
from seutu.newcomers.clients.rules.path_law import judging_day, rule_of
from seutu.shared.law import integration
from seutu.shared.law.entries import Rule
from seutu.shared.law.periods import Deadline, months_after

SOON_DAYS = 7
# Ways of the house, not of any law: who is not heard of, and when it is written down where a client stands.
QUIET_DAYS = 120
START_STATUS_DAYS = 30
AFTER_MONTHS = 6
# When nobody has written it down by then, nobody will.
AFTER_IS_ASKED_MONTHS = 12


class DutyKind(enum.StrEnum):
    """What is to be done."""

    ASSESSMENT = "assessment"
    FINISH_ASSESSMENT = "finish_assessment"
    PLAN = "plan"
    FINISH_PLAN = "finish_plan"
    EDUCATION = "education"
    REVIEW = "review"
    PLAN_END = "plan_end"
    ELIGIBILITY_END = "eligibility_end"
    FOLLOW_UP = "follow_up"
    QUIET = "quiet"
    STATUS = "status"
    DATA_REQUEST = "data_request"


class Urgency(enum.IntEnum):
    """How near it is; what has no last day is open."""

    OVERDUE = 0
    SOON = 1
    OPEN = 2
    LATER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to be done for a client. ``subject_id`` is the row it is about; ``since`` the day it began to be due.

    ``due_on`` is None where no day is set; ``rules`` are those of the law that set it, none for the house's own ways.
    """

    kind: DutyKind
    client_id: int
    reference: str
    subject_id: int
    since: dt.date
    due_on: dt.date | None
    urgency: Urgency
    rules: tuple[Rule, ...] = ()
    is_immediate: bool = False

    @property
    def provisions(self) -> tuple[str, ...]:
        """What a page cites beside the day."""
        return tuple(rule.provision_with_number for rule in self.rules)

    @property
    def is_confirmed(self) -> bool:
        """Whether each rule has been read from its source; where there is no rule, nothing is claimed of the law."""
        return all(rule.confirmed for rule in self.rules)

    def days_open(self, on: dt.date) -> int:
        """How many days it has stood on that day."""
        return max((on - self.since).days, 0)

    def days_left(self, on: dt.date) -> int | None:
        """Days to the last one, negative when it is over; None without a last day."""
        return None if self.due_on is None else (self.due_on - on).days


@dataclass(frozen=True, slots=True)
class _Found:
    kind: DutyKind
    subject_id: int
    since: dt.date
    deadline: Deadline


def duties_of(facts: PathFacts, today: dt.date) -> list[Duty]:
    """What is to be done for a client, the most urgent first."""
    return sorted((_duty(each, facts, today) for each in _all_of(facts, today)), key=urgency_order)


def overdue_of(facts: PathFacts, today: dt.date) -> list[DutyKind]:
    """What is late for a client, by its kind alone: for counting that of thousands."""
    return [each.kind for each in _all_of(facts, today) if urgency_of(each.deadline, today) == Urgency.OVERDUE]


def _all_of(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    rooms = (_of_requests,) if facts.ended_on else (_of_requests, _of_assessments, _of_plans, _of_eligibility, _of_work)
    for room in (*rooms, _of_statuses):
        yield from room(facts, today)


def urgency_order(duty: Duty) -> tuple[int, dt.date, str, str]:
    """The order in which duties are shown."""
    return duty.urgency, duty.due_on or duty.since, duty.reference, duty.kind


def _duty(found: _Found, facts: PathFacts, today: dt.date) -> Duty:
    return Duty(
        kind=found.kind,
        client_id=facts.client_id,
        reference=facts.reference,
        subject_id=found.subject_id,
        since=found.since,
        due_on=found.deadline.day,
        urgency=urgency_of(found.deadline, today),
        rules=found.deadline.rules,
        is_immediate=found.deadline.is_immediate,
    )


def urgency_of(deadline: Deadline, today: dt.date) -> Urgency:
    """How near a deadline is: what is to be done without delay is always near, and never overdue."""
    if deadline.day is None:
        return Urgency.OPEN
    if deadline.is_overdue(today):
        return Urgency.OVERDUE
    is_near = deadline.is_immediate or (deadline.day - today).days <= SOON_DAYS
    return Urgency.SOON if is_near else Urgency.LATER


def _of_assessments(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    assessment = facts.open_assessment
    if assessment is None:
        return
    if assessment.started_on is None:
        on = judging_day(facts.began_on, assessment.asked_on)
        deadline = integration.assessment_due_on(assessment.asked_on, on)
        yield _Found(DutyKind.ASSESSMENT, assessment.pk, assessment.asked_on, deadline)
    else:
        yield _Found(DutyKind.FINISH_ASSESSMENT, assessment.pk, assessment.started_on, Deadline(None))


def _of_plans(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    if facts.open_plan is not None:
        plan = facts.open_plan
        yield _Found(DutyKind.FINISH_PLAN, plan.pk, min(plan.starts_on, today), Deadline(None))
    elif needs_plan(facts):
        assessment = facts.finalised_assessment
        if assessment and assessment.finalised_on:
            on = judging_day(facts.began_on, assessment.asked_on)
            deadline = integration.plan_due_on(assessment.finalised_on, on)
            yield _Found(DutyKind.PLAN, assessment.pk, assessment.finalised_on, deadline)
    last = facts.final_plans[-1] if facts.final_plans else None
    is_past = last is not None and last.ends_on < today and facts.no_plan_on is not None
    if last and last.handed_over_on is None and not is_past:
        yield from _of_final_plans(facts, today)


def needs_plan(facts: PathFacts) -> bool:
    """Whether an assessment was finalised here, no plan has covered a day since, and nobody decided on none."""
    assessment = facts.finalised_assessment
    if assessment is None or assessment.finalised_on is None or assessment.handed_over_on or assessment.no_plan_on:
        return False
    if facts.statuses.get("end", dt.date.min) > assessment.finalised_on:
        return False
    since = assessment.finalised_on
    return not any(plan.ends_on >= since and (plan.finalised_on or plan.handed_over_on) for plan in facts.plans)


def plan_due_after(facts: PathFacts) -> int | None:
    """The id of the assessment after which a plan waits to be begun; None when none waits."""
    assessment = facts.finalised_assessment
    waits = assessment is not None and needs_plan(facts) and not (facts.open_plan or facts.ended_on)
    return assessment.pk if assessment and waits else None


def _of_final_plans(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    first, last = facts.final_plans[0], facts.final_plans[-1]
    if not any(plan.directed_on for plan in facts.plans):
        on = judging_day(facts.began_on, first.starts_on)
        deadline = integration.direct_to_education_by(first.starts_on, on)
        yield _Found(DutyKind.EDUCATION, last.pk, first.starts_on, deadline)
    if facts.open_plan or needs_plan(facts):
        return
    review = review_of(facts, last)
    if review.day and last.ends_on >= today and review.day < last.ends_on:
        yield _Found(DutyKind.REVIEW, last.pk, last.finalised_on or last.starts_on, review)
    yield _Found(DutyKind.PLAN_END, last.pk, last.starts_on, Deadline(last.ends_on))


def review_of(facts: PathFacts, plan: PlanFacts) -> Deadline:
    """By when a version is reviewed: a year from when it was made under the former act, by need under the present."""
    on = judging_day(facts.began_on, plan.starts_on)
    return integration.plan_review_due_on(plan.finalised_on or plan.starts_on, on)


def _of_eligibility(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    if facts.first_permit_on is None or facts.finalised_assessment or facts.plans:
        return
    asked = facts.open_assessment
    on = judging_day(facts.began_on, asked.asked_on if asked else facts.began_on)
    deadline = integration.eligible_until(facts.first_permit_on, on)
    if deadline.day and (asked or deadline.day >= today):
        yield _Found(DutyKind.ELIGIBILITY_END, facts.client_id, facts.first_permit_on, deadline)


def _of_work(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    for contact, day in facts.follow_ups:
        yield _Found(DutyKind.FOLLOW_UP, contact, min(day, today), Deadline(day))
    heard = facts.last_contact_on or facts.began_on
    yield _Found(DutyKind.QUIET, facts.client_id, heard, Deadline(heard + dt.timedelta(days=QUIET_DAYS)))


def _of_requests(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    for request, received_on, due_on in facts.data_requests:
        rules = rule_of("data.answer", received_on)
        yield _Found(DutyKind.DATA_REQUEST, request, received_on, Deadline(due_on, rules))


def _of_statuses(facts: PathFacts, today: dt.date) -> Iterator[_Found]:
    if facts.ended_on:
        due = status_due(facts, "after")
        if due and "after" not in facts.statuses and today <= months_after(facts.ended_on, AFTER_IS_ASKED_MONTHS):
            yield _Found(DutyKind.STATUS, facts.client_id, facts.ended_on, Deadline(due))
        return
    due = status_due(facts, "start")
    if due and "start" not in facts.statuses:
        yield _Found(DutyKind.STATUS, facts.client_id, due - dt.timedelta(days=START_STATUS_DAYS), Deadline(due))


def status_due(facts: PathFacts, point: str) -> dt.date | None:
    """By when it is written down where a client stands at a point; None while the point has not come."""
    if point == "start":
        assessment = facts.finalised_assessment
        starts = [each for each in (assessment.finalised_on if assessment else None,) if each]
        starts += [plan.starts_on for plan in facts.final_plans[:1]]
        return min(starts) + dt.timedelta(days=START_STATUS_DAYS) if starts else None
    if facts.ended_on is None or facts.closing_reason == ClosingReason.DIED:
        return None
    return facts.ended_on if point == "end" else months_after(facts.ended_on, AFTER_MONTHS)
