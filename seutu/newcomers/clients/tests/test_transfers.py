from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from seutu.newcomers.clients.actions import grants, transfers
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen
from seutu.newcomers.clients.models import Disclosure, GrantLevel, GrantRequest, Transfer, scoped
from seutu.newcomers.clients.queries.access import (
    access_for,
    open_transfer_of,
    references_of,
    transfers_by,
    transfers_to_answer,
)
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

GROUND = "laki 681/2023"


@pytest.fixture
def client_of_unit(unit, counsellor):
    return ClientFactory(unit=unit, keyworker=counsellor)


@pytest.fixture
def offered(client_of_unit, foreign_unit, counsellor):
    return offer(client_of_unit, foreign_unit, counsellor)


def offer(client, to_unit, by, **changes):
    given = {"reason": "Asiakas muuttaa.", "provision": GROUND} | changes
    return transfers.offer_transfer(client, to_unit, by=by, **given)


def accept(transfer, by, **changes):
    return transfers.accept_transfer(transfer, by=by, **({"as_keyworker": True, "keeps_grants": False} | changes))


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_an_offer_changes_nothing_yet(offered, client_of_unit, unit, foreign_counsellor):
    client_of_unit.refresh_from_db()

    assert client_of_unit.unit == unit
    assert access_for(foreign_counsellor, client_of_unit) == Access.NONE
    assert open_transfer_of(client_of_unit) == offered
    assert verbs() == ["transfer.offered"]


@pytest.mark.parametrize("name", ["colleague", "foreign_counsellor", "coordinator", "outsider"])
def test_only_who_may_change_a_client_offers_it(request, client_of_unit, foreign_unit, name):
    with pytest.raises(NotAllowed):
        offer(client_of_unit, foreign_unit, request.getfixturevalue(name))


def test_a_client_is_not_offered_where_it_is(client_of_unit, unit, counsellor):
    with pytest.raises(transfers.SameUnit):
        offer(client_of_unit, unit, counsellor)


def test_a_client_is_not_offered_to_a_closed_unit(client_of_unit, other_unit, counsellor):
    other_unit.closed_on = clock.today()
    other_unit.save()

    with pytest.raises(transfers.UnitClosed):
        offer(client_of_unit, other_unit, counsellor)


def test_another_municipality_is_given_data_only_on_a_ground_in_law(
    client_of_unit, foreign_unit, other_unit, supervisor
):
    with pytest.raises(transfers.GroundMissing):
        offer(client_of_unit, foreign_unit, supervisor, provision=" ")

    assert offer(client_of_unit, other_unit, supervisor, provision="").provision == ""


def test_a_client_is_offered_once_at_a_time(offered, client_of_unit, other_unit, supervisor):
    with pytest.raises(transfers.AlreadyOffered):
        offer(client_of_unit, other_unit, supervisor)


def test_after_its_time_a_client_may_be_offered_again(client_of_unit, foreign_unit, other_unit, supervisor):
    with time_machine.travel(clock.now() - dt.timedelta(days=20)):
        offer(client_of_unit, foreign_unit, supervisor)

    offer(client_of_unit, other_unit, supervisor)

    assert list(client_of_unit.transfers.order_by("pk").values_list("state", flat=True)) == ["expired", "open"]


def test_the_receiving_unit_and_who_leads_it_are_asked(offered, foreign_counsellor, colleague, counsellor, supervisor):
    assert list(transfers_to_answer(worker_of(foreign_counsellor))) == [offered]
    assert list(transfers_by(worker_of(counsellor))) == [offered]
    for person in (colleague, counsellor, supervisor):
        assert list(transfers_to_answer(worker_of(person))) == []


def test_who_is_asked_learns_the_reference(offered, client_of_unit):
    assert references_of([offered]) == {client_of_unit.pk: client_of_unit.reference}


def test_accepting_moves_the_client_and_its_controller(offered, client_of_unit, foreign_unit, foreign_counsellor):
    moved = accept(offered, foreign_counsellor)

    client_of_unit.refresh_from_db()
    assert client_of_unit == moved
    assert client_of_unit.unit == foreign_unit
    assert client_of_unit.controller == foreign_unit.organization
    assert client_of_unit.keyworker == foreign_counsellor
    assert client_of_unit.revision == 2
    assert access_for(foreign_counsellor, client_of_unit) == Access.WRITE


def test_the_former_unit_keeps_no_right(offered, client_of_unit, foreign_counsellor, counsellor, supervisor):
    accept(offered, foreign_counsellor)

    assert access_for(counsellor, client_of_unit) == Access.NONE
    assert access_for(supervisor, client_of_unit) == Access.NONE


def test_a_client_of_another_municipality_is_a_disclosure(offered, client_of_unit, foreign_counsellor, counsellor):
    accept(offered, foreign_counsellor)

    given = scoped(Disclosure.objects.all()).get()
    assert (given.recipient, given.provision, given.disclosed_by) == ("Mäntylä", GROUND, counsellor)
    assert given.disclosed_on == clock.today()


def test_a_transfer_inside_a_municipality_is_no_disclosure(client_of_unit, other_unit, counsellor, colleague):
    accept(offer(client_of_unit, other_unit, counsellor), colleague, as_keyworker=False)

    client_of_unit.refresh_from_db()
    assert client_of_unit.keyworker is None
    assert scoped(Disclosure.objects.all()).count() == 0


def test_both_controllers_find_it_in_their_trail(offered, foreign_counsellor, municipality, other_municipality):
    accept(offered, foreign_counsellor)

    entries = Entry.objects.filter(verb__in=["transfer.accepted", "client.received"])
    assert dict(entries.values_list("verb", "organization_id")) == {
        "transfer.accepted": municipality.pk,
        "client.received": other_municipality.pk,
    }


@pytest.mark.parametrize("keeps", [True, False])
def test_rights_of_others_end_unless_they_are_kept(offered, client_of_unit, foreign_counsellor, colleague, keeps):
    AccessGrantFactory(client=client_of_unit, user=colleague)

    accept(offered, foreign_counsellor, keeps_grants=keeps)

    assert access_for(colleague, client_of_unit) == (Access.READ if keeps else Access.NONE)


@pytest.mark.parametrize("name", ["counsellor", "colleague", "supervisor", "outsider", "coordinator"])
def test_others_do_not_answer_a_transfer(request, offered, name):
    person = request.getfixturevalue(name)

    with pytest.raises(NotAllowed):
        accept(offered, person)
    with pytest.raises(NotAllowed):
        transfers.decline_transfer(offered, reason="Ei", by=person)


def test_a_transfer_is_answered_once(offered, foreign_counsellor):
    accept(offered, foreign_counsellor)

    with pytest.raises(NotOpen):
        accept(offered, foreign_counsellor)
    with pytest.raises(NotOpen):
        transfers.decline_transfer(offered, reason="Ei", by=foreign_counsellor)


def test_a_declined_client_stays(offered, client_of_unit, unit, foreign_counsellor):
    transfers.decline_transfer(offered, reason="Ei muuttanut meille.", by=foreign_counsellor)

    client_of_unit.refresh_from_db()
    offered.refresh_from_db()
    assert client_of_unit.unit == unit
    assert (offered.state, offered.answer) == ("declined", "Ei muuttanut meille.")


def test_an_offer_is_taken_back_by_who_may_change_the_client(offered, supervisor, colleague, foreign_counsellor):
    with pytest.raises(NotAllowed):
        transfers.withdraw_transfer(offered, by=colleague)
    transfers.withdraw_transfer(offered, by=supervisor)

    with pytest.raises(NotOpen):
        accept(offered, foreign_counsellor)
    with pytest.raises(NotOpen):
        transfers.withdraw_transfer(offered, by=supervisor)


def test_a_client_that_has_moved_meanwhile_is_not_taken(offered, client_of_unit, other_unit, foreign_counsellor):
    client_of_unit.unit = other_unit
    client_of_unit.save()

    with pytest.raises(transfers.ClientMoved):
        accept(offered, foreign_counsellor)

    offered.refresh_from_db()
    assert offered.state == "open"


def test_a_protected_client_can_be_transferred(unit, supervisor, foreign_unit, foreign_counsellor):
    client = ClientFactory(unit=unit, is_protected=True)

    accept(offer(client, foreign_unit, supervisor), foreign_counsellor)

    assert access_for(foreign_counsellor, client) == Access.WRITE


def test_what_nobody_answered_is_closed_by_the_clock(offered, client_of_unit, foreign_counsellor, capsys):
    grants.request_access(client_of_unit.reference, level=GrantLevel.READ, reason="Muutto", by=foreign_counsellor)

    call_command("expire_requests")
    with time_machine.travel(clock.now() + dt.timedelta(days=14)):
        call_command("expire_requests")
        assert accept_is_possible(offered)
    with time_machine.travel(clock.now() + dt.timedelta(days=15)):
        call_command("expire_requests")
        call_command("expire_requests")

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["0", "0", "2", "0"]
    for model in (Transfer, GrantRequest):
        assert scoped(model.objects.all()).get().state == "expired"
    assert {"transfer.expired", "grant_request.expired"} <= set(verbs())


def accept_is_possible(transfer) -> bool:
    return transfer.is_open_on(clock.today())
