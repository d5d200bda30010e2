"""What requests and transfers have in common: they are open once, answered once, and time out."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.db import transaction

from seutu.newcomers.clients.models import Asked, Client, GrantRequest, Transfer, scoped
from seutu.newcomers.clients.queries.access import access_for, is_open
from seutu.newcomers.clients.rules.access import Access
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock

DAYS_TO_ANSWER = 14
A = TypeVar("A", GrantRequest, Transfer)


class NotAllowed(Exception):
    """This is not for the person who tries it."""


class NotOpen(Exception):
    """It was answered or taken back already, or its time is over."""


class PastDay(Exception):
    """The last day is before today."""


def refuse_unless_writer(user: User, client: Client) -> None:
    """Let pass who may change ``client``.

    :raises NotAllowed: they may not.
    """
    if access_for(user, client) < Access.WRITE:
        raise NotAllowed


def last_day_to_answer() -> dt.date:
    """Until when something asked today can be answered."""
    return clock.today() + dt.timedelta(days=DAYS_TO_ANSWER)


def answer(asked: A, state: Asked.State, *, by: User, words: str = "") -> A:
    """Give ``asked`` its answer; of two at the same second, the first stands.

    :raises NotOpen: it has one.
    """
    rows = scoped(type(asked)._default_manager.filter(is_open(), pk=asked.pk))
    now = clock.now()
    if not rows.update(state=state, answered_by=by, answered_at=now, answer=words, updated_at=now):
        raise NotOpen
    asked.state, asked.answered_by, asked.answered_at, asked.answer = state, by, now, words
    return asked


@transaction.atomic
def expire_asked(*, by: Actor) -> int:
    """Close the requests and transfers that nobody answered in time, and say how many there were."""
    late = {"state": Asked.State.OPEN, "expires_on__lt": clock.today()}
    rows: list[GrantRequest | Transfer] = [
        *scoped(GrantRequest.objects.filter(**late)).select_related("client"),
        *scoped(Transfer.objects.filter(**late)).select_related("client"),
    ]
    for row in rows:
        row.state = Asked.State.EXPIRED
        row.save(update_fields=["state", "updated_at"])
        verb = "transfer.expired" if isinstance(row, Transfer) else "grant_request.expired"
        record(verb, target=row, by=by, details={"client": row.client_id}, organization_id=row.client.controller_id)
    return len(rows)
