"""What is written down when somebody looks: who opened which client and for what, and what a search told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.finding import Elsewhere
from seutu.newcomers.clients.queries.purposes import ASKED_PURPOSES
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core.rate_limits import TooManyRequests, count_of

# Who works with people asks this often at most; who tries names does more.
MOST_ASKED_ELSEWHERE, ASKED_WINDOW = 60, dt.timedelta(hours=1)


class AskedTooOften(Exception):
    """The worker has asked beyond their own municipality as often as one may in an hour."""


class NoSuchPurpose(Exception):
    """The purpose that was given is none of those that are asked."""


@transaction.atomic
def note_reading(client: Client, purpose: str, *, by: User) -> None:
    """The page of ``client`` was opened, for ``purpose``."""
    record("client.viewed", target=client, by=by, details={"purpose": purpose}, organization_id=client.controller_id)


@transaction.atomic
def note_reference_seen(client: Client, *, by: User) -> None:
    """The page of a protected client was opened by somebody to whom it shows the reference only."""
    record("client.reference_viewed", target=client, by=by, organization_id=client.controller_id)


@transaction.atomic
def give_purpose(client: Client, purpose: str, *, by: User) -> None:
    """Say why one opens a client of another unit; it holds until the day ends.

    :raises NoSuchPurpose: it is none of those that are asked.
    """
    if purpose not in ASKED_PURPOSES:
        raise NoSuchPurpose
    details = {"purpose": purpose}
    record("client.purpose_given", target=client, by=by, details=details, organization_id=client.controller_id)


@transaction.atomic
def note_identity_code_shown(client: Client, purpose: str, *, by: User) -> None:
    """The identity code was shown in clear."""
    details = {"purpose": purpose}
    record("client.identity_code_shown", target=client, by=by, details=details, organization_id=client.controller_id)


def count_asking_elsewhere(*, by: User) -> None:
    """Count a question that goes beyond one's own municipality, so that nobody can fish by it.

    :raises AskedTooOften: this hour's questions are used.
    """
    try:
        count_of(by.audit_id, "clients.elsewhere", most=MOST_ASKED_ELSEWHERE, window=ASKED_WINDOW)
    except TooManyRequests as refusal:
        raise AskedTooOften from refusal


@transaction.atomic
def note_search(found: int, elsewhere: Sequence[Elsewhere], *, by: User) -> None:
    """Somebody searched: how many were found, and of whom it was told that they are a client elsewhere."""
    record("clients.searched", by=by, details={"found": found, "elsewhere": len(elsewhere)})
    for told in elsewhere:
        record(
            "client.told_elsewhere",
            by=by,
            details={"client": told.client_id, "ground": told.by},
            organization_id=told.controller.pk,
        )
