"""Requests for own data, the copies, restriction and erasure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.clients.actions import erasure, restriction
from seutu.newcomers.clients.actions import own_data as actions
from seutu.newcomers.clients.forms.rights import NewRequestForm, ReasonForm, RestrictForm
from seutu.newcomers.clients.models import OwnDataRequest
from seutu.newcomers.clients.own_data_document import as_data, as_document, name_of_copy
from seutu.newcomers.clients.queries import data_requests as queries
from seutu.newcomers.clients.queries.own_data import own_data_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import client_title, person
from seutu.newcomers.clients.views.data_protection import obstacle_lines, state_of
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.rights_frame import (
    client_at,
    officer_page,
    page_of,
    way_to,
    way_to_client,
)
from seutu.shared.accounts.rules import recently_authenticated
from seutu.shared.documents.responses import pdf_response
from seutu.shared.law.data_protection import answer_due_on
from seutu.shared.ui.components import Link

# -- requests ------------------------------------------------------------------------------------------------------


@officer_page
@require_safe
def own_data_requests(request: HttpRequest, worker: Worker) -> HttpResponse:
    page = page_of(request, queries.answered_requests(worker))
    waiting = queries.open_requests(worker)
    context = {
        "waiting": [(row, state_of(row)) for row in waiting],
        "answered": [(row, state_of(row)) for row in page],
        "page_obj": page,
        "breadcrumb": way_to(Link(_("Requests for own data"))),
    }
    return render(request, "clients/rights/requests.html", context)


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_own_data_request(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = NewRequestForm(request.POST or None, worker=worker)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.receive_request(
            given["client"],
            kind=given["kind"],
            received_on=given["received_on"],
            details=given["details"],
            by=person(request),
        )
        messages.success(request, _("The request was saved. Its time to answer runs."))
        return redirect("clients:own_data_request", made.pk)
    return form_page(
        request,
        form,
        title=_("New request for own data"),
        text=_("A request is answered without delay, and at the latest in a month."),
        button=_("Save the request"),
        back=reverse("clients:own_data_requests"),
        breadcrumb=_way(Link(_("New request for own data"))),
    )


def _way(*links: Link) -> list[Link]:
    return way_to(Link(_("Requests for own data"), reverse("clients:own_data_requests")), *links)


def _request_at(worker: Worker, request_id: int) -> OwnDataRequest:
    return get_object_or_404(queries.requests_answered_by(worker), pk=request_id)


@officer_page
@require_safe
def own_data_request(request: HttpRequest, worker: Worker, request_id: int) -> HttpResponse:
    row = _request_at(worker, request_id)
    deadline = answer_due_on(row.received_on, is_extended=queries.is_extended(row))
    context = {
        "row": row,
        "client": row.client,
        "title": row.get_kind_display(),
        "over": client_title(row.client),
        "state": state_of(row),
        "is_open": row.outcome == OwnDataRequest.Outcome.OPEN,
        "may_extend": not queries.is_extended(row) and not queries.is_overdue(row),
        "provisions": deadline.provisions,
        "is_confirmed": deadline.is_confirmed,
        "obstacles": obstacle_lines(row.client) if row.kind == OwnDataRequest.Kind.ERASE else [],
        "breadcrumb": _way(Link(client_title(row.client))),
    }
    return render(request, "clients/rights/request.html", context)


@officer_page
@require_POST
def answer_own_data_request(request: HttpRequest, worker: Worker, request_id: int) -> HttpResponse:
    row = _request_at(worker, request_id)
    try:
        actions.answer_request(row, by=person(request))
    except actions.AlreadyAnswered:
        messages.error(request, _("The request has been answered already."))
    except erasure.HasToStay:
        messages.error(request, _("The person cannot be erased. Refuse the request with the reason."))
    else:
        if row.kind == OwnDataRequest.Kind.ERASE:
            messages.success(request, _("The person was taken out of the register."))
            return redirect("clients:own_data_requests")
        messages.success(request, _("The request was marked as done."))
    return redirect("clients:own_data_request", row.pk)


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def refuse_own_data_request(request: HttpRequest, worker: Worker, request_id: int) -> HttpResponse:
    row = _request_at(worker, request_id)
    suggested = "\n".join(obstacle_lines(row.client)) if row.kind == OwnDataRequest.Kind.ERASE else ""
    form = ReasonForm(request.POST or None, initial={"reason": suggested})
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse_request(row, form.cleaned_data["reason"], by=person(request))
            messages.success(request, _("The refusal was saved. Tell the person the reason, and how to complain."))
        except actions.AlreadyAnswered:
            messages.error(request, _("The request has been answered already."))
        return redirect("clients:own_data_request", row.pk)
    return _reason_page(request, form, row, _("Refuse the request"))


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def extend_own_data_request(request: HttpRequest, worker: Worker, request_id: int) -> HttpResponse:
    row = _request_at(worker, request_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_request(row, form.cleaned_data["reason"], by=person(request))
            messages.success(request, _("The time was lengthened. Tell the person why."))
        except actions.AlreadyAnswered:
            messages.error(request, _("The request has been answered already."))
        except actions.TooLateToExtend:
            messages.error(request, _("The time cannot be lengthened any more."))
        return redirect("clients:own_data_request", row.pk)
    return _reason_page(request, form, row, _("Lengthen the time"))


def _reason_page(request: HttpRequest, form: ReasonForm, row: OwnDataRequest, title: str) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        over=client_title(row.client),
        button=title,
        back=reverse("clients:own_data_request", args=[row.pk]),
        breadcrumb=_way(
            Link(client_title(row.client), reverse("clients:own_data_request", args=[row.pk])), Link(title)
        ),
    )


# -- the copy ------------------------------------------------------------------------------------------------------


@officer_page
@recently_authenticated()
@require_safe
def own_data_pdf(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = client_at(worker, reference)
    copy = own_data_of(client)
    actions.note_copy(client, "pdf", by=person(request))
    return pdf_response(as_document(copy), name=name_of_copy(copy))


@officer_page
@recently_authenticated()
@require_safe
def own_data_json(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = client_at(worker, reference)
    copy = own_data_of(client)
    actions.note_copy(client, "json", by=person(request))
    response = JsonResponse(as_data(copy), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="{name_of_copy(copy)}.json"'
    return response


# -- restriction ---------------------------------------------------------------------------------------------------


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def restrict_client(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = client_at(worker, reference)
    back = reverse("clients:rights", args=[client.reference])
    if client.processing_restricted:
        return redirect(back)
    form = RestrictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _changed(request, lambda: restriction.restrict(client, form.cleaned_data["ground"], by=person(request)))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Restrict processing"),
        over=client_title(client),
        text=_("The data stays and can be read. Only the supervisor changes it, and it is not forgotten meanwhile."),
        button=_("Restrict processing"),
        back=back,
        breadcrumb=way_to_client(client, Link(_("Restrict processing"))),
    )


@officer_page
@require_POST
def lift_client_restriction(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = client_at(worker, reference)
    _changed(request, lambda: restriction.lift_restriction(client, by=person(request)))
    return redirect("clients:rights", client.reference)


def _changed(request: HttpRequest, change: Any) -> None:
    try:
        change()
    except restriction.NothingChanges:
        messages.info(request, _("Somebody had done it already."))
    else:
        messages.success(request, _("Saved."))
