"""The pages of an assessment: asked for, written, finalised, handed over."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from seutu.newcomers.clients.actions.assessments import (
    NoPlanDue,
    ask_for_assessment,
    finalise_assessment,
    note_no_plan,
    save_assessment,
)
from seutu.newcomers.clients.forms.path_documents import AssessmentForm, document_values
from seutu.newcomers.clients.forms.path_steps import AskForm, NoPlanForm
from seutu.newcomers.clients.models import Assessment, Client, NoPlanGround
from seutu.newcomers.clients.presentation.path_words import provisions_words
from seutu.newcomers.clients.queries.path import path_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.duties import plan_due_after
from seutu.newcomers.clients.rules.finalising import refusals_of_assessment
from seutu.newcomers.clients.rules.path_law import judging_day, rule_of
from seutu.newcomers.clients.rules.responsibility import system_for
from seutu.newcomers.clients.views.form_pages import form_page
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
from seutu.shared.ui.components import Link


def _assessment(client: Client, key: int) -> Assessment:
    found = get_object_or_404(client.assessments.all(), pk=key)
    found.client = client
    return found


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def new_assessment(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    """Open an assessment that was asked for."""
    client = writable_client(worker, reference)
    form = AskForm(request.POST or None, initial={"asked_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        return _asked(request, client, form)
    return form_page(
        request,
        form,
        title=_("Open an assessment"),
        button=_("Open the assessment"),
        back=path_url(client),
        breadcrumb=trail(client, Link(_("Open an assessment"))),
        client=client,
    )


def _asked(request: HttpRequest, client: Client, form: AskForm) -> HttpResponse:
    asked_on = form.cleaned_data["asked_on"]
    system, by = system_for(client, asked_on), person(request)
    return begun(
        request,
        client,
        lambda: ask_for_assessment(client, asked_on=asked_on, system=system, by=by),
        words=_("An assessment is open already."),
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, worker: Worker, reference: str, assessment_id: int) -> HttpResponse:
    """An assessment: written while it is in the making, read after that."""
    client = visible_client(worker, reference)
    found = _assessment(client, assessment_id)

    def make_form(*args: object, document: Assessment) -> AssessmentForm:
        return AssessmentForm(*args, document=document, initial=document_values(document, AssessmentForm.FIRST))

    return document_page(
        request,
        worker,
        found,
        make_form=make_form,
        load=partial(_assessment, client, assessment_id),
        save=lambda values, revision: save_assessment(found, values, revision=revision, by=person(request)),
        more={},
    )


@register_page(opens_clients)
@require_GET
def to_assessment(request: HttpRequest, worker: Worker, assessment_id: int) -> HttpResponse:
    """To an assessment in the making, from a draft that knows its id only."""
    return to_document(request, worker, "assessment", assessment_id)


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def finalise(request: HttpRequest, worker: Worker, reference: str, assessment_id: int) -> HttpResponse:
    """What still stands in the way of finalising an assessment, or what finalising does."""
    client = writable_client(worker, reference)
    found = _assessment(client, assessment_id)
    own = pages_of(found).own
    if found.is_read_only:
        return redirect(own)
    refusals = refusals_of_assessment(found)
    if request.method == "POST":
        revision = revision_sent(request)
        told = finalised(request, lambda: finalise_assessment(found, revision=revision, by=person(request)))
        if not told:
            return redirect(own if told is None else path_url(client))
        refusals = told
    return finalise_page(
        request,
        found,
        refusals,
        title=_("Finalise the assessment"),
        consequences=[
            _("The assessment does not change any more."),
            _("After it, the integration plan is begun within the time of the law."),
        ],
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def no_plan(request: HttpRequest, worker: Worker, reference: str, assessment_id: int) -> HttpResponse:
    """Decide that no plan is needed after an assessment."""
    client = writable_client(worker, reference)
    found = _assessment(client, assessment_id)
    if plan_due_after(path_of(client)) != found.pk:
        messages.info(request, _("No plan waits to be begun after this assessment."))
        return to_path(client)
    form = NoPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_no_plan(found, ground=NoPlanGround(form.cleaned_data["ground"]), by=person(request))
        except NoPlanDue:
            messages.error(request, _("Somebody has changed it meanwhile. Look at it again."))
        else:
            messages.success(request, _("Noted: no plan is needed."))
        return to_path(client)
    rules = rule_of("plan.not_needed", judging_day(client.began_on, found.asked_on))
    text = _("The time for beginning a plan ends. You can begin a plan later all the same.")
    return form_page(
        request,
        form,
        title=_("No plan is needed"),
        button=_("Save the decision"),
        back=path_url(client),
        breadcrumb=trail(client, Link(_("No plan is needed"))),
        client=client,
        text=f"{text} {provisions_words(rules)}." if rules else text,
    )


@register_page(opens_clients)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, worker: Worker, reference: str, assessment_id: int) -> HttpResponse:
    """Give an assessment to its system of record."""
    return hand_over_page(request, _assessment(writable_client(worker, reference), assessment_id))


@register_page(opens_clients)
@recently_authenticated()
@require_GET
def export(request: HttpRequest, worker: Worker, reference: str, assessment_id: int) -> HttpResponse:
    """An assessment as JSON for the national system."""
    return export_answer(request, worker, _assessment(writable_client(worker, reference), assessment_id))
