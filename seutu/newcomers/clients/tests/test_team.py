from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.newcomers.clients.models import RegisterDraft, Substitution
from seutu.newcomers.clients.queries.team import region_of, team_of
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.duties import DutyKind
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.shared.core import clock
from seutu.shared.organizations.models import Region

pytestmark = pytest.mark.django_db

TEAM = "/en/tyo/tiimi/"


def quiet(unit, keyworker, **more):
    """A client who has not been heard of since long ago."""
    return ClientFactory(unit=unit, keyworker=keyworker, shown_name="Salainen Nimi", **more)


def row_of(team, user):
    return next(row for row in team.rows if row.user == user)


def page_for(client, user) -> str:
    client.force_login(user)
    answer = client.get(TEAM)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_worker_stands_with_clients_late_duties_and_contacts(counsellor, supervisor, unit):
    quiet(unit, counsellor)
    quiet(unit, counsellor, is_protected=True)
    quiet(unit, counsellor, last_contact_on=clock.today())
    ContactFactory(unit=unit, logged_by=counsellor, occurred_on=clock.today())
    ContactFactory(unit=unit, logged_by=counsellor, occurred_on=dt.date(2020, 1, 1))

    row = row_of(team_of(worker_of(supervisor)), counsellor)

    assert row.caseload == 3
    assert row.overdue == {DutyKind.QUIET: 2}
    assert row.contacts == 1


def test_unsaved_drafts_are_counted_and_never_opened(counsellor, supervisor, unit):
    now = clock.now()
    days = dt.timedelta(days=1)
    for target, ends in (("contact", now + days), ("saved:contact", now + days), ("other_work", now - days)):
        RegisterDraft.objects.create(user=counsellor, target=target, opening="a", saved_at=now, expires_at=ends)

    assert row_of(team_of(worker_of(supervisor)), counsellor).drafts == 1


def test_who_is_absent_stands_with_the_substitute(client, counsellor, colleague, supervisor, unit):
    Substitution.objects.create(
        absent=counsellor,
        substitute=colleague,
        organization=unit.organization,
        starts_on=clock.today(),
        ends_on=clock.today(),
        arranged_by=supervisor,
    )

    assert "substitute Kalle Kollega" in page_for(client, supervisor)


def test_clients_of_nobody_in_the_team_are_counted_apart(supervisor, unit):
    quiet(unit, None)

    team = team_of(worker_of(supervisor))

    assert team.unassigned == 1
    assert team.unassigned_overdue == {DutyKind.QUIET: 1}


def test_the_page_of_the_team_names_workers_and_no_client(client, counsellor, supervisor, unit):
    quiet(unit, counsellor)

    page = page_for(client, supervisor)

    assert "Katri Kotouttaja" in page
    assert "Salainen" not in page


def test_another_municipality_is_not_of_the_team(foreign_counsellor, foreign_unit, supervisor):
    quiet(foreign_unit, foreign_counsellor)

    team = team_of(worker_of(supervisor))

    assert foreign_counsellor not in [row.user for row in team.rows]
    assert team.unassigned == 0


def test_the_coordinator_sees_the_region_in_numbers(
    client, coordinator, counsellor, foreign_counsellor, foreign_unit, unit
):
    region = Region.objects.create(name_fi="Keksitty seutu", slug="keksitty-seutu")
    for place in (unit, foreign_unit):
        place.organization.region = region
        place.organization.save()
    quiet(unit, counsellor)
    quiet(foreign_unit, foreign_counsellor)

    page = page_for(client, coordinator)

    assert "Mäntylä" in page
    assert "Salainen" not in page
    assert "Katri" not in page
    assert [row.caseload for row in region_of(worker_of(coordinator))] == [1, 1]


def test_a_few_protected_clients_look_like_none(coordinator, counsellor, unit):
    for _each in range(4):
        quiet(unit, counsellor, is_protected=True)
    few = region_of(worker_of(coordinator))[0].protected

    quiet(unit, counsellor, is_protected=True)

    assert few is None
    assert region_of(worker_of(coordinator))[0].protected == 5


@pytest.mark.parametrize("who", ["counsellor", "adviser", "data_protection_officer", "outsider", "clerk"])
def test_the_page_is_for_who_leads_or_keeps_the_register(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(TEAM).status_code == 404


def test_as_many_questions_are_asked_of_a_large_team_as_of_a_small_one(counsellor, colleague, supervisor, unit):
    worker = worker_of(supervisor)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            team_of(worker)
        return len(asked)

    quiet(unit, counsellor)
    few = questions()
    for _each in range(5):
        quiet(unit, colleague)
        ContactFactory(unit=unit, logged_by=colleague, occurred_on=clock.today())

    assert questions() == few
