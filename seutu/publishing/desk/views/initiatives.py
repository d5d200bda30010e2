"""Initiatives at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions.actions import initiatives as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.models import Initiative, RecordState
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.decisions.rules.record_refusals import refusals_of_initiative
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.publishing.desk import register_presentation as presentation
from seutu.publishing.desk.forms.initiatives import InitiativeForm, InitiativeStateForm, initiative_values
from seutu.publishing.desk.register_presentation import way_to
from seutu.publishing.desk.views.frame import saved, sent_again
from seutu.publishing.desk.views.register_frame import (
    clerk,
    confirm_page,
    done,
    form_page,
    kept_form,
    page_of,
    publish_page,
)
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link

HERE = "initiatives"


def _initiative_at(request: HttpRequest, key: int) -> Initiative:
    return get_object_or_404(queries.initiatives_for(clerk(request)), pk=key)


def _address(initiative: Initiative) -> str:
    return reverse("desk:initiative", args=[initiative.pk])


def _named(initiative: Initiative) -> str:
    return f"{initiative.get_kind_display()} {initiative.number}/{initiative.year}"


@require_safe
@signed_in
def initiatives(request: HttpRequest) -> HttpResponse:
    page = page_of(request, queries.initiatives_for(clerk(request)))
    rows = [
        (row, _named(row), presentation.initiative_state(row), presentation.record_state(row.record_state))
        for row in page
    ]
    return render(request, "desk/initiatives.html", {"rows": rows, "page_obj": page, "breadcrumb": way_to(HERE)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_initiative(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    form, keeping = kept_form(request, InitiativeForm, "new_initiative:0", user=user)
    if request.method == "POST" and form.is_valid():
        row = actions.register_initiative(form.cleaned_data["organization"], form.text(), by=user)
        told = _("The initiative was registered as %(number)s. It is not public yet.")
        messages.success(request, told % {"number": f"{row.number}/{row.year}"})
        return saved(request, keeping.target, redirect(_address(row)))
    return form_page(
        request,
        form,
        title=_("New initiative"),
        button=_("Register the initiative"),
        back=reverse("desk:initiatives"),
        keeping=keeping,
        breadcrumb=way_to(HERE, Link(_("New initiative"))),
    )


@require_safe
@signed_in
def initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    row = _initiative_at(request, initiative_id)
    context = {
        "initiative": row,
        "name": _named(row),
        "state": presentation.initiative_state(row),
        "publication": presentation.record_state(row.record_state),
        "is_draft": row.record_state == RecordState.DRAFT,
        "is_published": row.record_state == RecordState.PUBLISHED,
        "answer": presentation.decision_named(row.answer_item) if row.answer_item else "",
        "breadcrumb": way_to(HERE, Link(_named(row))),
    }
    return render(request, "desk/initiative.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    user, row = clerk(request), _initiative_at(request, initiative_id)
    values, target = initiative_values(row), f"initiative:{row.pk}"
    given: dict[str, Any] = {"user": user, "owner": row.organization}
    form, keeping = kept_form(request, InitiativeForm, target, values=values, revision=row.revision, **given)
    versions = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_initiative(row, form.text(), revision=keeping.revision, by=user)
        except EditConflict:
            versions = presentation.two_versions(form, InitiativeForm(initial=values, **given), row)
            keeping = sent_again(request, target, row.revision)
        except actions.AnsweredTooEarly:
            form.add_error("submitted_on", _("It cannot be submitted after it was answered."))
        except NotPublishable as refusal:
            for each in refusal.refusals:
                form.add_error(each.place if each.place in form.fields else None, presentation.why(each))
        else:
            messages.success(request, _("The initiative was saved."))
            return saved(request, target, redirect(_address(row)))
    is_public = row.record_state == RecordState.PUBLISHED
    return form_page(
        request,
        form,
        title=_("Text of the initiative"),
        over=_named(row),
        text=_("The initiative is public: everybody sees a change at once.") if is_public else "",
        button=_("Save the initiative"),
        back=_address(row),
        keeping=keeping,
        versions=versions,
        breadcrumb=way_to(HERE, Link(_named(row), _address(row)), Link(_("Text of the initiative"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_initiative_state(request: HttpRequest, initiative_id: int) -> HttpResponse:
    row = _initiative_at(request, initiative_id)
    form = InitiativeStateForm(request.POST or None, initiative=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_initiative_state(
            row,
            given["state"],
            answered_on=given["answered_on"],
            answer_item=given["answer_item"],
            by=clerk(request),
        )
        messages.success(request, _("The state was saved."))
        return redirect(_address(row))
    return form_page(
        request,
        form,
        title=_("How far it has come"),
        over=f"{_named(row)}: {row.title}",
        button=_("Save the state"),
        back=_address(row),
        breadcrumb=way_to(HERE, Link(_named(row), _address(row)), Link(_("How far it has come"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    row = _initiative_at(request, initiative_id)
    if row.record_state != RecordState.DRAFT:
        return redirect(_address(row))
    refusals = refusals_of_initiative(row)
    if request.method == "POST":
        user = clerk(request)
        try:
            if done(request, lambda: actions.publish_initiative(row, by=user)):
                messages.success(request, _("The initiative was published."))
            return redirect(_address(row))
        except NotPublishable as refusal:
            refusals = list(refusal.refusals)
    text = reverse("desk:change_initiative", args=[row.pk])
    return publish_page(
        request,
        title=_("Publish the initiative"),
        over=f"{_named(row)}: {row.title}",
        back=_address(row),
        refusals=presentation.refusal_lines(InitiativeForm, refusals, page=text, record=row),
        consequences=[
            _("Everybody sees it at once, on the web and in feeds."),
            _("The public sees the name of a councillor. Of a residents' initiative it sees no name."),
        ],
        breadcrumb=way_to(HERE, Link(_named(row), _address(row)), Link(_("Publish the initiative"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw_initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    row = _initiative_at(request, initiative_id)
    if row.record_state != RecordState.PUBLISHED:
        return redirect(_address(row))
    if request.method == "POST":
        user = clerk(request)
        if done(request, lambda: actions.withdraw_initiative(row, by=user)):
            messages.success(request, _("The initiative was taken offline."))
        return redirect(_address(row))
    return confirm_page(
        request,
        title=_("Take the initiative offline"),
        about=f"{_named(row)}: {row.title}",
        text=_("The page of the initiative goes, and its place in lists. Its number stays its own."),
        button=_("Take the initiative offline"),
        back=_address(row),
        breadcrumb=way_to(HERE, Link(_named(row), _address(row)), Link(_("Take offline"))),
    )
