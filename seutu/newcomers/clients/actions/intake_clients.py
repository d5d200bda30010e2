"""A client of somebody who was pointed to the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seutu.newcomers.clients.actions.clients import NewClient, create_client
from seutu.newcomers.clients.actions.names import NameInput
from seutu.newcomers.clients.models import Client, Intake, new_reference
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User


class NameMissing(Exception):
    """The intake does not say who it is."""


def new_client(intake: Intake, *, duplicate_reason: str = "", worker: Worker, by: User) -> Client:
    """A client of the intake's unit, with what the intake says of the person.

    :raises NameMissing: it says no name, or cannot be read.
    :raises LikelyDuplicate: the person is likely a client already, and no reason was given.
    :raises NotOfThisUnit: the unit is none of the worker's.
    :raises CannotBeKeyworker: the worker serves nobody there.
    """
    person: Mapping[str, Any] = intake.person if isinstance(intake.person, Mapping) else {}
    family, first = (str(person.get(key) or "").strip() for key in ("family_name", "given_names"))
    if not family and not first:
        raise NameMissing
    given = NewClient(
        reference=new_reference(),
        unit=intake.unit,
        names=[NameInput(family_name=family, given_names=first)],
        values={
            "keyworker": by,
            "birth_year": person.get("birth_year"),
            "service_language": person.get("language") or "",
            # From the contact on: by its day the law of the assessment is found.
            "began_on": intake.arrived_on,
        },
        contact_details={name: person.get(name) for name in ("phone", "email")},
        duplicate_reason=duplicate_reason,
    )
    return create_client(given, worker=worker, by=by)
