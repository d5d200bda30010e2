"""Handing over the clients of a worker who leaves: choose whose, choose which and to whom, look once more, do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import hand_over as actions
from seutu.newcomers.clients.forms.access import HandOverForm, LeaverForm
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.presentation.access import counts_of
from seutu.newcomers.clients.queries.access import (
    clients_to_hand_over,
    keyworkers_in,
    units_open,
    workers_serving_in,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.access_grants import refused
from seutu.newcomers.clients.views.client_frame import person, way_to
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import leads_service, register_page
from seutu.shared.accounts.models import User
from seutu.shared.ui.components import Link


@register_page(leads_service)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = LeaverForm(request.POST or None, people=keyworkers_in(worker.led))
    if request.method == "POST" and form.is_valid():
        return redirect("clients:hand_over_of", form.cleaned_data["person"].pk)
    return form_page(
        request,
        form,
        title=_("Hand over clients"),
        text=_("When a worker leaves or changes tasks, their clients go to another together, or in parts."),
        button=_("Go on"),
        back=reverse("clients:clients"),
        breadcrumb=way_to(None, Link(_("Hand over clients"))),
    )


@register_page(leads_service)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_of(request: HttpRequest, worker: Worker, user_id: int) -> HttpResponse:
    leaver = keyworkers_in(worker.led).filter(pk=user_id).first()
    if leaver is None:
        raise Http404("no clients to hand over")
    rows = list(clients_to_hand_over(worker, leaver))
    actions.note_listing(leaver, len(rows), by=person(request))
    form = HandOverForm(
        request.POST or None,
        clients=rows,
        people=workers_serving_in(worker.led).exclude(pk=leaver.pk),
        units=units_open().filter(organization__in=worker.led),
    )
    if request.method == "POST" and form.is_valid():
        if "confirmed" not in request.POST:
            return _look(request, leaver, rows, form)
        given = form.cleaned_data
        moved: list[Client] = []
        faults: dict[type[Exception], tuple[str | None, str]] = {
            actions.CannotReceive: (
                "person",
                _("The receiver must work in the municipality that keeps the records. Choose another."),
            ),
            actions.NobodyToHandOver: (None, _("These clients have been handed over meanwhile.")),
        }

        def act() -> None:
            to = given["person"] or given["unit"]
            moved.extend(actions.hand_over_clients(leaver, to=to, by=person(request), clients=form.chosen))

        if not refused(form, act, faults):
            return _done(request, leaver, moved, given)
    context = {"form": form, "leaver": leaver, "count": len(rows), "breadcrumb": _way(leaver)}
    return render(request, "clients/access/hand_over.html", context)


def _way(leaver: User) -> list[Link]:
    return way_to(None, Link(_("Hand over clients"), reverse("clients:hand_over")), Link(leaver.display_name))


def _look(request: HttpRequest, leaver: User, rows: Sequence[Client], form: HandOverForm) -> HttpResponse:
    chosen = set(form.chosen)
    clients = [row for row in rows if row.pk in chosen]
    context: dict[str, Any] = {
        "leaver": leaver,
        "given": form.cleaned_data,
        "clients": clients,
        "counts": counts_of(clients),
        "stay": len(rows) - len(clients),
        "protected": sum(client.is_protected for client in clients),
        "breadcrumb": _way(leaver),
    }
    return render(request, "clients/access/hand_over_look.html", context)


def _done(request: HttpRequest, leaver: User, moved: list[Client], given: dict[str, Any]) -> HttpResponse:
    context = {"leaver": leaver, "clients": moved, "given": given, "breadcrumb": _way(leaver)}
    return render(request, "clients/access/handed_over.html", context)
