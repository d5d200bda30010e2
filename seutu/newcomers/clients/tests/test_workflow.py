from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.rules.path_facts import AssessmentFacts, PathFacts, PlanFacts
from seutu.newcomers.clients.rules.workflow import State, standing_of

D = dt.date
ASKED = AssessmentFacts(pk=1, asked_on=D(2025, 3, 3))
STARTED = AssessmentFacts(pk=1, asked_on=D(2025, 3, 3), started_on=D(2025, 3, 10))
FINAL = AssessmentFacts(pk=1, asked_on=D(2025, 3, 3), started_on=D(2025, 3, 10), finalised_on=D(2025, 4, 1))
GIVEN = AssessmentFacts(pk=1, asked_on=D(2025, 3, 3), handed_over_on=D(2025, 4, 1))
DRAFT = PlanFacts(pk=2, number=1, starts_on=D(2025, 4, 10), ends_on=D(2026, 4, 9))
PLAN = PlanFacts(
    pk=2,
    number=1,
    starts_on=D(2025, 4, 10),
    ends_on=D(2026, 4, 9),
    finalised_on=D(2025, 4, 10),
    directed_on=D(2025, 5, 1),
)
NEXT = PlanFacts(pk=3, number=2, starts_on=D(2026, 4, 10), ends_on=D(2027, 4, 9))


def path(**rows) -> PathFacts:
    return PathFacts(client_id=1, reference="7K3FBCDG", began_on=D(2025, 3, 3), **rows)


@pytest.mark.parametrize(
    ("rows", "today", "state"),
    [
        ({}, D(2025, 3, 3), State.NEW),
        ({"assessments": (ASKED,)}, D(2025, 3, 4), State.ASSESSMENT_DUE),
        ({"assessments": (STARTED,)}, D(2025, 3, 11), State.IN_ASSESSMENT),
        ({"assessments": (FINAL,)}, D(2025, 4, 2), State.PLAN_DUE),
        ({"assessments": (FINAL,), "plans": (DRAFT,)}, D(2025, 4, 11), State.IN_PLANNING),
        ({"assessments": (FINAL,), "plans": (PLAN,)}, D(2025, 8, 1), State.PLAN_IN_FORCE),
        ({"assessments": (FINAL,), "plans": (PLAN,)}, D(2026, 4, 5), State.REVIEW_DUE),
        ({"assessments": (FINAL,), "plans": (PLAN, NEXT)}, D(2026, 4, 5), State.REVIEW_DUE),
        ({"assessments": (FINAL,), "plans": (PLAN,)}, D(2026, 4, 10), State.PLAN_OVER),
        ({"assessments": (GIVEN,)}, D(2025, 5, 1), State.HANDED_OVER),
        ({"assessments": (FINAL,), "ended_on": D(2025, 6, 1)}, D(2025, 6, 2), State.ENDED),
    ],
)
def test_the_state_follows_from_the_rows(rows, today, state):
    assert standing_of(path(**rows), today).state == state


def test_a_service_that_goes_on_after_its_end_is_reopened_until_something_is_begun():
    end = {"end": D(2026, 5, 1)}

    waiting = standing_of(path(assessments=(FINAL,), plans=(PLAN,), statuses=end), D(2026, 9, 1))
    begun = standing_of(
        path(
            assessments=(FINAL, AssessmentFacts(pk=9, asked_on=D(2026, 9, 2))),
            plans=(PLAN,),
            statuses=end,
        ),
        D(2026, 9, 3),
    )

    assert (waiting.state, waiting.since) == (State.REOPENED, D(2026, 5, 1))
    assert (begun.state, begun.is_reopened) == (State.ASSESSMENT_DUE, True)


def test_the_state_names_the_duty_that_comes_next_with_its_provision():
    standing = standing_of(path(assessments=(FINAL,)), D(2025, 4, 2))

    assert standing.next_duty.provisions == ("KotoL 681/2023",)
