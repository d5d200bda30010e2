"""What the answers to a form become in the register, by the register's own actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutu.newcomers.clients.actions.clients import DuplicateReason, NewClient, create_client
from seutu.newcomers.clients.actions.contacts import ContactEntry, log_contact
from seutu.newcomers.clients.actions.intake import Arrived, log_intake
from seutu.newcomers.clients.actions.names import NameInput
from seutu.newcomers.clients.models import (
    Channel,
    Client,
    Contact,
    FundingCode,
    Intake,
    MunicipalityKind,
    Outcome,
    Topic,
    new_reference,
)
from seutu.newcomers.clients.queries.contacts import latest_of
from seutu.newcomers.clients.queries.duplicates import Duplicates
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.queries.work_places import funding_codes_on, topics_on, units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.eform_answers import Told
from seutu.shared.accounts.models import User
from seutu.shared.core import clock, municipalities
from seutu.shared.eforms.models import Submission
from seutu.shared.organizations.models import Organization, Unit


@dataclass(frozen=True, kw_only=True)
class Making:
    """What is made of a submission, and by whom; ``existing`` is the reference of the client that was chosen, or ""."""

    told: Told
    submission: Submission
    existing: str
    duplicates: Duplicates
    worker: Worker
    by: User


class NoPlace(Exception):
    """The worker has no unit at which this could be written down, or nobody pays for it on that day."""


class NotTheirClient(Exception):
    """The worker does not write of the client that was chosen, any more perhaps."""


def unit_for(submission: Submission, worker: Worker) -> Unit:
    """The worker's unit to which what arrived belongs: the submission's own, else the first one of its organization.

    :raises NoPlace: there is none.
    """
    units = units_logged_by(worker).filter(organization=submission.organization_id)
    own = units.filter(pk=submission.unit_id).first() if submission.unit_id else units.order_by("name_fi", "pk").first()
    if own is None:
        raise NoPlace
    return own


def values_of(told: Told) -> dict[str, Any]:
    """Fields of `Client` that the answers fill."""
    place, kind = residence_of(told)
    values: dict[str, Any] = {
        "birth_date": told.birth_date,
        "birth_year": told.birth_year,
        "gender": told.gender,
        "service_language": told.language,
        "mother_tongue": told.mother_tongue,
        "citizenships": [told.citizenship] if told.citizenship else [],
        "first_permit_on": told.permit_on,
        "municipality": place,
        "municipality_kind": kind,
    }
    return {name: value for name, value in values.items() if value}


def residence_of(told: Told) -> tuple[Organization | None, MunicipalityKind | str]:
    """Where they live, by the municipality that they chose; one that has ended is the one in which it is now."""
    code = municipalities.today_of(told.municipality)
    if not code:
        return None, ""
    if place := Organization.objects.filter(municipality_code=code).first():
        return place, MunicipalityKind.NAMED
    return None, MunicipalityKind.OTHER_FINNISH if code in municipalities.known() else MunicipalityKind.UNKNOWN


def client_of(making: Making) -> Client:
    """The client who was chosen, or a new one.

    :raises NotTheirClient: the worker does not write of the one who was chosen.
    :raises NoPlace, NotOfThisUnit, CannotBeKeyworker, NoCurrentName: no new one can be made.
    """
    told, submission = making.told, making.submission
    if making.existing:
        found = clients_writable_by(making.worker).filter(reference=making.existing).first()
        if found is None or found.controller_id != submission.organization_id:
            raise NotTheirClient
        return found
    given = NewClient(
        reference=new_reference(),
        unit=unit_for(submission, making.worker),
        names=[NameInput(family_name=told.family_name, given_names=told.given_names)],
        values={"keyworker": making.by, "began_on": clock.day_of(submission.arrived_at), **values_of(told)},
        contact_details={"phone": told.phone, "email": told.email, "address": told.address},
        duplicate_reason=_reason(making.duplicates),
    )
    return create_client(given, worker=making.worker, by=making.by)


def _reason(duplicates: Duplicates) -> str:
    """The worker saw them all in the preview, and made a new client all the same."""
    if duplicates.near:
        return DuplicateReason.ANOTHER_PERSON
    return DuplicateReason.OWN_RECORD if duplicates.elsewhere else ""


def contact_of(making: Making, client: Client) -> Contact:
    """Log that the client was in contact by the form; it took nobody's time yet, and the worker writes how much.

    :raises NoPlace: there is no unit or no funding code to log it for.
    :raises Refused: see `log_contact`.
    """
    told, worker = making.told, making.worker
    day = clock.day_of(making.submission.arrived_at)
    unit = unit_for(making.submission, worker)
    entry = ContactEntry(
        occurred_on=day,
        minutes=0,
        unit=unit,
        funding_code=_funding_code(unit, day, worker),
        channel=Channel.E_FORM,
        service_language=told.language or client.service_language or "fi",
        client=client,
        topics=[each for each in topics_on(day).filter(code__in=told.topics) if isinstance(each, Topic)],
        outcome=Outcome.NOTHING,
        note=told.message,
    )
    return log_contact(entry, by=worker)


def _funding_code(unit: Unit, day: dt.date, worker: Worker) -> FundingCode:
    """The one that the worker used last, else the first that is in force."""
    codes = funding_codes_on(day, frozenset({unit.organization_id}))
    latest = latest_of(worker)
    used = codes.filter(pk=latest.funding_code_id).first() if latest else None
    found = used or codes.order_by("position", "pk").first()
    if not isinstance(found, FundingCode):
        raise NoPlace
    return found


def intake_of(making: Making) -> Intake:
    """Log the intake of who sent the form.

    :raises NoPlace: the worker has no unit for it.
    """
    told, submission = making.told, making.submission
    names = ("given_names", "family_name", "birth_year", "language", "phone", "email", "message")
    person: Mapping[str, Any] = {name: getattr(told, name) for name in names if getattr(told, name)}
    arrived = Arrived(
        unit=unit_for(submission, making.worker),
        arrived_on=clock.day_of(submission.arrived_at),
        source=Intake.Source.SELF,
        source_name="",
        consent=Intake.Consent.GIVEN if told.consents else Intake.Consent.NOT_NEEDED,
        person=person,
    )
    return log_intake(arrived, by=making.by)
