"""Handing over the clients of a worker who leaves, all together or some of them."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from seutu.newcomers.clients.actions.asked import NotAllowed
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.queries.access import clients_to_hand_over, workers_serving_in
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


class NobodyToHandOver(Exception):
    """None of the clients is the worker's any more, or none was chosen."""


class CannotReceive(Exception):
    """The new counsellor, or the unit, is not of the municipality that keeps one of the records: that is a transfer."""


@transaction.atomic
def hand_over_clients(
    from_user: User, *, to: User | Unit, by: User, clients: Collection[int] | None = None
) -> list[Client]:
    """Hand the open clients of ``from_user``, or those of them in ``clients``, to a counsellor or to a unit.

    A unit's client has no responsible counsellor until the unit names one. Returns what was handed over, as it was
    before.

    :raises NotAllowed: ``by`` leads no service.
    :raises NobodyToHandOver: there is no client to hand over.
    :raises CannotReceive: the receiver does not work in the municipality that keeps the records.
    """
    worker = worker_of(by)
    if worker is None or not worker.led:
        raise NotAllowed
    rows = _chosen(worker, from_user, clients)
    _refuse_unless_receives(to, from_user, {row.controller_id for row in rows})
    _move([row.pk for row in rows], to)
    batch = secrets.token_hex(4)
    for row in rows:
        details: dict[str, str | int] = {
            "batch": batch,
            "from": from_user.pk,
            ("unit" if isinstance(to, Unit) else "to"): to.pk,
        }
        record("client.handed_over", target=row, by=by, details=details, organization_id=row.controller_id)
    return rows


@transaction.atomic
def note_listing(from_user: User, count: int, *, by: User) -> None:
    """Somebody looked at the list of the clients of ``from_user``."""
    record("client.listed", by=by, details={"list": "hand_over", "user": from_user.pk, "count": count})


def _chosen(worker: Worker, from_user: User, clients: Collection[int] | None) -> list[Client]:
    found = clients_to_hand_over(worker, from_user).select_for_update(of=("self",))
    if clients is not None:
        found = found.filter(pk__in=clients)
    rows = list(found)
    if not rows:
        raise NobodyToHandOver
    return rows


def _refuse_unless_receives(to: User | Unit, from_user: User, controllers: set[int]) -> None:
    if isinstance(to, Unit):
        is_fit = controllers == {to.organization_id} and (to.closed_on is None or to.closed_on > clock.today())
    else:
        serving = [workers_serving_in([each]).filter(pk=to.pk).exists() for each in controllers]
        is_fit = to != from_user and all(serving)
    if not is_fit:
        raise CannotReceive


def _move(keys: list[int], to: User | Unit) -> None:
    changes = {"keyworker": None, "unit": to} if isinstance(to, Unit) else {"keyworker": to}
    with acting_as_system():
        rows = scoped(Client.objects.filter(pk__in=keys))
        rows.update(**changes, revision=F("revision") + 1, updated_at=clock.now())
