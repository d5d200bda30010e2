"""Those who were pointed to the service (KotoL 681/2023 9 §): logged, decided on, and forgotten where declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from seutu.newcomers.clients.actions.assessments import ask_for_assessment
from seutu.newcomers.clients.actions.intake_clients import new_client
from seutu.newcomers.clients.actions.path_documents import AlreadyOpen
from seutu.newcomers.clients.models import Client, Intake, scoped
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.intake import DeclineReason, may_be_assessed
from seutu.newcomers.clients.rules.responsibility import system_for
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


class AlreadyDecided(Exception):
    """Somebody has decided it meanwhile."""


class ConsentMissing(Exception):
    """The person has not agreed, or has refused."""


class OfAnotherOrganization(Exception):
    """The client is of another municipality than the intake."""


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What is written of somebody who was pointed to the service."""

    unit: Unit
    arrived_on: dt.date
    source: str
    source_name: str
    consent: str
    person: Mapping[str, Any]


@transaction.atomic
def log_intake(arrived: Arrived, *, by: User) -> Intake:
    """Log that somebody was pointed to the service."""
    intake = Intake.objects.create(
        organization=arrived.unit.organization,
        unit=arrived.unit,
        arrived_on=arrived.arrived_on,
        source=arrived.source,
        source_name=arrived.source_name,
        consent=arrived.consent,
        person=dict(arrived.person),
        logged_by=by,
    )
    record("intake.logged", target=intake, by=by, details={"source": intake.source, "consent": intake.consent})
    return intake


@transaction.atomic
def note_consent(intake: Intake, consent: Intake.Consent, *, by: User) -> None:
    """Write down what became of asking the person.

    :raises AlreadyDecided: the intake was decided.
    """
    if not _open(intake).update(consent=consent):
        raise AlreadyDecided
    record("intake.consent", target=intake, by=by, details={"consent": consent.value})


@transaction.atomic
def decline_intake(intake: Intake, reason: DeclineReason, *, by: User) -> None:
    """Decide that the person is not assessed: who it was is taken away, and dates, source and a code stay.

    :raises AlreadyDecided: the intake was decided.
    """
    declined = {"decision": Intake.Decision.DO_NOT_ASSESS, "reason": reason.value, "person": None, "source_name": ""}
    if not _open(intake).update(**declined, decided_on=clock.today(), decided_by=by):
        raise AlreadyDecided
    record("intake.declined", target=intake, by=by, details={"reason": reason.value})


@transaction.atomic
def assess_intake(
    intake: Intake, *, client: Client | None, duplicate_reason: str = "", worker: Worker, by: User
) -> Client:
    """Decide that the person is assessed: as ``client``, or as a new client of the unit; the assessment is opened.

    Who it is stands with the client from then on, and is taken away here.

    :raises AlreadyDecided: the intake was decided.
    :raises ConsentMissing: the person has not agreed.
    :raises OfAnotherOrganization: ``client`` has another controller than the intake.
    :raises ServiceEnded: the service of ``client`` has ended.
    :raises LikelyDuplicate: a new client is likely one already, and no reason was given.
    :raises NameMissing: the intake says no name of whom a client could be made.
    """
    present = _open(intake).select_related("unit", "organization").first()
    if present is None:
        raise AlreadyDecided
    if not may_be_assessed(present.consent):
        raise ConsentMissing
    if client is not None and client.controller_id != present.organization_id:
        raise OfAnotherOrganization
    person = client or new_client(present, duplicate_reason=duplicate_reason, worker=worker, by=by)
    decided = {"decision": Intake.Decision.ASSESS, "client": person, "person": None}
    if not _open(present).update(**decided, decided_on=clock.today(), decided_by=by):
        raise AlreadyDecided
    _open_assessment(person, asked_on=present.arrived_on, by=by)
    record("intake.assessed", target=present, by=by, details={"client": person.reference, "new": int(client is None)})
    return person


def _open_assessment(client: Client, *, asked_on: dt.date, by: User) -> None:
    try:
        ask_for_assessment(client, asked_on=asked_on, system=system_for(client, asked_on), by=by)
    except AlreadyOpen:
        # Pointed to the service by two: the first one's assessment is the one.
        return


def _open(intake: Intake) -> Any:
    return scoped(Intake.objects.filter(pk=intake.pk, decision=Intake.Decision.OPEN))
