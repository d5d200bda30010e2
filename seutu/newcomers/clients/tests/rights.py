"""Requests for own data and looks at a client, for tests."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from seutu.newcomers.clients.actions.own_data import receive_request
from seutu.newcomers.clients.models import Client, OwnDataRequest
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock


def ask(of: Client, by: User, kind: str = "access", received_on: dt.date | None = None) -> OwnDataRequest:
    """A request of a client that ``by`` took down."""
    return receive_request(of, kind=kind, received_on=received_on or clock.today(), by=by)


@transaction.atomic
def looked(at: Client, by: User, purpose: str = "service") -> Entry:
    """A line of the trail: somebody looked at a client."""
    return record("client.viewed", target=at, by=by, details={"purpose": purpose}, organization_id=at.controller_id)
