"""What waits for a worker as a whole list, and how the work of a team stands."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.newcomers.clients.actions.listing import list_duties
from seutu.newcomers.clients.contact_presentation import page_of_today
from seutu.newcomers.clients.presentation.home import home_lines
from seutu.newcomers.clients.presentation.team import KINDS, by_kind, region_lines, team_lines
from seutu.newcomers.clients.queries.home import due_for
from seutu.newcomers.clients.queries.team import region_of, team_members, team_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.home import Part
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.frame import register_page
from seutu.shared.accounts.models import User
from seutu.shared.ui.components import Link

# More than anybody can do in a day; what is left out is said.
LISTED_AT_MOST = 300


def _works(worker: Worker) -> bool:
    return True


def _leads_or_manages(worker: Worker) -> bool:
    return bool(worker.led or worker.manages)


def _way(*links: Link) -> list[Link]:
    return [Link(_("Today"), page_of_today()), *links]


@register_page(_works)
@require_safe
def duties(request: HttpRequest, worker: Worker) -> HttpResponse:
    whose = _asked_of(worker, request.GET.get("tyontekija", ""))
    waiting = due_for(worker) if whose is None else due_for(worker, keyworkers={whose.pk})
    lines = home_lines(waiting)
    parts = [(part, len(lines[part]), lines[part][:LISTED_AT_MOST]) for part in Part]
    list_duties(len({line.url for part in Part for line in lines[part] if line.is_name}), by=person(request))
    title = _("What waits for you") if whose is None else _("What waits for a worker")
    way = _way(Link(title)) if whose is None else _way(Link(_("Team"), reverse("clients:team")), Link(title))
    return render(
        request, "clients/home/duties.html", {"title": title, "whose": whose, "parts": parts, "breadcrumb": way}
    )


def _asked_of(worker: Worker, key: str) -> User | None:
    """Whose duties are asked for: one's own, or those of somebody whom one leads.

    :raises Http404: of somebody else.
    """
    if not key:
        return None
    found = (
        team_members(worker.led).filter(pk=int(key)).first()
        if key.isascii() and key.isdigit() and len(key) < 10
        else None
    )
    if found is None:
        raise Http404("not of the team")
    return found


@register_page(_leads_or_manages)
@require_safe
def team(request: HttpRequest, worker: Worker) -> HttpResponse:
    context: dict[str, Any] = {"breadcrumb": _way(Link(_("Team"))), "kinds": [label for label, _kinds in KINDS]}
    if worker.led:
        found = team_of(worker)
        context |= {
            "lines": team_lines(found),
            "unassigned": found.unassigned,
            "unassigned_overdue": by_kind(found.unassigned_overdue),
            "unassigned_late": found.unassigned_overdue.total(),
        }
    if worker.manages:
        context["region"] = region_lines(region_of(worker))
    return render(request, "clients/home/team.html", context)
