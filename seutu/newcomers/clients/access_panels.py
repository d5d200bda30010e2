"""What of rights stands on a worker's first page: emergencies that wait for the officer's word."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from seutu.newcomers.clients.queries.access import emergencies_to_review
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as


def emergencies_panel(request: HttpRequest) -> dict[str, Any] | None:
    """How many emergency accesses nobody has reviewed; None when none waits, or not for this person."""
    worker = worker_of(request.user)
    if worker is None or not worker.answers_for:
        return None
    with acting_as(worker):
        waiting = emergencies_to_review(worker).filter(reviewed_at__isnull=True).count()
    return {"waiting": waiting} if waiting else None
