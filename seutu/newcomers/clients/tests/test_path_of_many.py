from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.newcomers.clients.models import BasisGroup, ChecklistStep, OwnDataRequest
from seutu.newcomers.clients.queries.arrivals import arrival_of
from seutu.newcomers.clients.queries.path import duties_for
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.checklist import Arrival, concerning_steps
from seutu.newcomers.clients.rules.duties import DutyKind
from seutu.newcomers.clients.rules.responsibility import Authority, Ground, responsible_for
from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.path_rows import client_of, final_plan, opened_assessment

Step = ChecklistStep.Step
D = dt.date


def busy_client(unit, counsellor, **values):
    client = client_of(unit, keyworker=counsellor, **values)
    opened_assessment(client)
    final_plan(client, counsellor)
    ContactFactory(client=client, unit=unit, follow_up_on=D(2026, 11, 1))
    OwnDataRequest.objects.create(
        client=client, kind="access", received_on=D(2026, 11, 1), due_on=D(2026, 12, 1), received_by=counsellor
    )
    return client


def test_a_workers_duties_cost_the_same_for_one_and_for_five_clients(counsellor, unit):
    worker = worker_of(counsellor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert duties_for(worker)
        return len(asked)

    busy_client(unit, counsellor)
    one = cost()
    for _client in range(4):
        busy_client(unit, counsellor)
    assert (cost(), one) == (6, 6)


def test_duties_are_of_own_clients_and_of_others_only_when_they_are_asked_for(counsellor, colleague, supervisor, unit):
    mine = busy_client(unit, counsellor)
    protected = busy_client(unit, colleague, is_protected=True)

    assert {each.reference for each in duties_for(worker_of(counsellor))} == {mine.reference}
    # The counsellor of the unit may not see the protected client of another.
    both = [counsellor.pk, colleague.pk]
    assert {each.reference for each in duties_for(worker_of(counsellor), keyworkers=both)} == {mine.reference}
    assert {each.reference for each in duties_for(worker_of(supervisor), keyworkers=both)} == {
        mine.reference,
        protected.reference,
    }


def test_the_most_urgent_comes_first_over_all_clients(counsellor, unit):
    busy_client(unit, counsellor)
    client_of(unit, keyworker=counsellor, began_on=D(2022, 1, 1))

    found = duties_for(worker_of(counsellor))

    assert [each.urgency for each in found] == sorted(each.urgency for each in found)
    assert DutyKind.DATA_REQUEST in {each.kind for each in found}


@pytest.mark.parametrize(
    ("is_job_seeker", "group", "authority", "ground"),
    [
        (True, BasisGroup.INTERNATIONAL_PROTECTION, Authority.EMPLOYMENT_AUTHORITY, Ground.JOB_SEEKER),
        (False, BasisGroup.INTERNATIONAL_PROTECTION, Authority.MUNICIPALITY, Ground.GROUP),
        (False, BasisGroup.WORK, Authority.MUNICIPALITY, Ground.NEED),
    ],
)
def test_who_is_responsible_follows_from_job_seeking_and_the_basis(is_job_seeker, group, authority, ground):
    told = responsible_for(is_job_seeker=is_job_seeker, basis_group=group, on=D(2025, 3, 3))

    assert (told.authority, told.ground) == (authority, ground)
    assert told.rules[0].provision_with_number == "KotoL 681/2023 14 §"


def steps(**more) -> frozenset[Step]:
    return concerning_steps(Arrival(**{"began_on": D(2025, 3, 3), "today": D(2026, 11, 27), **more}))


def test_an_adult_without_children_needs_no_day_care_and_no_school():
    assert {Step.DAY_CARE, Step.SCHOOL}.isdisjoint(steps(birth_year=1990))
    assert Step.EMPLOYMENT in steps(birth_year=1990)


def test_children_bring_day_care_and_school():
    assert {Step.DAY_CARE, Step.SCHOOL} <= steps(birth_year=1990, child_birth_years=[2023, 2015])
    assert Step.SCHOOL in steps(birth_year=2012)


def test_steps_that_do_not_concern_are_left_out():
    assert Step.RESIDENCE_PERMIT not in steps(citizenships=["SE"])
    assert Step.LANGUAGE_COURSE not in steps(mother_tongue="sv")
    assert Step.EMPLOYMENT not in steps(birth_year=2015)
    assert Step.CIVIC_ORIENTATION not in steps(began_on=D(2022, 3, 3))
    assert Step.CIVIC_ORIENTATION in steps()


def test_the_children_of_the_household_are_known_by_their_years(unit):
    client = client_of(unit, birth_date=D(1990, 1, 1))
    client.household_members.create(relation="child", birth_year=2020)
    client.household_members.create(relation="child", member=client_of(unit, birth_date=D(2018, 1, 1)))
    client.household_members.create(relation="spouse", birth_year=1991)

    assert sorted(arrival_of(client).child_birth_years) == [2018, 2020]
