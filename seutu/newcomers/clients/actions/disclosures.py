"""Noting what was given of a client's data to another authority."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from seutu.newcomers.clients.models import Client, Disclosure
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@transaction.atomic
def note_disclosure(
    client: Client, *, recipient: str, what: str, provision: str, disclosed_on: dt.date, by: User
) -> Disclosure:
    """Note that data was given, to whom, what, and on what ground in law."""
    disclosure = Disclosure.objects.create(
        client=client,
        recipient=recipient,
        what=what,
        provision=provision,
        disclosed_on=disclosed_on,
        disclosed_by=by,
    )
    record("client.data_disclosed", target=client, by=by, organization_id=client.controller_id)
    return disclosure
