"""Taking away what the rows of an import made, unless something has been added to it since."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Model

from seutu.newcomers.clients.models import (
    Client,
    ClientName,
    Contact,
    ContactDetails,
    ImportedRow,
    NameKey,
    Reach,
    RegisterImport,
    scoped,
)
from seutu.shared.audit.actions import record
from seutu.shared.core.locked_days import hold_days_open, lock_on

# What an import itself makes of a client.
OF_THE_IMPORT: frozenset[type[Model]] = frozenset({ClientName, NameKey, ContactDetails, ImportedRow})


class StaysFor(enum.Enum):
    """Why a row stays."""

    CHANGED = "changed"
    ADDED_TO = "added_to"
    DAY_LOCKED = "day_locked"


@dataclass(frozen=True)
class Stay:
    """A row that stays; ``reference`` is that of its client."""

    number: int
    why: StaysFor
    reference: str = ""


def take_away(rows: Sequence[ImportedRow], made: RegisterImport) -> list[Stay]:
    """Take away what ``rows`` made; says which stay, and why. Runs as the system, in the caller's transaction."""
    hold_days_open()
    clients = {row.client_id for row in rows if row.client_id}
    contacts = {row.contact_id for row in rows if row.contact_id}
    added_to: dict[type[Client | Contact], set[int]] = {
        Client: _with_additions(Client, clients),
        Contact: _with_additions(Contact, contacts),
    }
    stays = []
    for row in rows:
        what = row.client or row.contact
        why = _why_it_stays(what, made, added_to) if what else None
        if what is not None and why is not None:
            stays.append(Stay(row.row_number, why, row.client.reference if row.client else ""))
            continue
        row.delete()
        if what is not None:
            _remove(what, made)
    return stays


def _why_it_stays(
    what: Client | Contact, made: RegisterImport, added_to: Mapping[type[Client | Contact], set[int]]
) -> StaysFor | None:
    if what.pk in added_to[type(what)]:
        return StaysFor.ADDED_TO
    if isinstance(what, Contact) and lock_on(what.provider_municipality_id, what.occurred_on):
        return StaysFor.DAY_LOCKED
    is_touched = made.done_at is not None and what.updated_at > made.done_at
    return StaysFor.CHANGED if what.revision > 1 or is_touched else None


def _with_additions(model: type[Client] | type[Contact], keys: Iterable[int | None]) -> set[int]:
    """Those of ``keys`` to which any row of any table has been added that no import makes: one question for each."""
    found: set[int] = set()
    wanted = list(keys)
    for relation in model._meta.related_objects:
        table, name = relation.related_model, relation.field.name
        if wanted and table not in OF_THE_IMPORT and isinstance(table, type):
            rows = table._base_manager.filter(**{f"{name}__in": wanted})
            found |= set(rows.values_list(name, flat=True))
    return found


def _remove(what: Client | Contact, made: RegisterImport) -> None:
    details = {"import": made.pk}
    client = what.client if isinstance(what, Contact) else None
    verb = "contact.import_undone" if isinstance(what, Contact) else "client.import_undone"
    by = made.undone_by or made.imported_by
    record(verb, target=what, by=by, details=details, organization_id=made.unit.organization_id)
    what.delete()
    if client is not None:
        last = client.contacts.filter(reach=Reach.REACHED).aggregate(last=Max("occurred_on"))["last"]
        # Not as a change: what another import made of the client can still be undone.
        scoped(Client.objects.filter(pk=client.pk)).update(last_contact_on=last)
