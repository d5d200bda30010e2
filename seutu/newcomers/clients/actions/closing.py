"""The end of a service, and its going on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from seutu.newcomers.clients.actions.path_documents import StaleRevision
from seutu.newcomers.clients.actions.statuses import record_status
from seutu.newcomers.clients.models import Client, ClosingReason, StatusRecord, scoped
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


class LeftUnfinished(Exception):
    """An assessment or a plan is in the making: finalise it, hand it over, or say that the client knows it is left."""


class AlreadyEnded(Exception):
    """The service has ended already."""


class NotEnded(Exception):
    """The service goes on."""


class EndsBeforeBeginning(Exception):
    """The day is before the client relationship began, or still to come."""


@transaction.atomic
def close_client(
    client: Client,
    *,
    reason: ClosingReason,
    ended_on: dt.date,
    status: Mapping[str, str],
    unfinished_is_told: bool = False,
    revision: int,
    by: User,
) -> Client:
    """End the service of a client, and write down where they stand at the end.

    :raises LeftUnfinished: an assessment or a plan is open, and the client has not been told.
    :raises EndsBeforeBeginning: the day cannot be.
    :raises AlreadyEnded: it has ended.
    :raises StaleRevision: somebody has changed the client since.
    """
    if not client.began_on <= ended_on <= clock.today():
        raise EndsBeforeBeginning
    unfinished = [*open_documents(client)]
    if unfinished and not unfinished_is_told:
        raise LeftUnfinished
    rows = scoped(Client.objects.filter(pk=client.pk))
    counted = rows.filter(revision=revision, ended_on__isnull=True).update(
        ended_on=ended_on, closing_reason=reason, last_entry_on=clock.today(), revision=F("revision") + 1
    )
    present = rows.get()
    if not counted:
        raise AlreadyEnded if present.ended_on else StaleRevision
    record_status(present, StatusRecord.Point.END, status, recorded_on=ended_on, by=by)
    details: dict[str, str | int] = {"reason": reason.value, "unfinished": len(unfinished)}
    record("client.closed", target=present, by=by, details=details, organization_id=present.controller_id)
    return present


def open_documents(client: Client) -> list[str]:
    """Which documents of a client are in the making: assessment, plan."""
    is_open = {"finalised_at__isnull": True, "handed_over_at__isnull": True}
    found = {"assessment": client.assessments.filter(**is_open), "plan": client.plans.filter(**is_open)}
    return [name for name, rows in found.items() if rows.exists()]


@transaction.atomic
def reopen_client(client: Client, *, revision: int, by: User) -> Client:
    """Let the service of a client go on. What was written at its end is kept, so that the path tells of it.

    :raises NotEnded: it goes on already.
    :raises StaleRevision: somebody has changed the client since.
    """
    rows = scoped(Client.objects.filter(pk=client.pk))
    counted = rows.filter(revision=revision, ended_on__isnull=False).update(
        ended_on=None, closing_reason="", last_entry_on=clock.today(), revision=F("revision") + 1
    )
    present = rows.get()
    if not counted:
        raise StaleRevision if present.ended_on else NotEnded
    record("client.reopened", target=present, by=by, organization_id=present.controller_id)
    return present
