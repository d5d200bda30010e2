"""Linking a client's record with another of the same person, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seutu.newcomers.clients.actions import links
from seutu.newcomers.clients.forms.links import LinkForm
from seutu.newcomers.clients.presentation.finding import found_rows
from seutu.newcomers.clients.queries.client_page import link_of
from seutu.newcomers.clients.queries.duplicates import near_clients
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.newcomers.clients.views.client_frame import opened, person, way_to
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.shared.ui.components import Link


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    found = opened(worker, reference)
    if found.access < Access.READ:
        raise Http404("not readable")
    if not found.purpose:
        return redirect(found.client)
    form = LinkForm(request.POST or None, clients=clients_visible_to(worker))
    if request.method == "POST" and form.is_valid() and form.found:
        try:
            links.link_clients(found.client, form.found, worker=worker, by=person(request))
        except links.SameClient:
            form.add_error("reference", _("This is the same record. Write the reference of the other one."))
        except links.LinkedAlready:
            form.add_error("reference", _("These records are linked already."))
        except links.MayNotLink:
            form.add_error("reference", _("You may change neither of these records, so you cannot link them."))
        else:
            messages.success(request, _("The records were linked to one person."))
            return redirect(found.client)
    context = {
        "client": found.client,
        "form": form,
        "near": found_rows(near_clients(worker, found.client)),
        "breadcrumb": way_to(found.client, Link(_("Link to the same person"))),
    }
    return render(request, "clients/client/link.html", context)


@register_page(opens_clients)
@require_POST
def undo(request: HttpRequest, worker: Worker, reference: str, link_id: int) -> HttpResponse:
    found = opened(worker, reference)
    row = link_of(found.client, link_id)
    if row is None:
        raise Http404("no such link")
    try:
        links.undo_link(row, worker=worker, by=person(request))
    except links.MayNotLink as refusal:
        raise Http404("may not undo") from refusal
    messages.success(request, _("The link was undone. Both records are as they were."))
    return redirect(found.client)
