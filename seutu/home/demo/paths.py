"""Where the clients of the demo stand: assessments, plans and checklists; around the first day some are late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

from seutu.newcomers.clients.models import (
    Assessment,
    ChecklistStep,
    Client,
    IntegrationPlan,
    Interpreting,
    StatusRecord,
)
from seutu.shared.core import clock
from seutu.shared.law.integration import assessment_sections, plan_sections

NEW_ACT = dt.date(2025, 1, 1)
ONE_YEAR = dt.timedelta(days=364)
SOME_DAYS = (10, 20, 30, 40, 55, 70)
# How many of the newest clients still wait for their assessment, and of the next ones for their plan.
WAITING_FOR_ASSESSMENT, WAITING_FOR_PLAN = 24, 16
STEPS = [ChecklistStep.Step.DVV, ChecklistStep.Step.KELA, ChecklistStep.Step.TAX, ChecklistStep.Step.BANK]
TEXT = "Keksitty kirjaus esittelyä varten."


def fill_paths(clients: Sequence[Client], lottery: Random, first_start: dt.date) -> None:
    """Write the paths of the clients that are still served, and the beginning of those that are not."""
    served = [client for client in clients if client.ended_on is None]
    waiting = served[-WAITING_FOR_ASSESSMENT:]
    without_plan = served[-WAITING_FOR_ASSESSMENT - WAITING_FOR_PLAN : -WAITING_FOR_ASSESSMENT]
    assessed = [client for client in clients if client not in waiting]
    Assessment.objects.bulk_create(
        [
            *(_assessment(client, lottery) for client in assessed),
            *(Assessment(client=client, asked_on=client.began_on) for client in waiting),
        ]
    )
    planned = [client for client in assessed if client not in without_plan]
    IntegrationPlan.objects.bulk_create(plan for client in planned for plan in _plans(client, lottery, first_start))
    ChecklistStep.objects.bulk_create(_steps(clients, lottery))
    StatusRecord.objects.bulk_create(_status(client, lottery) for client in assessed)


def _talk(client: Client) -> dict[str, Any]:
    needs = client.needs_interpreter
    return {
        "interviewer": client.keyworker,
        "interviewer_title": "kotouttamisohjaaja",
        "interviewer_is_official": True,
        "language": client.service_language,
        "interpreting": Interpreting.PHONE if needs else Interpreting.NONE,
        "interpreter_language": client.interpreter_language,
        "finalised_by": client.keyworker,
    }


def _assessment(client: Client, lottery: Random) -> Assessment:
    started_on = client.began_on + dt.timedelta(days=lottery.choice(SOME_DAYS))
    sections = assessment_sections(client.began_on)
    return Assessment(
        client=client,
        asked_on=client.began_on,
        started_on=started_on,
        finalised_at=clock.at(started_on, dt.time(14, 0)),
        sections={section.code: {"text": TEXT, "not_applicable": False} for section in sections},
        **_talk(client),
    )


def _plans(client: Client, lottery: Random, first_start: dt.date) -> list[IntegrationPlan]:
    """Yearly versions from the assessment on: at most three by the old act and two by the new, and none to come."""
    starts_on = client.began_on + dt.timedelta(days=75)
    made: list[IntegrationPlan] = []
    while starts_on < (client.ended_on or first_start) and len(made) < (2 if client.began_on >= NEW_ACT else 3):
        accepted = min(starts_on, first_start)
        sections = plan_sections(client.began_on)
        made.append(
            IntegrationPlan(
                client=client,
                number=len(made) + 1,
                starts_on=starts_on,
                ends_on=starts_on + ONE_YEAR,
                directed_on=min(starts_on + dt.timedelta(days=20), first_start) if lottery.random() < 0.97 else None,
                accepted_by_client_on=accepted,
                accepted_by_worker_on=accepted,
                finalised_at=clock.at(accepted, dt.time(15, 0)),
                sections={section.code: {"text": TEXT, "not_applicable": False} for section in sections},
                **_talk(client),
            )
        )
        starts_on += ONE_YEAR + dt.timedelta(days=1)
    return made


def _steps(clients: Sequence[Client], lottery: Random) -> list[ChecklistStep]:
    return [
        ChecklistStep(client=client, step=step, done_on=client.began_on + dt.timedelta(days=lottery.randint(3, 60)))
        for client in clients
        for step in STEPS
        if lottery.random() < 0.8
    ]


def _status(client: Client, lottery: Random) -> StatusRecord:
    works, studies = StatusRecord.Work, StatusRecord.Studies
    return StatusRecord(
        client=client,
        point=StatusRecord.Point.START,
        recorded_on=client.began_on,
        recorded_by=client.keyworker,
        work=works.UNEMPLOYED if client.is_job_seeker else lottery.choice([works.EMPLOYED, works.INACTIVE]),
        studies=lottery.choice([studies.NONE, studies.INTEGRATION_TRAINING]),
        finnish=lottery.choice([StatusRecord.Level.NONE, StatusRecord.Level.A1, StatusRecord.Level.A2]),
    )
