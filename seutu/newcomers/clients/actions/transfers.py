"""Handing a client on to another unit, often of another municipality: the receiver must take it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.asked import (
    NotAllowed,
    NotOpen,
    answer,
    last_day_to_answer,
    refuse_unless_writer,
)
from seutu.newcomers.clients.models import AccessGrant, Asked, Client, Disclosure, Transfer, scoped
from seutu.newcomers.clients.queries.access import transfers_to_answer
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.reasons import tidy_reason
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


class SameUnit(Exception):
    """The client is in that unit already."""


class UnitClosed(Exception):
    """The unit does not work any more."""


class GroundMissing(Exception):
    """Another municipality may be given the data only on a ground in law, and none was named."""


class AlreadyOffered(Exception):
    """The client has an open transfer."""


class ClientMoved(Exception):
    """The client has come to another unit since the transfer was offered."""


@transaction.atomic
def offer_transfer(client: Client, to_unit: Unit, *, reason: str, by: User, provision: str = "") -> Transfer:
    """Offer ``client`` to another unit. ``provision`` is the ground in law on which another municipality gets the data.

    :raises NotAllowed: ``by`` may not change the client.
    :raises SameUnit, UnitClosed: it cannot go there.
    :raises GroundMissing: the unit is another municipality's, and no provision is named.
    :raises AlreadyOffered: it waits for an answer already.
    """
    refuse_unless_writer(by, client)
    if to_unit.pk == client.unit_id:
        raise SameUnit
    if to_unit.closed_on is not None and to_unit.closed_on <= clock.today():
        raise UnitClosed
    is_abroad = to_unit.organization_id != client.controller_id
    if is_abroad and not provision.strip():
        raise GroundMissing
    transfer = Transfer(
        client=client,
        from_unit=client.unit,
        to_unit=to_unit,
        asked_by=by,
        asked_at=clock.now(),
        expires_on=last_day_to_answer(),
        reason=tidy_reason(reason),
        provision=provision.strip() if is_abroad else "",
    )
    late = client.transfers.filter(state=Asked.State.OPEN, expires_on__lt=clock.today())
    try:
        with transaction.atomic():
            late.update(state=Asked.State.EXPIRED)
            transfer.save()
    except IntegrityError as error:
        raise AlreadyOffered from error
    _record("transfer.offered", transfer, client.controller_id, by=by)
    return transfer


@transaction.atomic
def accept_transfer(transfer: Transfer, *, as_keyworker: bool, keeps_grants: bool, by: User) -> Client:
    """Take the client over. The former unit keeps no right of its own; the rights of others end unless kept.

    A client that comes to another municipality gets a new controller, and what was given is a disclosure.

    :raises NotAllowed: ``by`` neither serves in the receiving unit nor leads its municipality.
    :raises NotOpen: it was answered, or its time is over.
    :raises ClientMoved: the client is not where it was when it was offered.
    """
    _refuse_unless_receiver(transfer, by)
    # The client was not in the receiver's reach, and may leave that of who offered it.
    with acting_as_system():
        client = scoped(Client.objects.select_for_update().filter(pk=transfer.client_id)).get()
        if client.unit_id != transfer.from_unit_id or client.anonymised_at is not None:
            raise ClientMoved
        answer(transfer, Asked.State.ACCEPTED, by=by)
        former = client.controller_id
        _move(client, transfer, by if as_keyworker else None)
        if not keeps_grants:
            _end_grants(client, by)
        if client.controller_id != former:
            _disclose(client, transfer, by)
        _record("transfer.accepted", transfer, former, by=by)
        details = {"transfer": transfer.pk, "unit": client.unit_id}
        record("client.received", target=client, by=by, details=details, organization_id=client.controller_id)
    return client


@transaction.atomic
def decline_transfer(transfer: Transfer, *, reason: str, by: User) -> None:
    """Say no, with a reason that who offered can read; the client stays.

    :raises NotAllowed, NotOpen: as in `accept_transfer`.
    """
    _refuse_unless_receiver(transfer, by)
    answer(transfer, Asked.State.DECLINED, by=by, words=tidy_reason(reason))
    _record("transfer.declined", transfer, transfer.from_unit.organization_id, by=by)


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: User) -> None:
    """Take the offer back.

    :raises NotAllowed: ``by`` may not change the client.
    :raises NotOpen: it was answered, or its time is over.
    """
    if transfer.asked_by_id != by.pk:
        refuse_unless_writer(by, transfer.client)
    answer(transfer, Asked.State.WITHDRAWN, by=by)
    _record("transfer.withdrawn", transfer, transfer.from_unit.organization_id, by=by)


def _refuse_unless_receiver(transfer: Transfer, by: User) -> None:
    worker = worker_of(by)
    if worker is None:
        raise NotAllowed
    if not transfers_to_answer(worker).filter(pk=transfer.pk).exists():
        is_receiver = transfer.to_unit_id in worker.units or transfer.to_unit.organization_id in worker.led
        raise NotOpen if is_receiver else NotAllowed


def _move(client: Client, transfer: Transfer, keyworker: User | None) -> None:
    client.unit = transfer.to_unit
    client.controller = transfer.to_unit.organization
    client.keyworker = keyworker
    client.revision += 1
    client.save(update_fields=["unit", "controller", "keyworker", "revision", "updated_at"])


def _end_grants(client: Client, by: User) -> None:
    now = clock.now()
    for grant in scoped(AccessGrant.objects.filter(client=client, withdrawn_at__isnull=True)):
        grant.withdrawn_at = now
        grant.save(update_fields=["withdrawn_at", "updated_at"])
        details: dict[str, str | int] = {"client": client.pk, "level": grant.level}
        record("grant.withdrawn", target=grant, by=by, details=details, organization_id=client.controller_id)


def _disclose(client: Client, transfer: Transfer, by: User) -> None:
    # What is kept is one text for all readers, in the language of the record.
    with translation.override("fi"):
        what = _("The whole record: the client was transferred")
    Disclosure.objects.create(
        client=client,
        recipient=transfer.to_unit.organization.name_fi[:120],
        what=what,
        provision=transfer.provision,
        disclosed_on=clock.today(),
        disclosed_by=transfer.asked_by,
    )


def _record(verb: str, transfer: Transfer, organization_id: int, *, by: User) -> None:
    details = {"client": transfer.client_id, "from_unit": transfer.from_unit_id, "to_unit": transfer.to_unit_id}
    record(verb, target=transfer, by=by, details=details, organization_id=organization_id)
