"""What of rights stands on a worker's first page: emergencies that wait for the officer's word, and the ways there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.queries.access import emergencies_to_review
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.ui.components import Link


def emergencies_panel(request: HttpRequest) -> dict[str, Any] | None:
    """How many emergency accesses nobody has reviewed; None when none waits, or not for this person."""
    worker = worker_on(request)
    if worker is None or not worker.answers_for:
        return None
    with acting_as(worker):
        waiting = emergencies_to_review(worker).filter(reviewed_at__isnull=True).count()
    return {"waiting": waiting} if waiting else None


def links_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The ways to the pages of rights that are for this worker; None when there are none."""
    worker = worker_on(request)
    if worker is None:
        return None
    ways = (
        (worker.opens_clients, "requests", _("Requests and transfers")),
        (worker.serves, "emergency_access", _("Emergency access")),
        (worker.serves, "substitutions", _("Substitutes")),
        (bool(worker.led), "hand_over", _("Hand over clients")),
        (bool(worker.answers_for), "emergencies", _("Emergency accesses")),
    )
    links = [Link(label, reverse(f"clients:{name}")) for is_open, name, label in ways if is_open]
    return {"links": links} if links else None
