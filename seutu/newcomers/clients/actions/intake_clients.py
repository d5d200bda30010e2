"""A client of somebody who was pointed to the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seutu.newcomers.clients.actions.names import NameInput, put_names
from seutu.newcomers.clients.models import Client, ContactDetails, Intake
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


class NameMissing(Exception):
    """The intake does not say who it is."""


def new_client(intake: Intake, *, by: User) -> Client:
    """A client of the intake's unit, with what the intake says of the person.

    :raises NameMissing: it says no name, or cannot be read.
    """
    person: Mapping[str, Any] = intake.person if isinstance(intake.person, Mapping) else {}
    family, given = (str(person.get(key) or "").strip() for key in ("family_name", "given_names"))
    if not family and not given:
        raise NameMissing
    client = Client.objects.create(
        controller=intake.organization,
        unit=intake.unit,
        keyworker=by,
        birth_year=person.get("birth_year"),
        service_language=person.get("language") or "",
        began_on=intake.arrived_on,
        last_entry_on=clock.today(),
    )
    put_names(client, [NameInput(family, given)])
    client.save(update_fields=["shown_name"])
    ContactDetails.objects.create(client=client, phone=person.get("phone") or None, email=person.get("email") or None)
    record("client.created", target=client, by=by, details={"from": "intake"}, organization_id=client.controller_id)
    return client
