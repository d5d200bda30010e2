"""Opening a client to others, from the client's page: grants, consultations, and the offer of a transfer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import grants, transfers
from seutu.newcomers.clients.actions.asked import NotOpen, PastDay
from seutu.newcomers.clients.forms.access import ConsultForm, GrantForm, TransferForm
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.presentation.access import who_has
from seutu.newcomers.clients.queries.access import grant_of, units_open, workers_of_register
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import client_title, person, way_to, writable
from seutu.newcomers.clients.views.form_pages import confirm_page, form_page
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.shared.ui.components import Link


def refused(
    form: forms.Form, act: Callable[[], object], faults: Mapping[type[Exception], tuple[str | None, str]]
) -> bool:
    """Do ``act``; a refusal of ``faults`` is told beside its field instead. Says whether there was one."""
    try:
        act()
    except tuple(faults) as fault:
        form.add_error(*faults[type(fault)])
        return True
    return False


def grant_faults() -> dict[type[Exception], tuple[str | None, str]]:
    """What can stand in the way of a grant, by field."""
    return {
        PastDay: ("ends_on", _("The day has passed. Write a later one.")),
        grants.AlreadyGranted: (None, _("The right has been given already, and lasts as long.")),
        grants.NotAWorker: (None, _("The person has no role in the register, so the right would open nothing.")),
    }


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def grant_access(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client, by = writable(worker, reference).client, person(request)
    people = workers_of_register().exclude(pk=by.pk)
    form = GrantForm(request.POST or None, people=people, units=units_open().exclude(pk=client.unit_id))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = given["person"] or given["unit"]
        terms: dict[str, Any] = {name: given[name] for name in ("level", "reason", "ends_on")}
        faults = grant_faults() | {
            grants.ProtectedOnlyByName: ("unit", _("A protected client is opened to a person, never to a whole unit."))
        }
        if not refused(form, lambda: grants.grant_access(client, to, by=by, **terms), faults):
            messages.success(request, _("The right was given."))
            return _to_section(client)
    return _page(
        request,
        client,
        form,
        title=_("Give a right to the client"),
        text=_("The right begins today. You can take it back at any time."),
        button=_("Give the right"),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def consult(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client, by = writable(worker, reference).client, person(request)
    form = ConsultForm(request.POST or None, people=workers_of_register().exclude(pk=by.pk))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        terms: dict[str, Any] = {name: given[name] for name in ("days", "reason")}
        if not refused(form, lambda: grants.consult(client, given["person"], by=by, **terms), grant_faults()):
            messages.success(request, _("The expert can read the client's data."))
            return _to_section(client)
    return _page(
        request,
        client,
        form,
        title=_("Consult an expert"),
        text=_("The expert reads the client's data and changes nothing. The right ends by itself."),
        button=_("Open the data to the expert"),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_grant(request: HttpRequest, worker: Worker, reference: str, grant_id: int) -> HttpResponse:
    client = writable(worker, reference).client
    grant = grant_of(client, grant_id)
    if grant is None:
        raise Http404("no such grant")
    if request.method == "POST":
        try:
            grants.withdraw_grant(grant, by=person(request))
        except NotOpen:
            messages.info(request, _("The right had been taken back already."))
        else:
            messages.success(request, _("The right was taken back."))
        return _to_section(client)
    return confirm_page(
        request,
        title=_("Take the right back"),
        over=who_has(grant),
        text=_("The client closes to them at once."),
        back=_section(client),
        breadcrumb=way_to(client, Link(_("Take the right back"))),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_transfer(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client, by = writable(worker, reference).client, person(request)
    form = TransferForm(request.POST or None, units=units_open().exclude(pk=client.unit_id))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        terms: dict[str, Any] = {name: given[name] for name in ("reason", "provision")}
        faults: dict[type[Exception], tuple[str | None, str]] = {
            transfers.GroundMissing: (
                "provision",
                _("The unit is another municipality's. Write the provision on which the data is given."),
            ),
            transfers.AlreadyOffered: (None, _("The client has been offered already, and has no answer yet.")),
            transfers.UnitClosed: ("unit", _("The unit has been closed. Choose another.")),
        }
        if not refused(form, lambda: transfers.offer_transfer(client, given["unit"], by=by, **terms), faults):
            messages.success(request, _("The transfer was offered. The unit has 14 days to answer."))
            return _to_section(client)
    return _page(
        request,
        client,
        form,
        title=_("Transfer the client"),
        text=_(
            "The client stays where they are until the other unit accepts. After that your unit sees the client's data "
            "no longer, unless it is given a right."
        ),
        button=_("Offer the transfer"),
    )


def _section(client: Client) -> str:
    return f"{client.get_absolute_url()}#access"


def _to_section(client: Client) -> HttpResponse:
    return redirect(_section(client))


def _page(
    request: HttpRequest, client: Client, form: forms.Form, *, title: str, text: str, button: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        over=client_title(client),
        text=text,
        button=button,
        back=_section(client),
        breadcrumb=way_to(client, Link(title)),
    )
