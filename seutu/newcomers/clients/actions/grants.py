"""Opening a client to others: grants, consultations, and requests for them."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from seutu.newcomers.clients.actions.asked import (
    NotAllowed,
    NotOpen,
    PastDay,
    answer,
    last_day_to_answer,
    refuse_unless_writer,
)
from seutu.newcomers.clients.models import AccessGrant, Asked, Client, GrantLevel, GrantRequest, scoped
from seutu.newcomers.clients.queries.access import access_for, client_anywhere, grants_of, workers_of_register
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.rules.reasons import tidy_reason
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit

MOST_DAYS_OF_CONSULTATION = 30


class NotAWorker(Exception):
    """The person has nothing to do in the register: a right would open nothing to them."""


class AlreadyGranted(Exception):
    """The person or the unit has this right, or more, already."""


class ProtectedOnlyByName(Exception):
    """A protected client is opened to a person, never to a whole unit."""


class TooLong(Exception):
    """A consultation lasts 30 days at most."""


class NoSuchClient(Exception):
    """No client can be asked for by this reference. A protected one answers the same."""


class AlreadyAsked(Exception):
    """The person has an open request for this client."""


class AlreadyOpen(Exception):
    """The person may open the client already: it is ``client``."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self.client = client


@transaction.atomic
def grant_access(
    client: Client, to: User | Unit, *, level: str, reason: str, ends_on: dt.date | None, by: User
) -> AccessGrant:
    """Open ``client`` to a person or to a unit, from today on.

    :raises NotAllowed: ``by`` may not change the client.
    :raises PastDay: ``ends_on`` is before today.
    :raises NotAWorker: the person has no work in the register.
    :raises AlreadyGranted: they have the right already.
    :raises ProtectedOnlyByName: the client is protected, and ``to`` is a unit.
    :raises ReasonTooShort, IdentityCodeInText: see `rules.reasons`.
    """
    refuse_unless_writer(by, client)
    if isinstance(to, Unit) and client.is_protected:
        raise ProtectedOnlyByName
    _lock(client)
    return _grant(client, to, level=level, reason=reason, ends_on=ends_on, by=by)


@transaction.atomic
def consult(client: Client, expert: User, *, days: int, reason: str, by: User) -> AccessGrant:
    """Let an expert read ``client`` for ``days`` days, today among them.

    :raises TooLong: more than 30 days, or none.
    :raises NotAllowed, NotAWorker, AlreadyGranted: as in `grant_access`.
    """
    if not 1 <= days <= MOST_DAYS_OF_CONSULTATION:
        raise TooLong
    refuse_unless_writer(by, client)
    _lock(client)
    last = clock.today() + dt.timedelta(days=days - 1)
    return _grant(client, expert, level=GrantLevel.READ, reason=reason, ends_on=last, by=by, is_consultation=True)


@transaction.atomic
def withdraw_grant(grant: AccessGrant, *, by: User) -> None:
    """End a grant at once.

    :raises NotAllowed: ``by`` may not change the client.
    :raises NotOpen: it was withdrawn already.
    """
    refuse_unless_writer(by, grant.client)
    now = clock.now()
    standing = scoped(AccessGrant.objects.filter(pk=grant.pk, withdrawn_at__isnull=True))
    if not standing.update(withdrawn_at=now, updated_at=now):
        raise NotOpen
    _record("grant.withdrawn", grant, grant.client, by=by)


@transaction.atomic
def request_access(reference: str, *, level: str, reason: str, by: User) -> GrantRequest:
    """Ask those who work with a client for the right to open it; nothing of the client is told.

    :raises NotAllowed: ``by`` serves nobody by name.
    :raises NoSuchClient: there is none that can be asked for.
    :raises AlreadyOpen: ``by`` has the right already.
    :raises AlreadyAsked: they have asked, and have no answer yet.
    """
    worker = worker_of(by)
    if worker is None or not worker.serves:
        raise NotAllowed
    words = tidy_reason(reason)
    client = client_anywhere(reference)
    if client is None or client.is_protected:
        raise NoSuchClient
    needed = Access.WRITE if level == GrantLevel.WRITE else Access.READ
    if access_for(by, client) >= needed:
        raise AlreadyOpen(client)
    asked = GrantRequest(
        client=client,
        asked_by=by,
        asked_at=clock.now(),
        expires_on=last_day_to_answer(),
        reason=words,
        level=level,
    )
    try:
        with transaction.atomic():
            _close_late(client, by)
            asked.save()
    except IntegrityError as error:
        raise AlreadyAsked from error
    _record("grant_request.made", asked, client, by=by)
    return asked


@transaction.atomic
def accept_request(asked: GrantRequest, *, level: str, ends_on: dt.date | None, by: User) -> AccessGrant:
    """Give who asks the right to the client.

    :raises NotAllowed: ``by`` may not change the client, or asks themself.
    :raises NotOpen: the request was answered, or its time is over.
    :raises PastDay, NotAWorker, AlreadyGranted: as in `grant_access`.
    """
    _refuse_unless_answers(asked, by)
    _lock(asked.client)
    answer(asked, Asked.State.ACCEPTED, by=by)
    grant = _grant(asked.client, asked.asked_by, level=level, reason=asked.reason, ends_on=ends_on, by=by)
    _record("grant_request.accepted", asked, asked.client, by=by)
    return grant


@transaction.atomic
def decline_request(asked: GrantRequest, *, reason: str, by: User) -> None:
    """Say no, with a reason that who asks can read.

    :raises NotAllowed, NotOpen: as in `accept_request`.
    """
    _refuse_unless_answers(asked, by)
    answer(asked, Asked.State.DECLINED, by=by, words=tidy_reason(reason))
    _record("grant_request.declined", asked, asked.client, by=by)


@transaction.atomic
def withdraw_request(asked: GrantRequest, *, by: User) -> None:
    """Take back one's own request.

    :raises NotAllowed: it is another's.
    :raises NotOpen: it was answered, or its time is over.
    """
    if asked.asked_by_id != by.pk:
        raise NotAllowed
    answer(asked, Asked.State.WITHDRAWN, by=by)
    with acting_as_system():
        client = scoped(Client.objects.filter(pk=asked.client_id)).get()
    _record("grant_request.withdrawn", asked, client, by=by)


def _refuse_unless_answers(asked: GrantRequest, by: User) -> None:
    if asked.asked_by_id == by.pk:
        raise NotAllowed
    refuse_unless_writer(by, asked.client)


def _lock(client: Client) -> None:
    # Two grants at the same second would both see that there is none yet.
    scoped(Client.objects.select_for_update().filter(pk=client.pk)).values_list("pk", flat=True).first()


def _close_late(client: Client, user: User) -> None:
    """Let a request whose time is over, and that the clock has not closed yet, not stand before a new one."""
    late = GrantRequest.objects.filter(
        client=client, asked_by=user, state=Asked.State.OPEN, expires_on__lt=clock.today()
    )
    scoped(late).update(state=Asked.State.EXPIRED)


def _grant(
    client: Client,
    to: User | Unit,
    *,
    level: str,
    reason: str,
    ends_on: dt.date | None,
    by: User,
    is_consultation: bool = False,
) -> AccessGrant:
    today = clock.today()
    if ends_on is not None and ends_on < today:
        raise PastDay
    user, unit = (None, to) if isinstance(to, Unit) else (to, None)
    if user is not None and not workers_of_register().filter(pk=user.pk).exists():
        raise NotAWorker
    enough = [GrantLevel.WRITE] if level == GrantLevel.WRITE else [GrantLevel.READ, GrantLevel.WRITE]
    same = grants_of(client).filter(user=user, unit=unit, level__in=enough, starts_on__lte=today)
    if any(_lasts_as_long(each, ends_on) for each in same):
        raise AlreadyGranted
    grant = AccessGrant.objects.create(
        client=client,
        user=user,
        unit=unit,
        level=level,
        reason=tidy_reason(reason),
        granted_by=by,
        starts_on=today,
        ends_on=ends_on,
        is_consultation=is_consultation,
    )
    _record("grant.made", grant, client, by=by)
    return grant


def _lasts_as_long(grant: AccessGrant, ends_on: dt.date | None) -> bool:
    return grant.ends_on is None or (ends_on is not None and grant.ends_on >= ends_on)


def _record(verb: str, row: AccessGrant | GrantRequest, client: Client, *, by: User) -> None:
    details: dict[str, str | int] = {"client": client.pk, "level": row.level}
    if isinstance(row, AccessGrant):
        details |= {"user": row.user_id} if row.user_id else {"unit": row.unit_id or 0}
    record(verb, target=row, by=by, details=details, organization_id=client.controller_id)
