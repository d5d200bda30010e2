"""The parts of a worker's home page that are about contacts."""

from __future__ import annotations

from typing import Any

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.queries.contacts import ContactFilter, contacts_listed, to_follow_up
from seutu.newcomers.clients.queries.drafts import unfinished_of
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock

SHOWN = 8


def contacts_panel(worker: Worker) -> dict[str, Any] | None:
    """What waits for a follow-up, and the way to the next contact."""
    if not worker.logs_for:
        return None
    today = clock.today()
    with acting_as(worker):
        mine = contacts_listed(worker, ContactFilter(since=today, until=today, worker=worker.user_id))
        waiting = [presentation.follow_up_line(each) for each in to_follow_up(worker, today)[:SHOWN]]
        return {"follow_ups": waiting, "today_count": mine.count()}


def unfinished_panel(worker: Worker) -> dict[str, Any] | None:
    """What this worker began to write down and has not saved."""
    if not worker.logs_for:
        return None
    with acting_as(worker):
        lines = presentation.draft_lines(unfinished_of(worker)[:SHOWN])
    return {"drafts": lines} if lines else None
