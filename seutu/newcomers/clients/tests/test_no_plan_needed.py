"""After an assessment it can be decided that no plan is needed; a plan that is begun takes it back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.newcomers.clients.actions.assessments import NoPlanDue, note_no_plan
from seutu.newcomers.clients.actions.path_documents import note_reading
from seutu.newcomers.clients.actions.plans import begin_plan, discard_plan
from seutu.newcomers.clients.models import Assessment, NoPlanGround, scoped
from seutu.newcomers.clients.queries.path import path_of
from seutu.newcomers.clients.rules.duties import DutyKind, duties_of
from seutu.newcomers.clients.rules.workflow import State, standing_of
from seutu.newcomers.clients.tests.path_rows import client_of, final_assessment, final_plan, opened_assessment
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
PLAN_WORDS = dt.date(2026, 11, 2), dt.date(2027, 5, 1)


@pytest.fixture
def person(unit, counsellor):
    return client_of(unit, keyworker=counsellor)


def state(client) -> State:
    return standing_of(path_of(client), clock.today()).state


def kinds(client) -> set[DutyKind]:
    return {duty.kind for duty in duties_of(path_of(client), clock.today())}


def address(assessment: Assessment) -> str:
    return reverse("clients:no_plan", args=[assessment.client.reference, assessment.pk])


def test_the_time_of_the_plan_ends_and_the_state_says_so(person, counsellor):
    assessment = final_assessment(person, counsellor)
    assert (state(person), DutyKind.PLAN in kinds(person)) == (State.PLAN_DUE, True)

    note_no_plan(assessment, ground=NoPlanGround.NO_NEED, by=counsellor)

    assert (state(person), DutyKind.PLAN in kinds(person)) == (State.NO_PLAN, False)
    assert Entry.objects.get(verb="assessment.plan_not_needed").details["ground"] == "no_need"


def test_a_plan_that_is_begun_takes_it_back(person, counsellor):
    note_no_plan(final_assessment(person, counsellor), ground=NoPlanGround.NOT_WANTED, by=counsellor)

    plan = begin_plan(person, starts_on=PLAN_WORDS[0], ends_on=PLAN_WORDS[1], by=counsellor)

    assert state(person) == State.IN_PLANNING
    assert scoped(Assessment.objects.all()).get().no_plan_ground == ""
    assert Entry.objects.filter(verb="assessment.plan_needed").count() == 1
    discard_plan(plan, revision=plan.revision, by=counsellor)
    assert state(person) == State.PLAN_DUE


def test_the_end_of_a_former_plan_is_no_duty_when_none_is_needed_any_more(person, counsellor):
    final_plan(person, counsellor)
    assessment = final_assessment(person, counsellor)
    assert DutyKind.PLAN in kinds(person)

    note_no_plan(assessment, ground=NoPlanGround.OTHER_PLAN, by=counsellor)

    assert state(person) == State.NO_PLAN
    assert kinds(person).isdisjoint({DutyKind.PLAN, DutyKind.PLAN_END, DutyKind.REVIEW})


def test_a_new_assessment_opens_the_question_again(person, counsellor):
    note_no_plan(final_assessment(person, counsellor), ground=NoPlanGround.NO_NEED, by=counsellor)

    opened_assessment(person, asked_on=clock.today())

    assert state(person) == State.ASSESSMENT_DUE


def test_nothing_is_decided_before_the_assessment_is_final_or_twice(person, counsellor):
    assessment = opened_assessment(person)
    with pytest.raises(NoPlanDue):
        note_no_plan(assessment, ground=NoPlanGround.NO_NEED, by=counsellor)
    assessment.delete()
    final = final_assessment(person, counsellor)
    note_no_plan(final, ground=NoPlanGround.NO_NEED, by=counsellor)

    with pytest.raises(NoPlanDue):
        note_no_plan(final, ground=NoPlanGround.OTHER, by=counsellor)


@pytest.mark.parametrize("values", [{"no_plan_on": dt.date(2026, 1, 1)}, {"no_plan_ground": "no_need"}])
def test_the_database_refuses_a_decision_without_a_day_or_a_ground(person, counsellor, values):
    made = final_assessment(person, counsellor)

    with pytest.raises(IntegrityError), transaction.atomic():
        scoped(Assessment.objects.filter(pk=made.pk)).update(**values)


def test_it_is_decided_on_a_page_that_cites_the_law_of_the_day(person, counsellor):
    assessment, browser = final_assessment(person, counsellor), signed_in(counsellor)
    path = reverse("clients:path", args=[person.reference])
    assert address(assessment) in browser.get(path).content.decode()

    page = browser.get(address(assessment)).content.decode()
    refused = browser.post(address(assessment), {"ground": ""})
    answer = browser.post(address(assessment), {"ground": "no_need"}, follow=True).content.decode()

    assert "681/2023" in page
    assert refused.context["form"].errors
    assert "arvioinnin mukaan suunnitelmalle ei ole tarvetta" in answer
    assert browser.get(address(assessment))["Location"] == path


def test_a_client_of_2022_is_judged_by_the_act_of_then(unit, counsellor):
    old = client_of(unit, began_on=dt.date(2022, 3, 3), keyworker=counsellor)
    assessment = final_assessment(old, counsellor, asked_on=dt.date(2022, 3, 3), started_on=dt.date(2022, 3, 10))

    assert "1386/2010" in signed_in(counsellor).get(address(assessment)).content.decode()


def test_a_worker_of_another_unit_says_first_for_what_they_read_the_path(person, counsellor, colleague):
    assessment = final_assessment(person, counsellor)
    browser = signed_in(colleague)
    pages = [
        reverse("clients:path", args=[person.reference]),
        reverse("clients:assessment", args=[person.reference, assessment.pk]),
    ]

    asked = [browser.get(page) for page in pages]
    browser.post(person.get_absolute_url(), {"purpose": "guidance"})
    opened = [browser.get(page).status_code for page in pages]

    assert [answer["Location"] for answer in asked] == [person.get_absolute_url()] * 2
    assert opened == [200, 200]
    assert Entry.objects.get(verb="path.viewed").details["purpose"] == "guidance"
    assert Entry.objects.get(verb="assessment.viewed").details["purpose"] == "guidance"


def test_reading_is_noted_with_its_purpose(person, counsellor):
    note_reading(final_assessment(person, counsellor), what="viewed", purpose="leading", by=counsellor)

    assert Entry.objects.get(verb="assessment.viewed").details["purpose"] == "leading"
