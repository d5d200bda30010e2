"""Finding a client, listing one's own, and making a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import reading
from seutu.newcomers.clients.actions.clients import (
    AlreadyMade,
    CannotBeKeyworker,
    LikelyDuplicate,
    NewClient,
    NotOfThisUnit,
    create_client,
)
from seutu.newcomers.clients.forms.clients import NewClientForm
from seutu.newcomers.clients.forms.typed import fill
from seutu.newcomers.clients.presentation import finding as presentation
from seutu.newcomers.clients.queries.client_lists import Ended, Whose, clients_listed, page_of_clients
from seutu.newcomers.clients.queries.duplicates import Duplicates
from seutu.newcomers.clients.queries.finding import Elsewhere, find_clients, find_elsewhere
from seutu.newcomers.clients.queries.typed_search import TypedSearch, typed_search
from seutu.newcomers.clients.queries.units import units_served_by
from seutu.newcomers.clients.queries.workers import workers_serving_in_any
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.searched import NotSearched, Searched, opened_search, renewed_search, sealed_search
from seutu.newcomers.clients.views.client_frame import person, way_to
from seutu.newcomers.clients.views.drafts import Keeping, opened, saved, sent
from seutu.newcomers.clients.views.frame import register_page, serves_clients
from seutu.shared.ui.components import Link

NEW = "new_client"


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: HttpRequest, worker: Worker) -> HttpResponse:
    # What is searched for is a name. It is sent by POST and answered at once, so that it stands in no address, and
    # with it in no history, log or bookmark, and in no session either: a search that was made is not kept at all.
    if request.method == "POST":
        return _found(request, worker)
    whose = request.GET.get("rajaus", "")
    whose = whose if whose in Whose.values else Whose.MINE
    ended = Ended.YES if request.GET.get("tila") == Ended.YES else Ended.NO
    rows = clients_listed(worker, whose, ended)
    page = page_of_clients(rows, after=request.GET.get("jalkeen", ""), before=request.GET.get("ennen", ""))
    context = {
        "rows": presentation.client_rows(page.clients),
        "page_of_clients": page,
        "whose": whose,
        "ended": ended,
        "whose_choices": Whose.choices,
        "ended_choices": Ended.choices,
        "keeping": opened(request, worker, NEW),
    }
    return render(request, "clients/client/clients.html", context)


def _found(request: HttpRequest, worker: Worker) -> HttpResponse:
    asked = typed_search(request.POST.get("text", ""))
    context: dict[str, Any] = {"asked": asked, "is_search": True}
    if not asked.is_empty:
        findings = find_clients(worker, asked)
        elsewhere, is_refused = _elsewhere(request, worker, asked) if findings.asks_elsewhere else ([], False)
        reading.note_search(len(findings.found), elsewhere, by=person(request))
        context |= {
            "findings": findings,
            "rows": presentation.found_rows(findings.found),
            "elsewhere": presentation.elsewhere_lines(elsewhere),
            "is_refused": is_refused,
            "proof": sealed_search(asked.text, worker),
        }
    part = "clients/client/_found.html" if request.headers.get("HX-Request") else "clients/client/clients.html"
    return render(request, part, context)


def _elsewhere(request: HttpRequest, worker: Worker, asked: TypedSearch) -> tuple[list[Elsewhere], bool]:
    """What is told beyond the worker's own clients, and whether they have asked too often."""
    try:
        reading.count_asking_elsewhere(by=person(request))
    except reading.AskedTooOften:
        return [], True
    return find_elsewhere(worker, asked), False


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def new_client(request: HttpRequest, worker: Worker) -> HttpResponse:
    is_sent = "save" in request.POST
    keeping = sent(request, worker, NEW) if is_sent else opened(request, worker, NEW)
    proof = request.POST.get("proof", "")
    try:
        if keeping.draft:
            # The search of a draft was made when it was begun; saving looks for the same person once more.
            proof = renewed_search(keeping.typed.get("proof", ""), worker)
        searched = opened_search(proof, worker)
    except NotSearched:
        messages.info(request, _("Search for the person first. Then you can make a new client."))
        return redirect("clients:clients")
    page = NewClientPage(request, keeping, proof)
    if not is_sent:
        form = _offered(NewClientForm(initial=presentation.initial_of(typed_search(searched.text), worker)), worker)
        if keeping.draft:
            fill(form, keeping.typed)
        return page.shown(form)
    form = _offered(NewClientForm(request.POST), worker)
    return _made(page, worker, form, searched) if form.is_valid() else page.shown(form)


def _made(page: NewClientPage, worker: Worker, form: NewClientForm, searched: Searched) -> HttpResponse:
    """To the client who was made, or back to the form that says what stands in the way."""
    request, keeping = page.request, page.keeping
    duplicates = None
    try:
        # The form tells of clients elsewhere as the search does, and so is counted and noted as one.
        reading.count_asking_elsewhere(by=person(request))
        client = create_client(_given(form, searched), worker=worker, by=person(request))
    except AlreadyMade as made:
        return saved(request, keeping, redirect("clients:client", made.reference))
    except LikelyDuplicate as likely:
        duplicates = likely.duplicates
        reading.note_search(len(duplicates.near), duplicates.elsewhere, by=person(request))
    except reading.AskedTooOften:
        form.add_error(None, _("You have searched very many times within an hour. Save again after the full hour."))
    except NotOfThisUnit:
        form.add_error("unit", _("Choose a unit of yours."))
    except CannotBeKeyworker:
        form.add_error("keyworker", _("Choose somebody who serves clients in the municipality of the unit."))
    else:
        messages.success(request, _("The client was saved."))
        return saved(request, keeping, redirect(client))
    return page.shown(form, duplicates)


def _offered(form: NewClientForm, worker: Worker) -> NewClientForm:
    units = units_served_by(worker)
    organizations = {unit.organization_id for unit in units}
    form.offer(units=units, keyworkers=workers_serving_in_any(organizations))
    return form


def _given(form: NewClientForm, searched: Searched) -> NewClient:
    values = form.values()
    return NewClient(
        reference=searched.reference,
        unit=values.pop("unit"),
        names=form.names(),
        values=values,
        contact_details=form.contact_details(),
        duplicate_reason=form.cleaned_data["duplicate_reason"],
    )


@dataclass(frozen=True)
class NewClientPage:
    """The form of a new client, with the proof of the search behind it."""

    request: HttpRequest
    keeping: Keeping
    proof: str

    def shown(self, form: NewClientForm, duplicates: Duplicates | None = None) -> HttpResponse:
        was_asked = "duplicate_reason" in self.request.POST or "duplicate_reason" in self.keeping.typed
        context = {
            "form": form,
            "keeping": self.keeping,
            "proof": self.proof,
            "near": presentation.found_rows(duplicates.near) if duplicates else [],
            "elsewhere": presentation.elsewhere_lines(duplicates.elsewhere) if duplicates else [],
            "has_duplicates": bool(duplicates) or was_asked,
            "breadcrumb": way_to(None, Link(_("New client"))),
        }
        return render(self.request, "clients/client/new.html", context, status=409 if duplicates else 200)
