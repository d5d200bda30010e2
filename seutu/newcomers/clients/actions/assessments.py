"""What happens to an assessment: asked for, written, finalised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    ServiceEnded,
    entered,
    put,
    record_document,
    taken,
)
from seutu.newcomers.clients.models import Assessment, Client, SystemOfRecord
from seutu.newcomers.clients.rules.finalising import refusals_of_assessment
from seutu.shared.accounts.models import User
from seutu.shared.core import clock

__all__ = ["ask_for_assessment", "finalise_assessment", "save_assessment"]


@transaction.atomic
def ask_for_assessment(
    client: Client, *, asked_on: dt.date, system: SystemOfRecord = SystemOfRecord.LOCAL, by: User
) -> Assessment:
    """Open an assessment that was asked for on a day: from it the time of the law is counted.

    :raises ServiceEnded: the service of the client has ended.
    :raises AlreadyOpen: one is in the making.
    """
    if client.ended_on is not None:
        raise ServiceEnded
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                client=client,
                asked_on=asked_on,
                system_of_record=system,
                language=client.service_language,
                interpreter_language=client.interpreter_language if client.needs_interpreter else "",
            )
    except IntegrityError as error:
        raise AlreadyOpen from error
    entered(client)
    record_document("asked", assessment, by=by)
    return assessment


@transaction.atomic
def save_assessment(assessment: Assessment, values: Mapping[str, Any], *, revision: int, by: User) -> Assessment:
    """Save what was written, on the revision that was opened.

    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it does not change any more.
    """
    present = taken(assessment, revision)
    put(present, values)
    record_document("saved", present, by=by, details={"revision": present.revision})
    return present


@transaction.atomic
def finalise_assessment(assessment: Assessment, *, revision: int, by: User) -> Assessment:
    """Finalise an assessment: it does not change after that, and the time for a plan begins.

    :raises CannotFinalise: something that the law asks for is missing.
    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it is final already, or another system keeps it.
    """
    present = taken(assessment, revision)
    refusals = refusals_of_assessment(present)
    if refusals:
        raise CannotFinalise(refusals)
    put(present, {"finalised_at": clock.now(), "finalised_by": by})
    record_document("finalised", present, by=by)
    return present
