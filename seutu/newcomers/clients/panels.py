"""The register's part of a worker's first page: what is late, of today and of this week, and what others ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from seutu.newcomers.clients.actions.listing import list_duties
from seutu.newcomers.clients.contact_presentation import DraftLine, draft_lines
from seutu.newcomers.clients.presentation.home import AskedLine, Lines, asked_lines, home_lines
from seutu.newcomers.clients.queries.home import waiting_for
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.home import Part
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.accounts.models import User
from seutu.shared.accounts.second_factor import has_passed

# A first page is read standing: the rest is a page away.
SHOWN = 8


@dataclass(frozen=True)
class Home:
    """What a worker's first page shows of the register."""

    worker: Worker
    lines: Lines
    drafts: list[DraftLine]
    asked: list[AskedLine]


def home_of(request: HttpRequest) -> Home | None:
    """What waits for who signed in, asked once for all of the page.

    None for whoever has nothing to do here, and until the session has passed its second factor.
    """
    if not hasattr(request, "register_home"):
        request.register_home = _home(request)  # type: ignore[attr-defined]
    return cast("Home | None", request.register_home)  # type: ignore[attr-defined]


def _home(request: HttpRequest) -> Home | None:
    worker = worker_on(request)
    if worker is None or not has_passed(request.session):
        return None
    with acting_as(worker):
        waiting = waiting_for(worker)
        lines = home_lines(waiting)
        named = {line.url for part in Part for line in lines[part] if line.is_name}
        if named:
            list_duties(len(named), by=cast(User, request.user))
        return Home(worker, lines, draft_lines(waiting.drafts), asked_lines(waiting))


def _part(part: Part, *, stays: bool = False) -> Callable[[HttpRequest], dict[str, Any] | None]:
    def panel(request: HttpRequest) -> dict[str, Any] | None:
        home = home_of(request)
        if home is None or not (home.lines[part] or (stays and home.worker.serves)):
            return None
        lines = home.lines[part]
        return {"part": part, "count": len(lines), "lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN)}

    return panel


def locked_panel(request: HttpRequest) -> dict[str, Any] | None:
    """That the register is closed until the worker has written their code."""
    if worker_on(request) is None or has_passed(request.session):
        return None
    return {"url": f"{reverse('accounts:code')}?{urlencode({'next': request.path})}"}


def drafts_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What the worker began to type and has not saved."""
    home = home_of(request)
    return {"drafts": home.drafts} if home and home.drafts else None


def asked_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What others ask of the worker."""
    home = home_of(request)
    return {"asked": home.asked} if home and home.asked else None


def reminders_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The way to the choice of reminders, for everybody who works in the register."""
    return {"url": reverse("clients:reminders")} if worker_on(request) else None


# What each panel shows, or None when there is nothing to show.
PANELS: dict[str, Callable[[HttpRequest], dict[str, Any] | None]] = {
    "locked": locked_panel,
    "overdue": _part(Part.OVERDUE),
    "today": _part(Part.TODAY, stays=True),
    "week": _part(Part.WEEK),
    "drafts": drafts_panel,
    "asked": asked_panel,
}
