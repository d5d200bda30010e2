"""Recording to whom a decision was sent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.publishing.decisions.actions import notifications as actions
from seutu.publishing.decisions.actions.notifications import NotificationInput
from seutu.publishing.decisions.models import Notification, RecordState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import ItemFactory
from seutu.publishing.decisions.tests.record_factories import OfficerDecisionFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

BY = System("tests")
SENT = dt.date(2026, 11, 2)


def given(**told) -> NotificationInput:
    return NotificationInput(**({"party_name": "Aapo Asianosainen", "way": "letter", "sent_on": SENT} | told))


def test_a_letter_is_deemed_received_on_the_seventh_day():
    row = actions.record_notification(ItemFactory(), given(), by=BY)

    assert row.notified_on == dt.date(2026, 11, 9)


def test_an_email_needs_the_consent_of_the_party():
    decision = OfficerDecisionFactory()

    with pytest.raises(actions.ConsentMissing):
        actions.record_notification(decision, given(way="email"), by=BY)
    row = actions.record_notification(decision, given(way="email", has_consent=True), by=BY)

    assert row.notified_on == dt.date(2026, 11, 5)


def test_the_database_refuses_what_the_action_refuses():
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(
            officer_decision=OfficerDecisionFactory(), party_name="A", way="email", sent_on=SENT
        )


def test_a_proof_of_delivery_sets_the_day_when_it_comes():
    row = actions.record_notification(ItemFactory(), given(way="proof_of_delivery"), by=BY)
    assert row.notified_on is None

    actions.record_delivery(row, delivered_on=dt.date(2026, 11, 13), by=BY)

    row.refresh_from_db()
    assert row.notified_on == dt.date(2026, 11, 13)
    with pytest.raises(actions.DeliveredBeforeSent):
        actions.record_delivery(row, delivered_on=dt.date(2026, 11, 1), by=BY)


def test_a_letter_gets_no_proof():
    row = actions.record_notification(ItemFactory(), given(delivered_on=dt.date(2026, 11, 3)), by=BY)
    assert row.delivered_on is None

    with pytest.raises(actions.NoProofExpected):
        actions.record_delivery(row, delivered_on=dt.date(2026, 11, 3), by=BY)


def test_nobody_is_notified_of_what_is_not_decided():
    draft = OfficerDecisionFactory(state=RecordState.DRAFT, number=None, published_at=None)
    for undecided in (desk.only_item(desk.published_agenda()), draft):
        with pytest.raises(actions.NothingDecided):
            actions.record_notification(undecided, given(), by=BY)


def test_somebody_is_named():
    with pytest.raises(actions.PartyMissing):
        actions.record_notification(ItemFactory(), given(party_name=" "), by=BY)


def test_the_trail_tells_of_the_sending_the_looking_and_the_removal_without_names():
    item = ItemFactory()
    row = actions.record_notification(item, given(), by=BY)
    actions.note_reading(item, by=BY)
    actions.remove_notification(row, by=BY)

    entries = Entry.objects.filter(verb__startswith="notification").order_by("pk")
    assert [entry.verb for entry in entries] == [
        "notification.recorded",
        "notifications.read",
        "notification.removed",
    ]
    assert {entry.organization_id for entry in entries} == {item.meeting.organization_id}
    assert not any("Aapo" in str(entry.details) for entry in entries)


def test_nothing_was_sent_before_it_was_decided():
    decision = OfficerDecisionFactory()

    with pytest.raises(actions.SentBeforeDecided):
        actions.record_notification(decision, given(sent_on=decision.decided_on - dt.timedelta(days=1)), by=BY)

    assert not decision.notifications.exists()
