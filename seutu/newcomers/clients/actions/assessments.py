"""What happens to an assessment: asked for, written, finalised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    ServiceEnded,
    entered,
    put,
    record_document,
    taken,
)
from seutu.newcomers.clients.models import Assessment, Client, NoPlanGround, SystemOfRecord, scoped
from seutu.newcomers.clients.queries.path import path_of
from seutu.newcomers.clients.rules.duties import plan_due_after
from seutu.newcomers.clients.rules.finalising import refusals_of_assessment
from seutu.shared.accounts.models import User
from seutu.shared.core import clock

__all__ = [
    "NoPlanDue",
    "ask_for_assessment",
    "finalise_assessment",
    "note_no_plan",
    "save_assessment",
    "take_back_no_plan",
]


class NoPlanDue(Exception):
    """No plan waits to be begun after this assessment, so nothing is decided about one."""


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


@transaction.atomic
def note_no_plan(assessment: Assessment, *, ground: NoPlanGround, by: User) -> Assessment:
    """Decide that no plan is needed after an assessment: the time of the plan ends. Beginning a plan takes it back.

    :raises NoPlanDue: no plan waits to be begun after this assessment.
    """
    if plan_due_after(path_of(assessment.client)) != assessment.pk:
        raise NoPlanDue
    free = scoped(Assessment.objects.filter(pk=assessment.pk, no_plan_on__isnull=True, handed_over_at__isnull=True))
    if not free.update(no_plan_on=clock.today(), no_plan_ground=ground, revision=F("revision") + 1):
        raise NoPlanDue
    present = scoped(Assessment.objects.filter(pk=assessment.pk)).select_related("client").get()
    entered(present.client)
    record_document("plan_not_needed", present, by=by, details={"ground": ground.value})
    return present


def take_back_no_plan(client: Client, *, by: User) -> None:
    """Take back that no plan is needed, where it was decided: one is begun after all."""
    for assessment in client.assessments.filter(no_plan_on__isnull=False):
        assessment.no_plan_on, assessment.no_plan_ground = None, ""
        assessment.save(update_fields=["no_plan_on", "no_plan_ground"])
        assessment.client = client
        record_document("plan_needed", assessment, by=by)
