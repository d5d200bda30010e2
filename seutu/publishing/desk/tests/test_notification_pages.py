"""Recording at the desk to whom a decision was sent. What is looked at leaves a trace, and the public sees nothing."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import ItemRemedy, Notification, RecordState, RemedyInstructions
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import ItemFactory
from seutu.publishing.decisions.tests.record_factories import OfficeFactory, OfficerDecisionFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core.registry import public_surfaces

pytestmark = pytest.mark.django_db

PARTY = "Aapo Asianosainen"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def item(body):
    row = ItemFactory(meeting__body=body)
    ItemRemedy.objects.create(item=row, remedy="review_request")
    return row


@pytest.fixture
def decision(municipality):
    return OfficerDecisionFactory(office=OfficeFactory(organization=municipality), remedy="administrative")


def page(name: str, row) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def form(**given):
    return {"party_name": PARTY, "way": "letter", "sent_on": "2.11.2026"} | given


def test_a_letter_is_recorded_with_the_partys_own_last_day(desk_client, item):
    desk_client.post(page("item_notifications", item), form())

    shown = desk_client.get(page("item_notifications", item)).content.decode()
    assert PARTY in shown
    assert "9.11.2026" in shown
    assert "23.11.2026" in shown


def test_an_officers_decision_has_its_parties_too(desk_client, decision):
    desk_client.post(page("officer_decision_notifications", decision), form(way="email", has_consent="on"))

    shown = desk_client.get(page("officer_decision_notifications", decision)).content.decode()
    assert "5.11.2026" in shown
    # The thirtieth day is a Saturday, and Sunday is Independence Day.
    assert "7.12.2026" in shown


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"party_name": ""}, "party_name"),
        ({"way": "email"}, "has_consent"),
        ({"way": ""}, "way"),
        ({"sent_on": "3.11.2026"}, "sent_on"),
        ({"delivered_on": "2.11.2026"}, "delivered_on"),
        ({"way": "proof_of_delivery", "delivered_on": "1.11.2026"}, "delivered_on"),
        ({"way": "proof_of_delivery", "delivered_on": "3.11.2026"}, "delivered_on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk_client, item, given, field):
    answer = desk_client.post(page("item_notifications", item), form() | given)

    assert field in answer.context["form"].errors
    assert not Notification.objects.exists()


def test_a_proof_that_comes_later_sets_the_day(desk_client, item):
    desk_client.post(page("item_notifications", item), form(way="proof_of_delivery", sent_on="26.10.2026"))
    row = Notification.objects.get()
    assert "23.11.2026" not in desk_client.get(page("item_notifications", item)).content.decode()
    early = desk_client.post(page("notification_delivery", row), {"delivered_on": "25.10.2026"})
    assert "delivered_on" in early.context["form"].errors

    desk_client.post(page("notification_delivery", row), {"delivered_on": "2.11.2026"})

    row.refresh_from_db()
    assert row.notified_on == dt.date(2026, 11, 2)
    assert "16.11.2026" in desk_client.get(page("item_notifications", item)).content.decode()


def test_a_letter_has_no_proof(desk_client, item):
    desk_client.post(page("item_notifications", item), form())
    row = Notification.objects.get()

    desk_client.post(page("notification_delivery", row), {"delivered_on": "2.11.2026"})

    row.refresh_from_db()
    assert row.delivered_on is None


def test_a_mistake_is_removed(desk_client, item):
    desk_client.post(page("item_notifications", item), form())

    desk_client.post(page("remove_notification", Notification.objects.get()))

    assert not Notification.objects.exists()


def test_nobody_is_notified_of_an_agenda(desk_client, body):
    item = desk.only_item(desk.published_agenda(body=body))

    answer = desk_client.post(page("item_notifications", item), form())

    assert answer.context["form"].non_field_errors()
    assert not Notification.objects.exists()


def test_nobody_is_notified_of_a_draft(desk_client, decision):
    draft = OfficerDecisionFactory(
        office=decision.office, state=RecordState.DRAFT, number=None, published_at=None, displayed_on=None
    )

    desk_client.post(page("officer_decision_notifications", draft), form())

    assert not Notification.objects.exists()


def test_each_look_at_the_parties_is_recorded(desk_client, clerk, item):
    desk_client.post(page("item_notifications", item), form())
    desk_client.get(page("item_notifications", item))
    desk_client.get(page("notification_delivery", Notification.objects.get()))

    entries = Entry.objects.filter(verb="notifications.read")
    assert {(entry.actor, entry.target_id) for entry in entries} == {(clerk.audit_id, str(item.pk))}
    assert entries.count() == 2


def test_the_list_names_no_party(desk_client, item):
    desk_client.post(page("item_notifications", item), form(way="proof_of_delivery"))

    shown = desk_client.get(reverse("desk:notifications")).content.decode()

    assert page("item_notifications", item) in shown
    assert PARTY not in shown
    assert not Entry.objects.filter(verb="notifications.read").exists()


@pytest.mark.slow  # every public address is fetched
def test_no_public_surface_knows_a_party(client, desk_client, item, decision):
    desk_client.post(page("item_notifications", item), form(address="Asianosaisentie 1", note="Muistiinpano"))
    desk_client.post(page("officer_decision_notifications", decision), form())
    desk_client.logout()

    for surface in public_surfaces.entries():
        for address in surface.addresses():
            content = client.get(address).getvalue().decode(errors="replace")
            assert PARTY not in content, address
            assert "Asianosaisentie" not in content, address


def test_three_decisions_cost_as_many_queries_as_one(count_queries, body, decision):
    def tell(**of) -> None:
        Notification.objects.create(party_name=PARTY, way="letter", sent_on=dt.date(2026, 11, 2), **of)

    tell(item=ItemFactory(meeting__body=body))
    tell(officer_decision=decision)
    one = count_queries(reverse("desk:notifications"))
    for _number in range(2):
        tell(item=ItemFactory(meeting__body=body))
        tell(officer_decision=OfficerDecisionFactory(office=decision.office))

    assert count_queries(reverse("desk:notifications")) == one


def test_three_parties_cost_as_many_queries_as_one(count_queries, item):
    for number in range(3):
        Notification.objects.create(item=item, party_name=PARTY, way="letter", sent_on=dt.date(2026, 11, 2))
        if number == 0:
            one = count_queries(page("item_notifications", item))

    assert count_queries(page("item_notifications", item)) == one


def test_instructions_are_written_and_renewed(desk_client, municipality):
    sent = {"remedy": "municipal", "language": "fi", "valid_from": "1.1.2026", "html": "<p>Valitusosoitus.</p>"}
    desk_client.post(reverse("desk:new_remedy_instructions"), sent | {"organization": municipality.pk})
    old = RemedyInstructions.objects.get()

    empty = desk_client.post(
        page("renew_remedy_instructions", old), sent | {"valid_from": "2.11.2026", "html": "<p></p>"}
    )
    assert "html" in empty.context["form"].errors
    desk_client.post(page("renew_remedy_instructions", old), sent | {"valid_from": "2.11.2026", "html": "<p>Uusi.</p>"})
    late = desk_client.post(page("renew_remedy_instructions", old), sent | {"valid_from": "1.2.2026"})
    assert "valid_from" in late.context["form"].errors

    old.refresh_from_db()
    assert old.valid_to == dt.date(2026, 11, 1)
    assert RemedyInstructions.objects.count() == 2
    assert "1.1.2026–1.11.2026" in desk_client.get(reverse("desk:remedy_instructions")).content.decode()
