"""The officer's pages: where one begins, who looked at a person, and what a worker looked at."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions import audit_reading
from seutu.newcomers.clients.forms.rights import LookUpClientForm, LookUpWorkerForm
from seutu.newcomers.clients.models import OwnDataRequest
from seutu.newcomers.clients.queries import data_requests as queries
from seutu.newcomers.clients.queries.retention import WHEN_ASKED_TO_ERASE, obstacles_of
from seutu.newcomers.clients.queries.traces import Trace, resolved, traces_by, traces_of
from seutu.newcomers.clients.queries.viewing_patterns import looked_for
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.retention import WHY_NOT, Kind, kept_for, refusals
from seutu.newcomers.clients.trace_words import purpose_in_words, what_was_done
from seutu.newcomers.clients.views.client_frame import client_title, person
from seutu.newcomers.clients.views.rights_frame import (
    client_at,
    officer_page,
    page_of,
    way_to,
    way_to_client,
)
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.ui.components import Link, Status


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def data_protection(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Where an officer begins. What is typed to find a person is posted: a code never stands in an address."""
    asked = request.POST.get("ask", "")
    client_form = LookUpClientForm(request.POST if asked == "client" else None, worker=worker)
    worker_form = LookUpWorkerForm(request.POST if asked == "worker" else None, worker=worker)
    if asked == "client" and client_form.is_valid():
        return redirect("clients:rights", client_form.cleaned_data["client"].reference)
    if asked == "worker" and worker_form.is_valid():
        return redirect("clients:traces_of_worker", worker_form.cleaned_data["person"].pk)
    waiting = queries.open_requests(worker)
    context = {
        "client_form": client_form,
        "worker_form": worker_form,
        "has_errors": bool(client_form.errors or worker_form.errors),
        "waiting": waiting.count(),
        "overdue": waiting.filter(due_on__lt=clock.today()).count(),
    }
    return render(request, "clients/rights/data_protection.html", context)


@officer_page
@require_safe
def rights(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """One client's rights: what was asked, what stands, and the copy. Shows the reference and no name."""
    client = client_at(worker, reference)
    audit_reading.note_rights_page(client, by=person(request))
    asked = queries.requests_answered_by(worker).filter(client=client).order_by("-received_on", "-pk")
    context = {
        "client": client,
        "title": client_title(client),
        "requests": [(row, state_of(row)) for row in asked],
        "disclosures": queries.disclosures_answered_for(worker).filter(client=client),
        "others": queries.other_records_of(client),
        "obstacles": obstacle_lines(client),
        "kept_until": kept_for()[Kind.CLIENT].ends_on(client.last_entry_on),
        "breadcrumb": way_to(Link(client_title(client))),
    }
    return render(request, "clients/rights/rights.html", context)


def obstacle_lines(client: Any) -> list[str]:
    """Why a client cannot be erased, each with its ground in law, and whether that has been confirmed."""
    grounds = refusals()
    lines = []
    for obstacle in obstacles_of(client, WHEN_ASKED_TO_ERASE):
        ground = grounds[obstacle]
        unconfirmed = "" if ground.confirmed else _(", not confirmed")
        lines.append(f"{WHY_NOT[obstacle]} ({ground.provision}{unconfirmed})")
    return lines


def state_of(row: OwnDataRequest) -> Status:
    """How far a request is, for its mark."""
    if queries.is_overdue(row):
        return Status(_("overdue"), "late")
    if row.outcome == OwnDataRequest.Outcome.OPEN:
        return Status(_("waits for an answer"), "soon")
    return Status(row.get_outcome_display(), "settled" if row.outcome == OwnDataRequest.Outcome.DONE else "firm")


@officer_page
@require_safe
def traces_of_client(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = client_at(worker, reference)
    page = page_of(request, traces_of(client))
    traces = resolved(list(page))  # before this look itself stands there
    audit_reading.note_traces_of_client(client, by=person(request))
    context = {
        "title": _("Who has handled the data"),
        "over": client_title(client),
        "rows": _rows(traces),
        "page_obj": page,
        "shows_people": True,
        "names_told": settings.NAMES_OF_VIEWERS,
        "breadcrumb": way_to_client(client, Link(_("Who has handled the data"))),
    }
    return render(request, "clients/rights/traces.html", context)


@officer_page
@require_safe
def traces_of_worker(request: HttpRequest, worker: Worker, user_id: int) -> HttpResponse:
    looker = _looker(worker, user_id)
    page = page_of(request, traces_by(looker, worker))
    traces = resolved(list(page))
    audit_reading.note_traces_of_worker(looker, by=person(request), organizations=worker.answers_for)
    context = {
        "title": _("What a worker has looked at and changed"),
        "over": looker.display_name,
        "rows": _rows(traces),
        "page_obj": page,
        "shows_people": False,
        "breadcrumb": way_to(Link(_("What a worker has looked at and changed"))),
    }
    return render(request, "clients/rights/traces.html", context)


def _looker(worker: Worker, user_id: int) -> User:
    """Somebody who has worked for the worker's controllers, or has handled the data of their clients from elsewhere.

    :raises Http404: there is nobody like that.
    """
    looker: User = get_object_or_404(User, pk=user_id)
    if not queries.workers_of(worker).filter(pk=user_id).exists() and not looked_for(worker, looker):
        raise Http404
    return looker


def _rows(traces: list[Trace]) -> list[dict[str, Any]]:
    return [
        {
            "at": trace.entry.at,
            "actor": trace.actor,
            "what": what_was_done(trace.entry),
            "purpose": purpose_in_words(trace.purpose),
            "client": trace.client,
            "address": _address(trace),
        }
        for trace in traces
    ]


def _address(trace: Trace) -> str:
    if trace.client is None or trace.client.anonymised_at:
        return ""
    return reverse("clients:rights", args=[trace.client.reference])
