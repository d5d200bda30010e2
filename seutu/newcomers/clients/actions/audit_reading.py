"""Looking at the trail leaves a trace as well."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from seutu.newcomers.clients.models import Client
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record

PURPOSE = {"purpose": "audit"}


@transaction.atomic
def note_traces_of_client(client: Client, *, by: User) -> None:
    """Somebody looked at who has looked at ``client``."""
    record("client.traces_viewed", target=client, by=by, details=PURPOSE, organization_id=client.controller_id)


@transaction.atomic
def note_traces_of_worker(worker: User, *, by: User, organizations: Collection[int]) -> None:
    """Somebody looked at what ``worker`` has looked at, under each of the controllers that they answer for."""
    for organization_id in sorted(organizations):
        record("worker.traces_viewed", target=worker, by=by, details=PURPOSE, organization_id=organization_id)


@transaction.atomic
def note_rights_page(client: Client, *, by: User) -> None:
    """Somebody opened the page of a client's rights, which shows the reference and no name."""
    details = {"purpose": "data_request"}
    record("client.rights_viewed", target=client, by=by, details=details, organization_id=client.controller_id)
