"""The page of a client's service path, the arrival checklist, statuses, and the end of the service."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from seutu.newcomers.clients.actions import closing
from seutu.newcomers.clients.actions.checklist import tick_steps
from seutu.newcomers.clients.actions.path_documents import StaleRevision
from seutu.newcomers.clients.actions.path_reading import note_path_reading
from seutu.newcomers.clients.actions.statuses import record_status
from seutu.newcomers.clients.forms.path_client import (
    ChecklistForm,
    ClosingForm,
    StatusForm,
    checklist_values,
    status_values,
)
from seutu.newcomers.clients.forms.typed import fill
from seutu.newcomers.clients.models import ChecklistStep, Client, ClosingReason, StatusRecord
from seutu.newcomers.clients.presentation.path import path_panel
from seutu.newcomers.clients.queries.arrivals import arrival_of
from seutu.newcomers.clients.queries.purposes import purpose_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.checklist import concerning_steps
from seutu.newcomers.clients.views.client_frame import client_title
from seutu.newcomers.clients.views.drafts import kept, saved
from seutu.newcomers.clients.views.form_pages import confirm_page, form_page
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.newcomers.clients.views.path_frame import (
    may_write,
    path_url,
    person,
    revision_sent,
    to_path,
    trail,
    visible_client,
    writable_client,
)
from seutu.shared.ui.components import Link


@register_page(opens_clients)
@require_GET
def path(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """Where the client stands, what is due, and everything that has been written on the path."""
    client = visible_client(worker, reference)
    note_path_reading(client, "path.viewed", purpose=purpose_of(worker, client), by=person(request))
    panel = path_panel(client, may_write=may_write(worker, client))
    context = {"client": client, "panel": panel, "title": client_title(client), "breadcrumb": trail(client)}
    return render(request, "clients/path/path.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def checklist(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """The arrival checklist: what concerns the client first, and the rest folded away."""
    client = writable_client(worker, reference)
    rows = list(client.checklist.all())
    concerning = concerning_steps(arrival_of(client)) | {ChecklistStep.Step(row.step) for row in rows}
    form = ChecklistForm(request.POST or None, steps=ChecklistStep.Step, initial=checklist_values(rows))
    if request.method == "POST" and form.is_valid():
        tick_steps(client, form.ticks(), by=person(request))
        messages.success(request, _("The checklist was saved."))
        return to_path(client)
    if request.method == "GET":
        note_path_reading(client, "checklist.viewed", purpose=purpose_of(worker, client), by=person(request))
    context = {
        "client": client,
        "form": form,
        "title": _("Arrival checklist"),
        "rows": [row for row in form.step_rows() if row[0] in concerning],
        "other_rows": [row for row in form.step_rows() if row[0] not in concerning],
        "back": path_url(client),
        "breadcrumb": trail(client, Link(_("Arrival checklist"))),
    }
    return render(request, "clients/path/checklist.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def statuses(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """Where the client stands now: the point follows from the path, and nobody chooses it."""
    client = writable_client(worker, reference)
    point = _point(request, client)
    row = client.statuses.filter(point=point).first()
    form = StatusForm(request.POST or None, initial=dict(status_values(row)))
    if request.method == "POST" and form.is_valid():
        record_status(client, point, form.status(), recorded_on=form.cleaned_data["recorded_on"], by=person(request))
        messages.success(request, _("The status was saved."))
        return to_path(client)
    if request.method == "GET":
        note_path_reading(client, "status.viewed", purpose=purpose_of(worker, client), by=person(request))
    title = _("Status %(point)s") % {"point": point.label}
    return form_page(
        request,
        form,
        title=title,
        button=_("Save the status"),
        back=path_url(client),
        breadcrumb=trail(client, Link(title)),
        client=client,
        text=_("Work, studies and language are written down at the start, at the end and six months after."),
    )


def _point(request: HttpRequest, client: Client) -> StatusRecord.Point:
    """The point that is asked for, when it has come; else the one that is next."""
    asked = request.GET.get("kohta", "")
    offered = [StatusRecord.Point.START]
    if client.statuses.filter(point=StatusRecord.Point.END).exists():
        offered.append(StatusRecord.Point.END)
    if client.ended_on:
        offered.append(StatusRecord.Point.AFTER)
    if not asked:
        return offered[-1] if client.ended_on else offered[0]
    if asked not in offered:
        raise Http404("no such point")
    return StatusRecord.Point(asked)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """End the service of the client, with a reason."""
    client = writable_client(worker, reference)
    if client.ended_on:
        return to_path(client)
    unfinished = closing.open_documents(client)
    form = ClosingForm(request.POST or None, has_unfinished=bool(unfinished))
    keeping = kept(request, worker, f"closing:{reference}")
    if keeping.draft:
        fill(form, keeping.typed)
    if request.method == "POST" and form.is_valid() and _closed(request, client, form):
        has_moved = form.cleaned_data["reason"] == ClosingReason.MOVED
        answer = redirect("clients:closed", reference) if has_moved else to_path(client)
        return saved(request, keeping, answer)
    return form_page(
        request,
        form,
        title=_("End the service"),
        button=_("End the service"),
        back=path_url(client),
        breadcrumb=trail(client, Link(_("End the service"))),
        client=client,
        text=_("The client stays in the register, and the service can go on later."),
        revision=client.revision,
        unfinished=[_UNFINISHED[name] for name in unfinished],
        keeping=keeping,
        is_danger=True,
    )


_UNFINISHED = {
    "assessment": gettext_lazy(
        "An assessment is in the making. Finish it or hand it over, or tell the client that it is left."
    ),
    "plan": gettext_lazy("A plan is in the making. Finish it or hand it over, or tell the client that it is left."),
}


def _closed(request: HttpRequest, client: Client, form: ClosingForm) -> bool:
    given = form.cleaned_data
    try:
        closing.close_client(
            client,
            reason=ClosingReason(given["reason"]),
            ended_on=given["ended_on"],
            status=form.status(),
            unfinished_is_told=given.get("unfinished_is_told", False),
            revision=revision_sent(request),
            by=person(request),
        )
    except closing.LeftUnfinished:
        form.add_error("unfinished_is_told", _("Tick this when you have told the client."))
    except closing.EndsBeforeBeginning:
        form.add_error("ended_on", _("The service cannot end before it began."))
    except StaleRevision:
        form.add_error(None, _("Somebody has changed the client meanwhile. Look at the client again."))
    except closing.AlreadyEnded:
        return True
    else:
        messages.success(request, _("The service has ended."))
        return True
    return False


@register_page(opens_clients)
@require_GET
def closed(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """After a move: the client can be offered to the new municipality."""
    client = writable_client(worker, reference)
    title = _("The client has moved")
    context = {
        "client": client,
        "title": title,
        "breadcrumb": trail(client),
        "back": path_url(client),
        "transfer_url": reverse("clients:offer_transfer", args=[client.reference]),
    }
    return render(request, "clients/path/closed.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """Let the service of the client go on."""
    client = writable_client(worker, reference)
    if request.method == "POST":
        try:
            closing.reopen_client(client, revision=revision_sent(request), by=person(request))
        except closing.NotEnded:
            messages.info(request, _("The service goes on already."))
        except StaleRevision:
            messages.error(request, _("Somebody has changed the client meanwhile. Look at the client again."))
        else:
            messages.success(request, _("The service goes on."))
        return to_path(client)
    return confirm_page(
        request,
        title=_("Let the service go on"),
        text=_("What was written at the end is kept. Ask for a new assessment when one is needed."),
        back=path_url(client),
        breadcrumb=trail(client, Link(_("Let the service go on"))),
        is_danger=False,
        client=client,
        revision=client.revision,
    )
