"""Rows of the service path for tests: invented people, dull texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seutu.newcomers.clients.models import Assessment, Client, Intake, IntegrationPlan
from seutu.newcomers.clients.rules.finalising import sections_of
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit


def client_of(unit: Unit, **values: Any) -> Client:
    """A client of 2025 with a plain path."""
    return ClientFactory(unit=unit, **{"began_on": dt.date(2025, 3, 3), "service_language": "en", **values})


def opened_assessment(client: Client, **values: Any) -> Assessment:
    return Assessment.objects.create(client=client, **{"asked_on": dt.date(2025, 3, 3), **values})


def answered(document: Assessment | IntegrationPlan, text: str = "Keksitty vastaus.") -> dict[str, Any]:
    """A text in each section."""
    return {each.code: {"text": text, "not_applicable": False} for each in sections_of(document)}


def ready_assessment(client: Client, interviewer: User, **values: Any) -> Assessment:
    """An assessment in which nothing is missing."""
    made = opened_assessment(
        client,
        **{
            "started_on": dt.date(2025, 3, 10),
            "interviewer": interviewer,
            "interviewer_title": "kotouttamisohjaaja",
            "interviewer_is_official": True,
            "language": "en",
            **values,
        },
    )
    made.sections = answered(made)
    made.save()
    return made


def final_assessment(client: Client, interviewer: User, **values: Any) -> Assessment:
    return ready_assessment(client, interviewer, finalised_at=clock.now(), finalised_by=interviewer, **values)


def ready_plan(client: Client, interviewer: User, **values: Any) -> IntegrationPlan:
    """A version of a plan that waits for being accepted."""
    made = IntegrationPlan.objects.create(
        client=client,
        **{
            "starts_on": dt.date(2025, 5, 2),
            "ends_on": dt.date(2026, 5, 1),
            "interviewer": interviewer,
            "interviewer_title": "kotouttamisohjaaja",
            "interviewer_is_official": True,
            "language": "en",
            **values,
        },
    )
    made.sections = answered(made)
    made.save()
    return made


def final_plan(client: Client, interviewer: User, **values: Any) -> IntegrationPlan:
    return ready_plan(
        client,
        interviewer,
        **{
            "finalised_at": clock.now(),
            "finalised_by": interviewer,
            "accepted_by_client_on": dt.date(2025, 5, 2),
            "accepted_by_worker_on": dt.date(2025, 5, 2),
            **values,
        },
    )


def open_intake(unit: Unit, by: User, **values: Any) -> Intake:
    return Intake.objects.create(
        **{
            "organization": unit.organization,
            "unit": unit,
            "arrived_on": dt.date(2026, 11, 2),
            "source": Intake.Source.SCHOOL,
            "source_name": "Keksitty koulu",
            "consent": Intake.Consent.GIVEN,
            "person": {"given_names": "Keksi", "family_name": "Kotoutuja", "phone": "000 000", "language": "ar"},
            "logged_by": by,
            **values,
        }
    )
