"""Writing in the trail that somebody read of a client's path."""

from __future__ import annotations

from django.db import transaction

from seutu.newcomers.clients.models import Client, Intake
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@transaction.atomic
def note_path_reading(client: Client, verb: str, *, purpose: str, by: User) -> None:
    """Note that ``by`` read a page of the client's path, for the purpose that they opened the client for."""
    record(verb, target=client, by=by, details={"purpose": purpose}, organization_id=client.controller_id)


@transaction.atomic
def note_intake_reading(intake: Intake, *, by: User) -> None:
    """Note that ``by`` read an intake."""
    record("intake.viewed", target=intake, by=by, details={"purpose": "service"})


@transaction.atomic
def note_queue_reading(organizations: list[int], *, by: User) -> None:
    """Note that ``by`` read the queue of intakes, of each organization."""
    for organization in organizations:
        record("intake.listed", by=by, details={"purpose": "service"}, organization_id=organization)
