"""Writing down what leaves the register as a table, before its first row is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import transaction

from seutu.newcomers.clients.queries.exports import ClientTable, ContactTable, Wanted
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.exports import Scope, may_take_sensitive, scopes_of
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record

LENGTH_OF_HASH = 16


class NotForYou(Exception):
    """The worker may not take this out."""


class PurposeMissing(Exception):
    """Names, and topics of special categories, are taken out for a purpose that is told."""


@transaction.atomic
def export_contacts(worker: Worker, wanted: Wanted, *, file_kind: str, purpose: str, by: User) -> ContactTable:
    """The table of the contacts that ``worker`` takes out, noted in the trail.

    :raises NotForYou: the scope is not theirs, or the topics of special categories are not for them.
    :raises PurposeMissing: topics of special categories are asked for without a purpose.
    """
    if wanted.scope not in scopes_of(worker):
        raise NotForYou
    if wanted.with_sensitive and not may_take_sensitive(worker, wanted.scope):
        raise NotForYou
    if wanted.with_sensitive and not purpose:
        raise PurposeMissing
    table = ContactTable(worker, wanted)
    with table.acting():
        count = table.count()
    details: dict[str, str | int] = {
        "count": count,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "scope": wanted.scope.value,
        "columns": _hash(table.codes),
        "format": file_kind,
    }
    if wanted.with_sensitive:
        details["purpose"] = purpose
    places = worker.manages if wanted.scope == Scope.MUNICIPALITY else worker.logs_for | worker.controllers
    record("contacts.exported", by=by, details=details, organization_id=_only(places))
    return table


@transaction.atomic
def export_clients(worker: Worker, *, with_names: bool, file_kind: str, purpose: str, by: User) -> ClientTable:
    """The list of the clients of those whom ``worker`` leads, noted in the trail.

    :raises NotForYou: they lead nobody.
    :raises PurposeMissing: names are asked for without a purpose.
    """
    if not worker.led:
        raise NotForYou
    if with_names and not purpose:
        raise PurposeMissing
    table = ClientTable(worker, with_names=with_names)
    details: dict[str, str | int] = {
        "count": table.count(),
        "names": int(with_names),
        "columns": _hash(table.codes),
        "format": file_kind,
        "purpose": purpose or "service",
    }
    record("clients.exported", by=by, details=details, organization_id=_only(worker.led))
    return table


def _hash(columns: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()[:LENGTH_OF_HASH]


def _only(organizations: frozenset[int]) -> int | None:
    return next(iter(organizations)) if len(organizations) == 1 else None
