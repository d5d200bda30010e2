"""The page of one client: opening it leaves a trace with its purpose."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from seutu.newcomers.clients.actions import reading
from seutu.newcomers.clients.client_sections import Opened, client_actions, client_sections
from seutu.newcomers.clients.forms.reading import PurposeForm
from seutu.newcomers.clients.presentation.finding import statuses_of, whom_to_ask
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.newcomers.clients.views.client_frame import opened, person, way_to
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.shared.core.encryption.unreadable import is_readable


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def client(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    found = opened(worker, reference)
    if found.access < Access.READ:
        return _reference_only(request, found)
    if request.method == "POST" or not found.purpose:
        return _asked(request, found)
    reading.note_reading(found.client, found.purpose, by=person(request))
    told = [(each, each.context(request, found)) for each in client_sections.entries()]
    shown = [(each, context) for each, context in told if context is not None]
    sections = [
        (each, render_to_string(each.template, {**context, "opened": found, "client": found.client}, request))
        for each, context in shown
    ]
    actions = [(each, address) for each in client_actions.entries() if (address := each.address(found))]
    context = {
        "client": found.client,
        "opened": found,
        "sections": sections,
        "statuses": statuses_of(found.client),
        "duties": [duty for _section, context in shown if (duty := context.get("next_duty"))],
        "actions": actions,
        "breadcrumb": way_to(found.client),
    }
    return render(request, "clients/client/client.html", context)


def _reference_only(request: HttpRequest, found: Opened) -> HttpResponse:
    """A protected client, to somebody to whom they were not opened by name."""
    reading.note_reference_seen(found.client, by=person(request))
    context = {
        "reference": found.client.reference,
        "contact": whom_to_ask(found.client.controller_id),
        "breadcrumb": way_to(found.client),
    }
    return render(request, "clients/client/reference_only.html", context)


def _asked(request: HttpRequest, found: Opened) -> HttpResponse:
    """Ask a worker of another unit why they open the client; the answer holds until the day ends."""
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reading.give_purpose(found.client, form.cleaned_data["purpose"], by=person(request))
        return redirect(found.client)
    context = {"form": form, "reference": found.client.reference, "breadcrumb": way_to(found.client)}
    return render(request, "clients/client/purpose.html", context)


@register_page(opens_clients)
@require_POST
def identity_code(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """The identity code in clear, once and to who asks; the answer is kept nowhere."""
    found = opened(worker, reference)
    code = found.client.identity_code
    if found.access < Access.READ or not code or not is_readable(code):
        raise Http404("no code to show")
    if not found.purpose:
        return redirect(found.client)
    reading.note_identity_code_shown(found.client, found.purpose, by=person(request))
    part = "_identity_code_shown.html" if request.headers.get("HX-Request") else "identity_code.html"
    context = {"client": found.client, "code": code, "breadcrumb": way_to(found.client)}
    return render(request, f"clients/client/{part}", context)
