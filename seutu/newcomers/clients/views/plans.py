"""The pages of an integration plan: begun, written, accepted, followed, compared, printed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from seutu.newcomers.clients.actions import plans as actions
from seutu.newcomers.clients.actions.path_documents import (
    ReadOnlyDocument,
    StaleRevision,
    note_reading,
)
from seutu.newcomers.clients.forms.path_documents import PlanForm, document_values
from seutu.newcomers.clients.forms.path_steps import AcceptanceForm, DirectedForm, NewPlanForm
from seutu.newcomers.clients.models import Client, IntegrationPlan
from seutu.newcomers.clients.presentation.path import plan_title
from seutu.newcomers.clients.presentation.path_versions import differences_of_plans
from seutu.newcomers.clients.presentation.path_words import EXTENSION_GROUNDS
from seutu.newcomers.clients.queries.purposes import purpose_of
from seutu.newcomers.clients.record_documents.plans import plan_document
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.finalising import Fault, refusals_of_plan
from seutu.newcomers.clients.rules.plan_times import usual_end
from seutu.newcomers.clients.rules.responsibility import system_for
from seutu.newcomers.clients.views.form_pages import confirm_page, form_page
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.newcomers.clients.views.path_document_pages import document_page, pages_of, to_document
from seutu.newcomers.clients.views.path_document_steps import (
    begun,
    export_answer,
    finalise_page,
    finalised,
    hand_over_page,
)
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
from seutu.shared.accounts.rules import recently_authenticated
from seutu.shared.core import clock
from seutu.shared.documents.responses import pdf_response
from seutu.shared.ui.components import Link

ACCEPTANCE = frozenset({Fault.NOT_ACCEPTED_BY_CLIENT, Fault.NOT_ACCEPTED_BY_WORKER})


def _plan(client: Client, number: int) -> IntegrationPlan:
    found = get_object_or_404(client.plans.all(), number=number)
    found.client = client
    return found


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """Begin a plan, or a new version of one."""
    client = writable_client(worker, reference)
    today = clock.today()
    former = client.plans.filter(finalised_at__isnull=False).defer("sections").order_by("number")
    initial = {"starts_on": today, "ends_on": usual_end(client.began_on, today, [each.starts_on for each in former])}
    form = NewPlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _begun(request, client, form)
    title = _("New version of the plan") if former else _("Begin an integration plan")
    return form_page(
        request,
        form,
        title=title,
        button=_("Begin the version") if former else _("Begin the plan"),
        back=path_url(client),
        breadcrumb=trail(client, Link(title)),
        client=client,
        text=_("The new version begins with the text of the one before it, which is kept as it is.") if former else "",
    )


def _begun(request: HttpRequest, client: Client, form: NewPlanForm) -> HttpResponse:
    given, by = form.cleaned_data, person(request)
    system = system_for(client, given["starts_on"])
    return begun(
        request,
        client,
        lambda: actions.begin_plan(client, **given, system=system, by=by),
        words=_("A version is in the making already."),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """A version of a plan: written while it is in the making, read after that."""
    client = visible_client(worker, reference)
    found = _plan(client, number)

    def make_form(*args: Any, document: IntegrationPlan) -> PlanForm:
        initial = document_values(document, PlanForm.FIRST)
        return PlanForm(*args, document=document, grounds=EXTENSION_GROUNDS.items(), initial=initial)

    return document_page(
        request,
        worker,
        found,
        make_form=make_form,
        load=partial(_plan, client, number),
        save=lambda values, revision: actions.save_plan(found, values, revision=revision, by=person(request)),
        more=_links(found, worker),
    )


def _links(plan: IntegrationPlan, worker: Worker) -> dict[str, Any]:
    place = [plan.client.reference, plan.number]
    is_writer = may_write(worker, plan.client)
    may_direct = is_writer and plan.directed_on is None and plan.finalised_at and not plan.handed_over_at
    grounds = {ground.value: words for ground, words in EXTENSION_GROUNDS.items()}
    return {
        "plan": plan,
        "extension": grounds.get(plan.extension_ground, ""),
        "print_url": reverse("clients:print_plan", args=place),
        "changes_url": reverse("clients:plan_changes", args=place) if plan.number > 1 else "",
        "discard_url": reverse("clients:discard_plan", args=place),
        "directed_url": reverse("clients:plan_directed", args=place) if may_direct else "",
        "new_version_url": reverse("clients:new_plan", args=place[:1]) if is_writer and plan.finalised_at else "",
    }


@register_page(opens_clients)
@require_GET
def to_plan(request: HttpRequest, worker: Worker, plan_id: int) -> HttpResponse:
    """To a version in the making, from a draft that knows its id only."""
    return to_document(request, worker, "plan", plan_id)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def finalise(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """When both parties accepted the plan, and what still stands in its way."""
    client = writable_client(worker, reference)
    found = _plan(client, number)
    own = pages_of(found).own
    if found.is_read_only:
        return redirect(own)
    form = AcceptanceForm(request.POST or None, initial={"accepted_by_worker_on": clock.today()})
    others = list(client.plans.exclude(pk=found.pk).defer("sections"))
    refusals = [each for each in refusals_of_plan(found, others) if each.fault not in ACCEPTANCE]
    if request.method == "POST" and form.is_valid() and not refusals:
        given, revision = form.cleaned_data, revision_sent(request)
        accepted = actions.Acceptance(given["accepted_by_client_on"], given["accepted_by_worker_on"])
        told = finalised(request, lambda: actions.finalise_plan(found, accepted, revision=revision, by=person(request)))
        if not told:
            return redirect(own)
        refusals = told
    return finalise_page(
        request,
        found,
        refusals,
        title=_("Finalise the plan"),
        consequences=[
            _("The version does not change any more. A change after that is a new version."),
            _("From its first day, the time for directing the client to education or a service is counted."),
        ],
        form=form,
        print_url=reverse("clients:print_plan", args=[client.reference, number]),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def directed(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """Note that the client was directed to apply for education or a service."""
    client = writable_client(worker, reference)
    found = _plan(client, number)
    pages = pages_of(found)
    form = DirectedForm(request.POST or None, initial={"directed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_directed(found, directed_on=form.cleaned_data["directed_on"], by=person(request))
        except actions.AlreadyDirected:
            messages.info(request, _("It is noted already."))
        except ReadOnlyDocument:
            messages.error(request, _("Another system keeps the plan now. Note it there."))
        else:
            messages.success(request, _("Noted."))
        return redirect(pages.own)
    title = _("Directed to education or a service")
    return form_page(
        request,
        form,
        title=title,
        button=_("Save the day"),
        back=pages.own,
        breadcrumb=trail(client, Link(pages.title, pages.own), Link(title)),
        client=client,
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """Discard a version in the making, after asking once more."""
    client = writable_client(worker, reference)
    found = _plan(client, number)
    pages = pages_of(found)
    if found.is_read_only:
        raise Http404("final")
    if request.method == "POST":
        try:
            actions.discard_plan(found, revision=revision_sent(request), by=person(request))
        except (StaleRevision, ReadOnlyDocument):
            messages.error(request, _("Somebody has changed it meanwhile. Look at it again."))
            return redirect(pages.own)
        messages.success(request, _("The version was discarded."))
        return to_path(client)
    return confirm_page(
        request,
        title=_("Discard the version"),
        text=_("What was written of this version is lost. Earlier versions are kept."),
        back=pages.own,
        breadcrumb=trail(client, Link(pages.title, pages.own), Link(_("Discard the version"))),
        client=client,
        over=pages.title,
        revision=found.revision,
    )


@register_page(opens_clients)
@require_GET
def changes(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """What changed from the version before."""
    client = visible_client(worker, reference)
    found = _plan(client, number)
    before = client.plans.filter(number__lt=number).order_by("-number").first()
    if before is None:
        raise Http404("the first version")
    before.client = client
    note_reading(found, what="compared", purpose=purpose_of(worker, found.client), by=person(request))
    pages = pages_of(found)
    context = {
        "client": client,
        "title": _("Changes to the plan"),
        "over": pages.title,
        "before": plan_title(before),
        "after": pages.title,
        "differences": differences_of_plans(before, found),
        "back": pages.own,
        "breadcrumb": trail(client, Link(pages.title, pages.own), Link(_("Changes to the plan"))),
    }
    return render(request, "clients/path/changes.html", context)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """Give a plan to its system of record."""
    return hand_over_page(request, _plan(writable_client(worker, reference), number))


@register_page(opens_clients)
@recently_authenticated()
@require_GET
def export(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """A version of a plan as JSON for the national system."""
    return export_answer(request, worker, _plan(writable_client(worker, reference), number))


@register_page(opens_clients)
@require_GET
def printed(request: HttpRequest, worker: Worker, reference: str, number: int) -> HttpResponse:
    """A version of a plan for signature, in Finnish and in the client's language; the file is named by reference."""
    found = _plan(visible_client(worker, reference), number)
    note_reading(found, what="printed", purpose=purpose_of(worker, found.client), by=person(request))
    return pdf_response(plan_document(found), name=f"suunnitelma-{found.client.reference}-{number}")
