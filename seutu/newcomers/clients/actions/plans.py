"""What happens to an integration plan: begun, written, accepted by both and finalised, revised, followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from seutu.newcomers.clients.actions.assessments import take_back_no_plan
from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    ReadOnlyDocument,
    ServiceEnded,
    entered,
    put,
    record_document,
    taken,
)
from seutu.newcomers.clients.models import Client, IntegrationPlan, SystemOfRecord, scoped
from seutu.newcomers.clients.rules.finalising import refusals_of_plan
from seutu.shared.accounts.models import User
from seutu.shared.core import clock


class AlreadyDirected(Exception):
    """It is noted already that the client was directed to apply."""


# What a new version takes over from the one before it.
KEPT = ("language", "interpreting", "interpreter_language", "is_multisectoral", "sections", "interviewer_title")


@transaction.atomic
def begin_plan(
    client: Client,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    system: SystemOfRecord = SystemOfRecord.LOCAL,
    by: User,
) -> IntegrationPlan:
    """Begin a version of the client's plan, with what the version before it says.

    :raises ServiceEnded: the service of the client has ended.
    :raises AlreadyOpen: a version is in the making.
    """
    if client.ended_on is not None:
        raise ServiceEnded
    former = client.plans.order_by("-number").first()
    kept = {name: getattr(former, name) for name in KEPT} if former else {"language": client.service_language}
    try:
        with transaction.atomic():
            plan = IntegrationPlan.objects.create(
                client=client,
                number=former.number + 1 if former else 1,
                starts_on=starts_on,
                ends_on=ends_on,
                system_of_record=system,
                **kept,
            )
    except IntegrityError as error:
        raise AlreadyOpen from error
    take_back_no_plan(client, by=by)
    entered(client)
    record_document("begun", plan, by=by, details={"number": plan.number})
    return plan


@transaction.atomic
def save_plan(plan: IntegrationPlan, values: Mapping[str, Any], *, revision: int, by: User) -> IntegrationPlan:
    """Save what was written, on the revision that was opened.

    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it does not change any more.
    """
    present = taken(plan, revision)
    put(present, values)
    record_document("saved", present, by=by, details={"number": present.number, "revision": present.revision})
    return present


@dataclass(frozen=True)
class Acceptance:
    """When the client, and when the worker, accepted a version as it stands."""

    by_client_on: dt.date | None
    by_worker_on: dt.date | None


@transaction.atomic
def finalise_plan(plan: IntegrationPlan, accepted: Acceptance, *, revision: int, by: User) -> IntegrationPlan:
    """Finalise a version that both parties have accepted; a change after that is a new version.

    The acceptance is written with it and not before, so that nobody accepts what is still being changed.

    :raises CannotFinalise: something is missing, or it goes over a limit of the law.
    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it is final already, or another system keeps it.
    """
    present = taken(plan, revision)
    present.accepted_by_client_on, present.accepted_by_worker_on = accepted.by_client_on, accepted.by_worker_on
    others = list(present.client.plans.exclude(pk=present.pk))
    refusals = refusals_of_plan(present, others)
    if refusals:
        raise CannotFinalise(refusals)
    put(present, {"finalised_at": clock.now(), "finalised_by": by})
    record_document("finalised", present, by=by, details={"number": present.number})
    return present


@transaction.atomic
def discard_plan(plan: IntegrationPlan, *, revision: int, by: User) -> None:
    """Discard a version in the making.

    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it is final, or another system keeps it.
    """
    present = taken(plan, revision)
    record_document("discarded", present, by=by, details={"number": present.number})
    entered(present.client)
    present.delete()


@transaction.atomic
def note_directed(plan: IntegrationPlan, *, directed_on: dt.date, by: User) -> IntegrationPlan:
    """Note that the client was directed to apply for education or another service, which the law wants done in time.

    A final plan takes it too: it tells of what came after.

    :raises AlreadyDirected: it is noted already.
    :raises ReadOnlyDocument: another system keeps the plan.
    """
    rows = scoped(IntegrationPlan.objects.filter(pk=plan.pk))
    free = rows.filter(directed_on__isnull=True, handed_over_at__isnull=True)
    if not free.update(directed_on=directed_on, revision=F("revision") + 1):
        raise ReadOnlyDocument if rows.get().handed_over_at else AlreadyDirected
    present = rows.select_related("client").get()
    entered(present.client)
    record_document("directed", present, by=by, details={"number": present.number})
    return present
