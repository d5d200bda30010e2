"""Telling the parties of a decision (tiedoksianto): who, how, when, and the day on which the law deems it done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction

from seutu.publishing.decisions.actions.holding import BEFORE_MINUTES
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import (
    AgendaItem,
    Notification,
    NotificationWay,
    OfficerDecision,
    RecordState,
)
from seutu.publishing.decisions.rules.notified import deemed_notified
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor

Decision: TypeAlias = AgendaItem | OfficerDecision


class ConsentMissing(Exception):
    """A party is notified by e-mail only when it has agreed to it (act 13/2003 19 §)."""


class PartyMissing(Exception):
    """Nobody is named as the party."""


class SentBeforeDecided(Exception):
    """Nobody can have been sent a decision before it was made."""


class DeliveredBeforeSent(Exception):
    """The proof of delivery is older than what it proves."""


class NoProofExpected(Exception):
    """Only what was sent against a proof of delivery gets one."""


class NothingDecided(Exception):
    """There is no decision yet of which a party could be notified."""


@dataclass(frozen=True, slots=True)
class NotificationInput:
    """One sending to one party. Without the day of the proof, one with proof of delivery waits for it."""

    party_name: str
    way: NotificationWay | str
    sent_on: dt.date
    address: str = ""
    has_consent: bool = False
    delivered_on: dt.date | None = None
    note: str = ""


@transaction.atomic
def record_notification(decision: Decision, given: NotificationInput, *, by: Actor) -> Notification:
    """Note that a party was sent a decision, and work out when it is deemed notified.

    :raises NothingDecided: the minutes are not written, or the decision is a draft.
    :raises PartyMissing: nobody is named.
    :raises ConsentMissing: it went by e-mail and the party has not agreed to that.
    :raises SentBeforeDecided: the day of sending is before that of the decision.
    :raises DeliveredBeforeSent: the proof is older than the letter.
    """
    if not is_decided(decision):
        raise NothingDecided
    if given.sent_on < day_of(decision):
        raise SentBeforeDecided
    if not one_line(given.party_name, 200):
        raise PartyMissing
    if given.way == NotificationWay.EMAIL and not given.has_consent:
        raise ConsentMissing
    is_proved = given.way == NotificationWay.PROOF_OF_DELIVERY
    row = Notification(
        item=decision if isinstance(decision, AgendaItem) else None,
        officer_decision=decision if isinstance(decision, OfficerDecision) else None,
        party_name=one_line(given.party_name, 200),
        address=one_line(given.address, 400),
        way=given.way,
        has_consent=given.has_consent,
        sent_on=given.sent_on,
        delivered_on=given.delivered_on if is_proved else None,
        note=one_line(given.note, 400),
    )
    _put_day(row)
    row.save()
    record(
        "notification.recorded",
        target=row,
        by=by,
        organization_id=organization_of(decision),
        details={"way": str(given.way)},
    )
    return row


@transaction.atomic
def record_delivery(notification: Notification, *, delivered_on: dt.date, by: Actor) -> None:
    """Note the day that a proof of delivery shows: from it the party's own time runs.

    :raises NoProofExpected: it was not sent against a proof.
    :raises DeliveredBeforeSent: the day is before the sending.
    """
    row = Notification.objects.select_for_update().get(pk=notification.pk)
    if row.way != NotificationWay.PROOF_OF_DELIVERY:
        raise NoProofExpected
    row.delivered_on = delivered_on
    _put_day(row)
    row.save()
    record("notification.delivered", target=row, by=by, organization_id=organization_of(decision_of(row)))


@transaction.atomic
def remove_notification(notification: Notification, *, by: Actor) -> None:
    """Take back a notification that was entered by mistake."""
    record(
        "notification.removed", target=notification, by=by, organization_id=organization_of(decision_of(notification))
    )
    notification.delete()


@transaction.atomic
def note_reading(decision: Decision, *, by: Actor) -> None:
    """Leave in the trail that somebody looked at who was notified of a decision."""
    record("notifications.read", target=decision, by=by, organization_id=organization_of(decision))


def is_decided(decision: Decision) -> bool:
    """Whether there is something to notify of: minutes are being written, or the decision has its number."""
    if isinstance(decision, AgendaItem):
        return decision.meeting.state not in BEFORE_MINUTES
    return decision.state != RecordState.DRAFT


def day_of(decision: Decision) -> dt.date:
    """The day on which it was decided."""
    return decision.meeting.day if isinstance(decision, AgendaItem) else decision.decided_on


def decision_of(notification: Notification) -> Decision:
    """What a notification is of."""
    decision = notification.item or notification.officer_decision
    if decision is None:
        raise NothingDecided
    return decision


def organization_of(decision: Decision) -> int:
    """The id of the organization whose decision it is."""
    return decision.meeting.organization_id if isinstance(decision, AgendaItem) else decision.organization_id


def _put_day(row: Notification) -> None:
    if row.delivered_on is not None and row.delivered_on < row.sent_on:
        raise DeliveredBeforeSent
    deemed = deemed_notified(row.way, sent_on=row.sent_on, delivered_on=row.delivered_on)
    row.notified_on = deemed.day if deemed else None
