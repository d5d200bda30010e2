"""The desk's part of a worker's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from seutu.shared.accounts.second_factor import has_passed
from seutu.shared.eforms.presentation.inbox import inbox_lines
from seutu.shared.eforms.queries.desk import in_order, submissions_at, waiting_at
from seutu.shared.eforms.rules.desk import OURS
from seutu.shared.eforms.views.desk_frame import desks_on

SHOWN = 5


def inbox_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for the desk, the overdue first; None where nothing waits, or until the second factor is passed."""
    desks = desks_on(request)
    if desks is None or not has_passed(request.session):
        return None
    counts = waiting_at(desks)
    if not counts["all"]:
        return None
    rows = in_order(submissions_at(desks).filter(state__in=OURS))[:SHOWN]
    return {"counts": counts, "lines": inbox_lines(rows)}
