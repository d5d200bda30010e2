"""Reading titles and days of decisions from their addresses."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from seutu.newcomers.projects.client_addresses import NoAnswer, NotAllowed, read_address
from seutu.newcomers.projects.models import ProjectDecision
from seutu.newcomers.projects.queries.decisions import decisions_to_read
from seutu.newcomers.projects.rules.read_pages import NotUnderstood, PageFacts
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.tasks.actions import enqueue_once

Reading = ProjectDecision.Reading


def ask_to_read(decision: ProjectDecision) -> None:
    """Have the address of a decision read by a worker, when it has one."""
    if decision.address:
        enqueue_once(read_decision_task, f"projects.decision:{decision.pk}", decision.pk)


def ask_to_read_all() -> int:
    """Have every address read that has not been lately. Says how many."""
    waiting = list(decisions_to_read(clock.now()))
    for decision in waiting:
        ask_to_read(decision)
    return len(waiting)


@task()
def read_decision_task(decision_id: int) -> str:
    """Read the address of a decision. Gives what came of it; "" when the decision is gone."""
    decision = ProjectDecision.objects.filter(pk=decision_id).exclude(address="").first()
    return read_decision(decision).value if decision else ""


def read_decision(decision: ProjectDecision) -> Reading:
    """Read the address of a decision now, and keep what it says. Call it outside a transaction: others would wait.

    What somebody typed stays; what was read before stays when the address does not answer any more.
    """
    facts: PageFacts | None = None
    try:
        facts, state = read_address(decision.address), Reading.READ
    except NotAllowed:
        state = Reading.NOT_ALLOWED
    except NoAnswer:
        state = Reading.NO_ANSWER
    except NotUnderstood:
        state = Reading.NOT_UNDERSTOOD
    _keep(decision, facts, state)
    return state


@transaction.atomic
def _keep(decision: ProjectDecision, facts: PageFacts | None, state: Reading) -> None:
    # Changed meanwhile: what was read belongs to another address.
    row = ProjectDecision.objects.select_for_update().filter(pk=decision.pk, address=decision.address).first()
    if row is None:
        return
    if facts:
        row.read_title, row.read_on = facts.title, facts.day
    row.reading, row.read_at = state, clock.now()
    row.save(update_fields=["read_title", "read_on", "reading", "read_at", "updated_at"])
    details: dict[str, str | int] = {"decision": row.pk, "reading": state.value}
    record("project.decision_read", target=row.project, by=System("projects"), details=details)
