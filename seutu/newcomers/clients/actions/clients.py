"""Making a client and changing what the register keeps of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.names import NameInput, put_names
from seutu.newcomers.clients.models import Client, ContactDetails, scoped
from seutu.newcomers.clients.queries.duplicates import Duplicates, duplicates_of
from seutu.newcomers.clients.queries.workers import serves_in
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


class AlreadyMade(Exception):
    """The form was sent before, and the client is there, with this ``reference``."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class LikelyDuplicate(Exception):
    """The person is likely a client already; ``duplicates`` says who. A reason lets one be made all the same."""

    def __init__(self, duplicates: Duplicates) -> None:
        super().__init__()
        self.duplicates = duplicates


class NotOfThisUnit(Exception):
    """The unit is none of the worker's, or it is closed."""


class CannotBeKeyworker(Exception):
    """The responsible counsellor serves no clients in the municipality that keeps the record."""


class DuplicateReason(models.TextChoices):
    """Why a client is made although one like them is there."""

    ANOTHER_PERSON = "another_person", _("another person with a similar name")
    OWN_RECORD = "own_record", _("the same person: our municipality has to keep a record of its own")
    UNCERTAIN = "uncertain", _("I cannot tell, and the matter cannot wait")


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """What a form says of a new client. ``values`` are fields of `Client`, ``contact_details`` of `ContactDetails`."""

    reference: str
    unit: Unit
    names: Sequence[NameInput]
    values: Mapping[str, Any] = field(default_factory=dict)
    contact_details: Mapping[str, Any] = field(default_factory=dict)
    duplicate_reason: str = ""


@transaction.atomic
def create_client(given: NewClient, *, worker: Worker, by: User) -> Client:
    """Make a client in a unit of the worker's.

    :raises AlreadyMade: a client with this reference is there: the form was sent twice.
    :raises NotOfThisUnit: the unit is none of the worker's.
    :raises CannotBeKeyworker: the chosen one serves nobody there.
    :raises LikelyDuplicate: the person is likely there already, and no reason was given.
    """
    if _is_made(given.reference):
        raise AlreadyMade(given.reference)
    unit = given.unit
    if unit.closed_on or not (unit.pk in worker.units or unit.organization_id in worker.led):
        raise NotOfThisUnit
    duplicates = duplicates_of(worker, given.names, given.values)
    if duplicates and not given.duplicate_reason:
        raise LikelyDuplicate(duplicates)
    # A client who is protected at once may be out of the worker's own reach.
    with acting_as_system():
        client = _made(given, by=by)
    details: dict[str, str | int] = {"unit": unit.pk, "alike": len(duplicates)}
    if duplicates:
        details["reason"] = given.duplicate_reason
    record("client.created", target=client, by=by, details=details, organization_id=client.controller_id)
    return client


def _made(given: NewClient, *, by: User) -> Client:
    today = clock.today()
    client = Client(
        reference=given.reference,
        unit=given.unit,
        controller=given.unit.organization,
        began_on=today,
        last_entry_on=today,
    )
    for name, value in settled(client, given.values, by=by).items():
        setattr(client, name, value)
    try:
        with transaction.atomic():
            client.save(force_insert=True)
    except IntegrityError as error:
        if _is_made(given.reference):
            raise AlreadyMade(given.reference) from error
        raise
    put_names(client, given.names)
    client.save(update_fields=["shown_name"])
    told = {name: value for name, value in given.contact_details.items() if value}
    if told:
        ContactDetails.objects.create(client=client, **told)
    return client


def _is_made(reference: str) -> bool:
    # Whoever may see them by now: a client who was protected at once is closed to most.
    with acting_as_system():
        return scoped(Client.objects.filter(reference=reference)).exists()


def settled(client: Client, values: Mapping[str, Any], *, by: User) -> dict[str, Any]:
    """``values`` with what follows from them.

    Non-disclosure protects; a protected client opens by name only, and so always has a responsible counsellor; the
    year of birth follows from its date.

    :raises CannotBeKeyworker: the chosen one serves nobody in the municipality that keeps the record.
    """
    given = dict(values)
    if given.get("safety_non_disclosure"):
        given["is_protected"] = True
    keyworker = given.get("keyworker", client.keyworker)
    if given.get("is_protected") and keyworker is None:
        keyworker = given["keyworker"] = by
    chosen: User | None = given.get("keyworker")
    if chosen and chosen != client.keyworker and not serves_in(chosen, client.controller_id):
        raise CannotBeKeyworker
    born: dt.date | None = given.get("birth_date")
    if born:
        given["birth_year"] = born.year
    return given
