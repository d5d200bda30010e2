"""Changing what stands in a client's record: one section of it at a time, and nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.clients import NotOfThisUnit, settled
from seutu.newcomers.clients.actions.names import NameInput, put_names
from seutu.newcomers.clients.actions.rectification import note_rectification
from seutu.newcomers.clients.models import Client, ContactDetails, scoped
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import is_readable


class EditConflict(Exception):
    """Somebody saved the client after the form was opened."""


class NotWritable(Exception):
    """The worker may not change the client any more."""


class CannotReplace(Exception):
    """A value that cannot be opened now would be lost; ``field`` is the one."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Why(models.TextChoices):
    """Why a value is another now; kept with the former one."""

    CHANGED = "changed", _("It has changed")
    CORRECTED = "corrected", _("It was wrong")


# What is no data of the person leaves no former value.
NOT_OF_THE_PERSON = frozenset({"unit", "keyworker", "controller", "is_protected", "began_on"})


@transaction.atomic
def change_client(
    client: Client, section: str, values: Mapping[str, Any], *, revision: int, why: str, worker: Worker, by: User
) -> bool:
    """Save ``values`` of fields of the client; the former values are kept. Whether anything changed.

    :raises EditConflict: the client was saved after ``revision``.
    :raises NotWritable: the worker may not change the client.
    :raises NotOfThisUnit: the unit is another municipality's, or closed.
    :raises CannotBeKeyworker: the chosen one serves nobody in the municipality that keeps the record.
    :raises CannotReplace: a value stands there that cannot be opened now.
    """
    row = _locked(client, revision, worker)
    given = settled(row, values, by=by)
    unit = given.get("unit")
    if unit is not None and unit != row.unit and (unit.organization_id != row.controller_id or unit.closed_on):
        raise NotOfThisUnit
    # What protects a client, or moves them to another unit, may take them out of the worker's own reach.
    with acting_as_system():
        return _save(row, row, section, given, why=why, by=by)


@transaction.atomic
def change_contact_details(
    client: Client, values: Mapping[str, Any], *, revision: int, why: str, worker: Worker, by: User
) -> bool:
    """Save how the client is reached, likewise.

    :raises EditConflict: the client was saved after ``revision``.
    :raises NotWritable: the worker may not change the client.
    :raises CannotReplace: a value stands there that cannot be opened now.
    """
    row = _locked(client, revision, worker)
    details = ContactDetails.objects.filter(client=row)
    found = scoped(details).first() or ContactDetails(client=row)
    return _save(row, found, "contact_details", values, why=why, by=by)


@transaction.atomic
def change_names(
    client: Client, names: Sequence[NameInput], *, revision: int, why: str, worker: Worker, by: User
) -> bool:
    """Save all names of the client, likewise; they are found by the new ones at once.

    :raises EditConflict: the client was saved after ``revision``.
    :raises NotWritable: the worker may not change the client.
    :raises NoCurrentName: there is no current name, or more than one.
    """
    row = _locked(client, revision, worker)
    former = [NameInput(each.family_name, each.given_names, each.patronymic, each.kind) for each in row.names.all()]
    if sorted(map(_told, former)) == sorted(map(_told, names)):
        return False
    put_names(row, names)
    if former:
        note_rectification(row, field="names", former="\n".join(map(_told, former)), reason=Why(why).value, by=by)
    _saved(row, "names", ["names"], by=by)
    return True


def _told(name: NameInput) -> str:
    return f"{name.kind}: {name.given_names} | {name.patronymic} | {name.family_name}"


def _locked(client: Client, revision: int, worker: Worker) -> Client:
    """The client as it is now, held until the transaction ends."""
    row = scoped(Client.objects.select_for_update(of=("self",)).filter(pk=client.pk)).get()
    if not clients_writable_by(worker).filter(pk=row.pk).exists():
        raise NotWritable
    if row.revision != revision:
        raise EditConflict
    return row


def _save(
    client: Client,
    holder: Client | ContactDetails,
    section: str,
    values: Mapping[str, Any],
    *,
    why: str,
    by: User,
) -> bool:
    changed = [name for name, value in values.items() if _plain(getattr(holder, name)) != _plain(value)]
    for name in changed:
        former = getattr(holder, name)
        if not is_readable(former):
            raise CannotReplace(name)
        if name not in NOT_OF_THE_PERSON and former not in (None, "", []):
            note_rectification(client, field=name, former=written(former), reason=Why(why).value, by=by)
        setattr(holder, name, values[name])
    if not changed:
        return False
    if isinstance(holder, ContactDetails):
        holder.save()
    _saved(client, section, changed, by=by)
    return True


def _plain(value: Any) -> Any:
    return None if value in ("", []) else value


def written(value: Any) -> str:
    """A value as the text that is kept of it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)


def _saved(client: Client, section: str, fields: Iterable[str], *, by: User) -> None:
    client.revision += 1
    client.last_entry_on = clock.today()
    client.save()
    details = {"section": section, "fields": ".".join(sorted(fields))[:80]}
    record("client.changed", target=client, by=by, details=details, organization_id=client.controller_id)
