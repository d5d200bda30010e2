from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.rules.duties import Duty, DutyKind, Urgency, duties_of
from seutu.newcomers.clients.rules.path_facts import AssessmentFacts, PathFacts, PlanFacts

D = dt.date


def facts(began_on: dt.date, **more) -> PathFacts:
    return PathFacts(
        client_id=1, reference="7K3FBCDG", began_on=began_on, **{"last_contact_on": D(2026, 11, 1), **more}
    )


def duty(found: list[Duty], kind: DutyKind) -> Duty | None:
    return next((each for each in found if each.kind == kind), None)


def assessed(asked_on: dt.date, finalised_on: dt.date | None = None, **more) -> AssessmentFacts:
    started = more.pop("started_on", finalised_on)
    return AssessmentFacts(pk=11, asked_on=asked_on, started_on=started, finalised_on=finalised_on, **more)


def planned(starts_on: dt.date, ends_on: dt.date, **more) -> PlanFacts:
    return PlanFacts(
        **{"pk": 21, "number": 1, "starts_on": starts_on, "ends_on": ends_on, "finalised_on": starts_on, **more}
    )


def test_a_client_of_2022_is_assessed_within_two_months():
    found = duty(
        duties_of(facts(D(2022, 3, 1), assessments=(assessed(D(2022, 3, 1)),)), D(2022, 4, 1)), DutyKind.ASSESSMENT
    )

    assert found.due_on == D(2022, 5, 1)
    assert found.provisions == ("KotoL 1386/2010 10 §",)
    assert found.is_confirmed


def test_a_client_of_2022_has_a_plan_begun_within_two_weeks():
    path = facts(D(2022, 3, 1), assessments=(assessed(D(2022, 3, 1), D(2022, 4, 4)),))

    found = duty(duties_of(path, D(2022, 4, 19)), DutyKind.PLAN)

    assert (found.due_on, found.urgency) == (D(2022, 4, 18), Urgency.OVERDUE)


def test_a_client_of_2022_is_directed_to_education_within_a_month():
    path = facts(D(2022, 3, 1), plans=(planned(D(2022, 5, 2), D(2023, 5, 1)),))

    assert duty(duties_of(path, D(2022, 5, 20)), DutyKind.EDUCATION).due_on == D(2022, 6, 2)


def test_a_client_of_2025_has_no_time_for_the_assessment_that_the_register_knows():
    found = duty(
        duties_of(facts(D(2025, 3, 3), assessments=(assessed(D(2025, 3, 3)),)), D(2025, 9, 1)), DutyKind.ASSESSMENT
    )

    assert (found.due_on, found.urgency, found.is_confirmed) == (None, Urgency.OPEN, False)
    assert found.days_open(D(2025, 3, 13)) == 10


def test_a_client_of_2025_has_a_plan_begun_without_delay():
    path = facts(D(2025, 3, 3), assessments=(assessed(D(2025, 3, 3), D(2025, 4, 4)),))

    found = duty(duties_of(path, D(2025, 6, 1)), DutyKind.PLAN)

    assert (found.is_immediate, found.urgency, found.days_open(D(2025, 6, 1))) == (True, Urgency.SOON, 58)


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        (D(2025, 10, 1), Urgency.LATER),
        (D(2025, 10, 26), Urgency.SOON),
        (D(2025, 11, 2), Urgency.SOON),
        (D(2025, 11, 3), Urgency.OVERDUE),
    ],
)
def test_a_client_of_2025_is_directed_to_education_within_six_months(today, urgency):
    path = facts(D(2025, 3, 3), plans=(planned(D(2025, 5, 2), D(2026, 5, 1)),))

    found = duty(duties_of(path, today), DutyKind.EDUCATION)

    assert (found.due_on, found.urgency) == (D(2025, 11, 2), urgency)


def test_who_was_directed_is_not_asked_for_again_by_the_next_version():
    path = facts(
        D(2025, 3, 3),
        plans=(
            planned(D(2025, 5, 2), D(2026, 5, 1), directed_on=D(2025, 6, 1)),
            planned(D(2026, 5, 2), D(2027, 5, 1), pk=22, number=2),
        ),
    )

    assert duty(duties_of(path, D(2026, 12, 1)), DutyKind.EDUCATION) is None


def test_a_table_that_an_installation_writes_changes_the_duty_without_code(settings):
    settings.LAW = """
    [[rule]]
    key = "assessment.start"
    months = 1
    act = "KotoL"
    number = "681/2023"
    section = "15 §"
    valid_from = 2025-01-01
    source = "https://finlex.fi/fi/lainsaadanto/2023/681"
    confirmed = true
    """

    path = facts(D(2025, 3, 3), assessments=(assessed(D(2025, 3, 3)),))
    found = duty(duties_of(path, D(2025, 4, 4)), DutyKind.ASSESSMENT)

    assert (found.due_on, found.urgency) == (D(2025, 4, 3), Urgency.OVERDUE)
    assert found.provisions == ("KotoL 681/2023 15 §",)


def test_the_former_act_wants_a_plan_reviewed_once_a_year_and_the_present_one_by_need():
    old = facts(D(2022, 3, 1), plans=(planned(D(2022, 5, 2), D(2024, 5, 1)),))
    new = facts(D(2025, 3, 3), plans=(planned(D(2025, 5, 2), D(2026, 5, 1)),))

    assert duty(duties_of(old, D(2023, 1, 1)), DutyKind.REVIEW).due_on == D(2023, 5, 2)
    assert duty(duties_of(new, D(2026, 1, 1)), DutyKind.REVIEW) is None


def test_the_end_of_a_plan_is_a_duty_until_a_new_version_is_in_the_making():
    first = planned(D(2025, 5, 2), D(2026, 5, 1), directed_on=D(2025, 6, 1))
    second = PlanFacts(pk=22, number=2, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1))

    alone = duties_of(facts(D(2025, 3, 3), plans=(first,)), D(2026, 4, 28))
    followed = duties_of(facts(D(2025, 3, 3), plans=(first, second)), D(2026, 4, 28))

    assert duty(alone, DutyKind.PLAN_END).urgency == Urgency.SOON
    assert duty(followed, DutyKind.PLAN_END) is None
    assert duty(followed, DutyKind.FINISH_PLAN) is not None


def test_what_another_system_keeps_is_nobodys_duty_here():
    path = facts(
        D(2025, 3, 3),
        assessments=(assessed(D(2025, 3, 3), D(2025, 4, 1), handed_over_on=D(2025, 4, 2)),),
        plans=(planned(D(2025, 5, 2), D(2026, 5, 1), handed_over_on=D(2025, 5, 3)),),
        statuses={"start": D(2025, 5, 2)},
    )

    assert {each.kind for each in duties_of(path, D(2026, 11, 2))} == {DutyKind.QUIET}


def test_who_was_not_heard_of_for_120_days_is_quiet():
    found = duty(duties_of(facts(D(2025, 3, 3), last_contact_on=D(2026, 3, 1)), D(2026, 6, 30)), DutyKind.QUIET)

    assert (found.due_on, found.urgency) == (D(2026, 6, 29), Urgency.OVERDUE)


def test_the_time_for_an_assessment_ends_three_years_from_the_first_permit():
    path = facts(D(2025, 3, 3), first_permit_on=D(2024, 2, 1))

    assert duty(duties_of(path, D(2027, 1, 27)), DutyKind.ELIGIBILITY_END).urgency == Urgency.SOON
    assert duty(duties_of(path, D(2027, 2, 2)), DutyKind.ELIGIBILITY_END) is None


def test_an_assessment_that_is_open_when_the_time_ends_says_so():
    path = facts(D(2025, 3, 3), first_permit_on=D(2024, 2, 1), assessments=(assessed(D(2026, 12, 1)),))

    assert duty(duties_of(path, D(2027, 2, 2)), DutyKind.ELIGIBILITY_END).urgency == Urgency.OVERDUE


def test_follow_ups_and_requests_for_own_data_have_their_days():
    path = facts(D(2025, 3, 3), follow_ups=((5, D(2026, 11, 2)),), data_requests=((6, D(2026, 10, 1), D(2026, 11, 1)),))

    found = duties_of(path, D(2026, 11, 3))

    assert [(each.kind, each.subject_id) for each in found[:2]] == [(DutyKind.DATA_REQUEST, 6), (DutyKind.FOLLOW_UP, 5)]
    assert found[0].provisions == ("TSA 2016/679 12 artikla 3 kohta",)


def test_a_service_that_ended_asks_six_months_later_where_the_client_stands():
    ended = facts(D(2024, 3, 3), ended_on=D(2026, 4, 30), closing_reason="moved", statuses={"end": D(2026, 4, 30)})

    found = duties_of(ended, D(2026, 10, 25))

    assert [(each.kind, each.due_on, each.urgency) for each in found] == [
        (DutyKind.STATUS, D(2026, 10, 30), Urgency.SOON)
    ]
    assert duties_of(ended, D(2027, 5, 1)) == []


def test_nothing_is_asked_of_who_died():
    assert duties_of(facts(D(2024, 3, 3), ended_on=D(2026, 4, 30), closing_reason="died"), D(2026, 10, 29)) == []


def test_a_client_from_before_our_tables_has_duties_without_days():
    path = facts(D(2009, 3, 3), assessments=(assessed(D(2009, 3, 3)),))

    assert duty(duties_of(path, D(2010, 3, 3)), DutyKind.ASSESSMENT).due_on is None
