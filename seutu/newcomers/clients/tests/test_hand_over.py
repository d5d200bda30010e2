from __future__ import annotations

import pytest

from seutu.newcomers.clients.actions import hand_over
from seutu.newcomers.clients.actions.asked import NotAllowed
from seutu.newcomers.clients.queries.access import clients_to_hand_over, keyworkers_in
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory


@pytest.fixture
def clients(unit, counsellor):
    return [ClientFactory(unit=unit, keyworker=counsellor) for _ in range(3)]


def keyworkers(clients):
    for client in clients:
        client.refresh_from_db()
    return [client.keyworker for client in clients]


def test_all_clients_go_to_another_counsellor(clients, counsellor, colleague, supervisor):
    moved = hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)

    assert {client.pk for client in moved} == {client.pk for client in clients}
    assert keyworkers(clients) == [colleague] * 3
    assert [client.revision for client in clients] == [2, 2, 2]
    entries = Entry.objects.filter(verb="client.handed_over")
    assert {entry.target_id for entry in entries} == {str(client.pk) for client in clients}
    assert len({entry.details["batch"] for entry in entries}) == 1


def test_some_clients_go(clients, counsellor, colleague, supervisor):
    hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor, clients=[clients[0].pk])

    assert keyworkers(clients) == [colleague, counsellor, counsellor]


def test_clients_go_to_a_unit_of_the_municipality(clients, counsellor, other_unit, supervisor):
    hand_over.hand_over_clients(counsellor, to=other_unit, by=supervisor)

    assert keyworkers(clients) == [None] * 3
    assert {client.unit for client in clients} == {other_unit}


def test_protected_clients_go_too_and_closed_ones_stay(unit, counsellor, colleague, supervisor):
    protected = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)
    closed = ClientFactory(unit=unit, keyworker=counsellor, ended_on=clock.today(), closing_reason="moved")

    hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)

    assert keyworkers([protected, closed]) == [colleague, counsellor]


def test_clients_of_municipalities_that_one_does_not_lead_stay(
    clients, counsellor, colleague, supervisor, foreign_unit
):
    elsewhere = ClientFactory(unit=foreign_unit, keyworker=counsellor)

    hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)

    assert keyworkers([elsewhere]) == [counsellor]


@pytest.mark.parametrize("name", ["counsellor", "colleague", "coordinator", "outsider", "data_protection_officer"])
def test_who_leads_no_service_hands_nothing_over(request, clients, counsellor, colleague, name):
    with pytest.raises(NotAllowed):
        hand_over.hand_over_clients(counsellor, to=colleague, by=request.getfixturevalue(name))

    assert keyworkers(clients) == [counsellor] * 3


@pytest.mark.parametrize("name", ["foreign_counsellor", "adviser", "counsellor", "foreign_unit"])
def test_who_does_not_work_there_receives_nothing(request, clients, counsellor, supervisor, name):
    with pytest.raises(hand_over.CannotReceive):
        hand_over.hand_over_clients(counsellor, to=request.getfixturevalue(name), by=supervisor)

    assert keyworkers(clients) == [counsellor] * 3
    assert not Entry.objects.exists()


def test_a_second_time_there_is_nobody_left(clients, counsellor, colleague, supervisor):
    hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)

    with pytest.raises(hand_over.NobodyToHandOver):
        hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)
    with pytest.raises(hand_over.NobodyToHandOver):
        hand_over.hand_over_clients(colleague, to=counsellor, by=supervisor, clients=[])


def test_the_list_is_of_those_who_have_clients(clients, counsellor, colleague, supervisor, municipality):
    assert list(keyworkers_in([municipality.pk])) == [counsellor]
    assert clients_to_hand_over(worker_of(supervisor), counsellor).count() == 3
    assert not clients_to_hand_over(worker_of(colleague), counsellor).exists()


def test_clients_of_two_municipalities_need_a_receiver_who_works_in_both(
    clients, counsellor, colleague, supervisor, foreign_unit
):
    MembershipFactory(user=supervisor, organization=foreign_unit.organization, role=Role.SUPERVISOR)
    ClientFactory(unit=foreign_unit, keyworker=counsellor)

    with pytest.raises(hand_over.CannotReceive):
        hand_over.hand_over_clients(counsellor, to=colleague, by=supervisor)
    with pytest.raises(hand_over.CannotReceive):
        hand_over.hand_over_clients(counsellor, to=foreign_unit, by=supervisor)
