"""Looking for somebody by name, or listing what is kept of people: the trail says that it was done."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from seutu.newcomers.clients.models import Client, Contact
from seutu.newcomers.clients.queries.contacts import clients_to_choose
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.audit.actions import record


@transaction.atomic
def look_up_clients(typed: str, *, by: Worker) -> list[Client]:
    """The clients of whom ``by`` may log a contact and may mean by ``typed``; each that is shown is noted as seen."""
    found = clients_to_choose(by, typed)
    note_found(found, purpose="contact", by=by)
    return found


@transaction.atomic
def note_found(found: Iterable[Client], *, purpose: str, by: Worker) -> None:
    """Note that each of ``found`` was shown to ``by``, who looked for somebody."""
    for client in found:
        details = {"purpose": purpose}
        record("client.found", target=client, by=by, details=details, organization_id=client.controller_id)


@transaction.atomic
def note_contact_seen(contact: Contact, *, by: Worker) -> None:
    """Note that ``by`` has read a contact of a client; an anonymous one is nobody's."""
    client = contact.client
    if client is not None:
        details: dict[str, str | int] = {"purpose": "service", "contact": contact.pk}
        record("client.viewed", target=client, by=by, details=details, organization_id=client.controller_id)
