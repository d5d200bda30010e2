from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.models import Client, EmergencyAccess, GrantLevel, Substitution, UnscopedQuery
from seutu.newcomers.clients.queries.visible import access_of, clients_openable_by, clients_visible_to
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory
from seutu.shared.core import clock
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory


def level(user, client) -> Access:
    worker = worker_of(user)
    return Access.NONE if worker is None else access_of(worker, client)


def test_a_question_that_says_not_who_asks_is_refused(unit):
    ClientFactory(unit=unit)

    with pytest.raises(UnscopedQuery):
        list(Client.objects.filter(unit=unit))
    with pytest.raises(UnscopedQuery):
        Client.objects.count()


def test_a_relation_of_a_client_in_hand_needs_no_scope(unit):
    assert list(ClientFactory(unit=unit).names.all()) == []


def test_a_counsellor_writes_to_the_clients_of_the_unit(counsellor, unit):
    assert level(counsellor, ClientFactory(unit=unit)) == Access.WRITE


def test_a_colleague_of_another_unit_reads(colleague, unit):
    assert level(colleague, ClientFactory(unit=unit)) == Access.READ


def test_a_counsellor_of_another_municipality_sees_nothing(foreign_counsellor, unit):
    assert level(foreign_counsellor, ClientFactory(unit=unit)) == Access.NONE


@pytest.mark.parametrize("person", ["adviser", "coordinator", "data_protection_officer", "clerk", "operator"])
def test_who_serves_nobody_by_name_sees_no_client(request, person, unit):
    assert level(request.getfixturevalue(person), ClientFactory(unit=unit)) == Access.NONE


def test_a_protected_client_shows_a_reference_to_the_unit_and_opens_to_the_counsellor(counsellor, colleague, unit):
    client = ClientFactory(unit=unit, is_protected=True, keyworker=counsellor)

    assert level(counsellor, client) == Access.WRITE
    assert level(colleague, client) == Access.REFERENCE


def test_a_protected_client_is_in_no_list_of_who_is_not_named(colleague, unit):
    client = ClientFactory(unit=unit, is_protected=True)
    worker = worker_of(colleague)

    assert not clients_visible_to(worker).filter(pk=client.pk).exists()
    assert clients_openable_by(worker).get(pk=client.pk).access == Access.REFERENCE


def test_a_supervisor_writes_to_every_client_of_the_controller(supervisor, unit):
    assert level(supervisor, ClientFactory(unit=unit, is_protected=True)) == Access.WRITE


@pytest.mark.parametrize(("grant", "expected"), [(GrantLevel.READ, Access.READ), (GrantLevel.WRITE, Access.WRITE)])
def test_a_grant_opens_a_client_to_a_person_of_another_municipality(foreign_counsellor, unit, grant, expected):
    client = ClientFactory(unit=unit, is_protected=True)
    AccessGrantFactory(client=client, user=foreign_counsellor, level=grant)

    assert level(foreign_counsellor, client) == expected


def test_a_grant_that_was_withdrawn_or_is_over_opens_nothing(foreign_counsellor, unit):
    client = ClientFactory(unit=unit)
    AccessGrantFactory(client=client, user=foreign_counsellor, withdrawn_at=clock.now())
    AccessGrantFactory(client=client, user=foreign_counsellor, ends_on=clock.today() - dt.timedelta(days=1))

    assert level(foreign_counsellor, client) == Access.NONE


def test_a_grant_to_a_unit_opens_no_protected_client(foreign_counsellor, foreign_unit, unit):
    open_client, protected = ClientFactory(unit=unit), ClientFactory(unit=unit, is_protected=True)
    AccessGrantFactory(client=open_client, unit=foreign_unit)
    AccessGrantFactory(client=protected, unit=foreign_unit)

    assert level(foreign_counsellor, open_client) == Access.READ
    assert level(foreign_counsellor, protected) == Access.REFERENCE


def test_a_substitute_does_the_work_of_the_absent_one(counsellor, colleague, municipality, supervisor, unit):
    client = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)
    today = clock.today()
    Substitution.objects.create(
        absent=counsellor,
        substitute=colleague,
        organization=municipality,
        starts_on=today,
        ends_on=today,
        arranged_by=supervisor,
    )

    assert level(colleague, client) == Access.WRITE


def test_a_substitute_does_not_get_what_the_absent_one_does_elsewhere(
    counsellor, colleague, municipality, supervisor, foreign_unit
):
    MembershipFactory(user=counsellor, organization=foreign_unit.organization, unit=foreign_unit, role=Role.COUNSELLOR)
    elsewhere = ClientFactory(unit=foreign_unit, keyworker=counsellor)
    today = clock.today()
    Substitution.objects.create(
        absent=counsellor,
        substitute=colleague,
        organization=municipality,
        starts_on=today,
        ends_on=today,
        arranged_by=supervisor,
    )

    assert level(counsellor, elsewhere) == Access.WRITE
    assert level(colleague, elsewhere) == Access.NONE


def test_an_emergency_opens_a_client_to_read_until_it_ends(foreign_counsellor, unit):
    client = ClientFactory(unit=unit)
    now = clock.now()
    EmergencyAccess.objects.create(
        client=client, user=foreign_counsellor, opened_at=now, ends_at=now + dt.timedelta(hours=1)
    )

    assert level(foreign_counsellor, client) == Access.READ


def test_while_processing_is_restricted_only_the_supervisor_writes(counsellor, supervisor, unit):
    client = ClientFactory(unit=unit, keyworker=counsellor, processing_restricted=True)

    assert level(counsellor, client) == Access.READ
    assert level(supervisor, client) == Access.WRITE


def test_who_has_been_anonymised_is_nobodys_client(supervisor, unit):
    client = ClientFactory(unit=unit, shown_name="", anonymised_at=clock.now())

    assert level(supervisor, client) == Access.NONE
