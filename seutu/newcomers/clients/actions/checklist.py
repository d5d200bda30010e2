"""Ticks of the arrival checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.clients.actions.path_documents import entered
from seutu.newcomers.clients.models import ChecklistStep, Client
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@dataclass(frozen=True)
class Tick:
    """What is known of a step: done on a day, not needed, or neither."""

    done_on: dt.date | None = None
    is_not_needed: bool = False


@transaction.atomic
def tick_steps(client: Client, ticks: Mapping[str, Tick], *, by: User) -> int:
    """Write down what has been done of the arrival, and say how many steps changed. Saving twice changes nothing."""
    present = {row.step: row for row in client.checklist.all()}
    changed = sum(_tick(client, present.get(step), step, tick) for step, tick in ticks.items())
    if changed:
        entered(client)
        record(
            "checklist.ticked",
            target=client,
            by=by,
            details={"steps": changed},
            organization_id=client.controller_id,
        )
    return changed


def _tick(client: Client, row: ChecklistStep | None, step: str, tick: Tick) -> bool:
    known = Tick(row.done_on, row.is_not_needed) if row else Tick()
    if known == tick:
        return False
    client.checklist.update_or_create(
        step=step, defaults={"done_on": tick.done_on, "is_not_needed": tick.is_not_needed}
    )
    return True
