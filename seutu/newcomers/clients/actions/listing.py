"""Noting that clients were read in a list, by how many they were."""

from __future__ import annotations

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor


@transaction.atomic
def list_duties(clients: int, *, by: Actor) -> None:
    """Note that ``by`` was shown what is to be done for so many clients, with their names."""
    record("clients.duties_listed", by=by, details={"clients": clients, "purpose": "service"})
