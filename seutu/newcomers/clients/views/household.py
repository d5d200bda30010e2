"""Who lives with a client."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seutu.newcomers.clients.actions import households
from seutu.newcomers.clients.forms.household import MemberForm
from seutu.newcomers.clients.presentation.client_page import member_rows
from seutu.newcomers.clients.queries.client_page import household_of, member_of
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import person, way_to, writable
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.shared.ui.components import Link


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    found = writable(worker, reference)
    form = MemberForm(request.POST or None, clients=clients_visible_to(worker))
    if request.method == "POST" and form.is_valid():
        try:
            households.add_member(found.client, form.member(), worker=worker, by=person(request))
        except households.MemberAlready:
            form.add_error("reference", _("This client is in the household already."))
        except households.MayNotChangeHousehold as refusal:
            raise Http404("not writable") from refusal
        else:
            messages.success(request, _("The member of the household was saved."))
            return redirect("clients:client_household", reference)
    context = {
        "client": found.client,
        "form": form,
        "members": member_rows(household_of(worker, found.client)),
        "breadcrumb": way_to(found.client, Link(_("Household"))),
    }
    return render(request, "clients/client/household.html", context)


@register_page(opens_clients)
@require_POST
def remove(request: HttpRequest, worker: Worker, reference: str, member_id: int) -> HttpResponse:
    found = writable(worker, reference)
    row = member_of(found.client, member_id)
    if row is None:
        raise Http404("no such member")
    try:
        households.remove_member(row, worker=worker, by=person(request))
    except households.MayNotChangeHousehold as refusal:
        raise Http404("not writable") from refusal
    messages.success(request, _("The member was removed from the household."))
    return redirect("clients:client_household", reference)
