"""What was given of clients' data to other authorities: noted by who serves the client, listed for the officer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions.disclosures import note_disclosure
from seutu.newcomers.clients.forms.rights import DisclosureForm
from seutu.newcomers.clients.queries.data_requests import disclosures_answered_for
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import client_title, person, writable
from seutu.newcomers.clients.views.client_frame import way_to as way_to_record
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.newcomers.clients.views.rights_frame import (
    officer_page,
    page_of,
    way_to,
)
from seutu.shared.ui.components import Link


@officer_page
@require_safe
def disclosures(request: HttpRequest, worker: Worker) -> HttpResponse:
    page = page_of(request, disclosures_answered_for(worker))
    context = {"page_obj": page, "breadcrumb": way_to(Link(_("Disclosures to others")))}
    return render(request, "clients/rights/disclosures.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def new_disclosure(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = writable(worker, reference).client
    form = DisclosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_disclosure(client, by=person(request), **form.cleaned_data)
        messages.success(request, _("The disclosure was saved."))
        return redirect(client)
    return form_page(
        request,
        form,
        title=_("Note a disclosure"),
        over=client_title(client),
        text=_("Write down what was given of the client’s data to another authority, and on what ground."),
        button=_("Save the disclosure"),
        back=client.get_absolute_url(),
        breadcrumb=way_to_record(client, Link(_("Note a disclosure"))),
    )
