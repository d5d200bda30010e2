"""What people ask about their own data: taken down, answered, refused with a reason, given more time."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db import transaction

from seutu.newcomers.clients.actions.erasure import erase
from seutu.newcomers.clients.models import Client, OwnDataRequest, scoped
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.law.data_protection import answer_due_on

Kind, Outcome = OwnDataRequest.Kind, OwnDataRequest.Outcome


class AlreadyAnswered(Exception):
    """The request has been answered, by this person or by another."""


class TooLateToExtend(Exception):
    """More time is told to the person within the first month, and that is over; or it was given already."""


class NoClock(Exception):
    """The law, as this installation knows it, sets no time for the answer."""


class NoReason(Exception):
    """A refusal, and more time, are told with a reason."""


@transaction.atomic
def receive_request(client: Client, *, kind: str, received_on: dt.date, by: User, details: str = "") -> OwnDataRequest:
    """Take a person's request down. Its clock runs from the day on which it came.

    :raises NoClock: no rule says by when it is answered.
    """
    due_on = _due_on(received_on)
    request = OwnDataRequest.objects.create(
        client=client,
        kind=Kind(kind).value,
        received_on=received_on,
        due_on=due_on,
        details=details or None,
        received_by=by,
    )
    _record("received", request, by=by)
    return request


@transaction.atomic
def answer_request(request: OwnDataRequest, *, by: User) -> None:
    """Say that what was asked has been done. A wish to be erased is done by this.

    :raises AlreadyAnswered: it has been answered.
    :raises HasToStay: the person cannot be erased; refuse the request with the reason.
    """
    held = _open(request)
    _close(held, Outcome.DONE, by=by)
    if held.kind == Kind.ERASE:
        erase(held.client, by=by)


@transaction.atomic
def refuse_request(request: OwnDataRequest, reason: str, *, by: User) -> None:
    """Say that it is not done, and why.

    :raises AlreadyAnswered: it has been answered.
    :raises NoReason: there is no reason.
    """
    if not reason.strip():
        raise NoReason
    held = _open(request)
    held.reason = reason
    _close(held, Outcome.REFUSED, by=by)


@transaction.atomic
def extend_request(request: OwnDataRequest, reason: str, *, by: User) -> None:
    """Give a complex request two months more (GDPR 12(3)); the person is told why.

    :raises AlreadyAnswered: it has been answered.
    :raises TooLateToExtend: the first month is over, or the time was lengthened already.
    :raises NoReason: there is no reason.
    """
    if not reason.strip():
        raise NoReason
    held = _open(request)
    if held.due_on != _due_on(held.received_on) or held.due_on < clock.today():
        raise TooLateToExtend
    held.due_on, held.reason = _due_on(held.received_on, is_extended=True), reason
    held.save()
    _record("extended", held, by=by)


@transaction.atomic
def note_copy(client: Client, form: Literal["pdf", "json"], *, by: User) -> None:
    """Leave a trace of a copy that was made of everything that is kept about a person."""
    details = {"form": form, "purpose": "data_request"}
    record("client.copied", target=client, by=by, details=details, organization_id=client.controller_id)


def _due_on(received_on: dt.date, *, is_extended: bool = False) -> dt.date:
    day = answer_due_on(received_on, is_extended=is_extended).day
    if day is None:
        raise NoClock
    return day


def _open(request: OwnDataRequest) -> OwnDataRequest:
    rows = scoped(OwnDataRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN))
    held = rows.select_for_update(of=("self",)).select_related("client").first()
    if held is None:
        raise AlreadyAnswered
    return held


def _close(held: OwnDataRequest, outcome: str, *, by: User) -> None:
    held.outcome, held.answered_on, held.handled_by = outcome, clock.today(), by
    held.save()
    _record(outcome, held, by=by)


def _record(what: str, request: OwnDataRequest, *, by: User) -> None:
    record(
        f"own_data_request.{what}",
        target=request,
        by=by,
        details={"kind": request.kind},
        organization_id=request.client.controller_id,
    )
