"""Requests and transfers: what was asked of a worker, what they have asked, and the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions import grants, transfers
from seutu.newcomers.clients.actions.asked import NotOpen
from seutu.newcomers.clients.forms.access import AcceptRequestForm, AcceptTransferForm, DeclineForm, RequestForm
from seutu.newcomers.clients.models import GrantRequest, Transfer
from seutu.newcomers.clients.presentation import access as presentation
from seutu.newcomers.clients.queries import access as queries
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.access_grants import grant_faults, refused
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import opens_clients, register_page, serves_clients
from seutu.shared.core.rate_limits import TooManyRequests, count_of, too_many
from seutu.shared.ui.components import Link

MOST_REQUESTS_A_MINUTE = 10

Faults = dict[type[Exception], tuple[str | None, str]]


def _way(*links: Link) -> list[Link]:
    return [Link(_("Requests and transfers"), reverse("clients:requests")), *links]


@register_page(opens_clients)
@require_safe
def requests(request: HttpRequest, worker: Worker) -> HttpResponse:
    context: dict[str, Any] = {**presentation.requests_page(worker), "may_ask": worker.serves}
    return render(request, "clients/access/requests.html", context)


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest, worker: Worker, reference: str = "") -> HttpResponse:
    # Nobody is looked up before the form is sent: the page of any reference is the same.
    form = RequestForm(request.POST or None, initial={"reference": reference})
    if request.method == "POST":
        try:
            count_of(worker.audit_id, "clients.requests", most=MOST_REQUESTS_A_MINUTE)
        except TooManyRequests as refusal:
            return too_many(request, refusal.retry_after)  # type: ignore[return-value]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        faults: dict[type[Exception], tuple[str | None, str]] = {
            grants.NoSuchClient: (
                "reference",
                _("No client can be asked for by this reference. Check each character, or call the municipality."),
            ),
            grants.AlreadyAsked: (None, _("You have asked already, and have no answer yet.")),
            grants.AlreadyOpen: (None, _("You have this right already. Find the client on the page Clients.")),
        }
        by = person(request)
        terms: dict[str, Any] = {name: given[name] for name in ("level", "reason")}
        if not refused(form, lambda: grants.request_access(given["reference"], by=by, **terms), faults):
            messages.success(request, _("The request was sent. You see the answer here."))
            return redirect("clients:requests")
    return form_page(
        request,
        form,
        title=_("Ask for a right to a client"),
        text=_("Those who work with the client get the request. They have 14 days to answer."),
        button=_("Send the request"),
        back=reverse("clients:requests"),
        breadcrumb=_way(Link(_("Ask for a right to a client"))),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def grant_request(request: HttpRequest, worker: Worker, request_id: int) -> HttpResponse:
    asked = queries.requests_to_answer(worker).filter(pk=request_id).first()
    if asked is not None:
        return _answer_request(request, asked)
    own = queries.requests_by(worker).filter(pk=request_id).select_related("answered_by").first()
    if own is None:
        raise Http404("no such request")
    if request.method == "POST":
        _done(request, lambda: grants.withdraw_request(own, by=person(request)), _("The request was taken back."))
        return redirect("clients:requests")
    return _own_page(request, own, button=_("Take the request back"))


def _answer_request(request: HttpRequest, asked: GrantRequest) -> HttpResponse:
    by = person(request)
    accepting = AcceptRequestForm(_sent(request, "accept"), prefix="accept", initial={"level": asked.level})
    told = _answered(
        request,
        Answer(accepting, lambda given: grants.accept_request(asked, by=by, **given), _("The right was given.")),
        Answer(
            _declining(request),
            lambda given: grants.decline_request(asked, by=by, **given),
            _("The request was declined. Who asked sees your reason."),
        ),
        grant_faults(),
    )
    if isinstance(told, Answer):
        return redirect("clients:requests")
    context = told | {
        "asked": asked,
        "client": asked.client,
        "row": presentation.asked_row(asked, {asked.client_id: asked.client.reference}),
        "place": queries.workplaces_of([asked.asked_by_id]).get(asked.asked_by_id, ""),
        "accept_words": _("Give the right"),
        "decline_words": _("Decline the request"),
        "breadcrumb": _way(Link(_("Request"))),
    }
    return render(request, "clients/access/answer_request.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, worker: Worker, transfer_id: int) -> HttpResponse:
    asked = queries.transfers_to_answer(worker).filter(pk=transfer_id).first()
    if asked is not None:
        return _answer_transfer(request, asked)
    own = queries.transfers_of(worker).filter(pk=transfer_id).select_related("answered_by").first()
    if own is None:
        raise Http404("no such transfer")
    if request.method == "POST":
        _done(request, lambda: transfers.withdraw_transfer(own, by=person(request)), _("The offer was taken back."))
        return redirect("clients:requests")
    return _own_page(request, own, button=_("Take the offer back"))


def _answer_transfer(request: HttpRequest, asked: Transfer) -> HttpResponse:
    by = person(request)
    accepting = AcceptTransferForm(_sent(request, "accept"), prefix="accept")
    told = _answered(
        request,
        Answer(
            accepting, lambda given: transfers.accept_transfer(asked, by=by, **given), _("The client was taken over.")
        ),
        Answer(
            _declining(request),
            lambda given: transfers.decline_transfer(asked, by=by, **given),
            _("The transfer was declined. Who offered it sees your reason."),
        ),
        {transfers.ClientMoved: (None, _("The client has come to another unit meanwhile."))},
    )
    if isinstance(told, Answer):
        if told.form is not accepting:
            return redirect("clients:requests")
        (reference,) = queries.references_of([asked]).values()
        return redirect("clients:client", reference)
    context = told | {
        "asked": asked,
        "row": presentation.asked_row(asked, queries.references_of([asked])),
        "accept_words": _("Take the client over"),
        "decline_words": _("Decline the transfer"),
        "breadcrumb": _way(Link(_("Transfer"))),
    }
    return render(request, "clients/access/answer_transfer.html", context)


@dataclass(frozen=True)
class Answer:
    """One of the two answers: its form, what sending it does, and what is told after it."""

    form: forms.Form
    act: Callable[[dict[str, Any]], object]
    words: str


def _sent(request: HttpRequest, op: str) -> QueryDict | None:
    return request.POST if request.method == "POST" and request.POST.get("op") == op else None


def _declining(request: HttpRequest) -> DeclineForm:
    return DeclineForm(_sent(request, "decline"), prefix="decline")


def _answered(
    request: HttpRequest,
    accepting: Answer,
    declining: Answer,
    faults: Faults,
) -> Answer | dict[str, Any]:
    """The answer that was given, or what the page shows of both when none was, or was refused by ``faults``."""
    meanwhile: Faults = {NotOpen: (None, _("Somebody has answered it meanwhile, or it was taken back."))}
    for answer in (accepting, declining):
        given = answer.form
        if given.is_valid() and not refused(given, partial(answer.act, given.cleaned_data), {**faults, **meanwhile}):
            messages.success(request, answer.words)
            return answer
    has_errors = bool(accepting.form.errors or declining.form.errors)
    return {"accepting": accepting.form, "declining": declining.form, "has_errors": has_errors}


def _own_page(request: HttpRequest, asked: GrantRequest | Transfer, *, button: str) -> HttpResponse:
    row = presentation.asked_row(asked, queries.references_of([asked]))
    shown = button if presentation.can_withdraw(asked) else ""
    context = {"asked": asked, "row": row, "button": shown, "breadcrumb": _way(Link(row.title))}
    return render(request, "clients/access/own_request.html", context)


def _done(request: HttpRequest, act: Callable[[], object], words: str) -> None:
    try:
        act()
    except NotOpen:
        messages.error(request, _("It was answered meanwhile, or its time is over."))
    else:
        messages.success(request, words)
