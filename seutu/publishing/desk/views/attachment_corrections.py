"""The attachments of published minutes: one is added, corrected or taken off, and the public is told why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import ItemIsWithheld, NotPublishable, WrongState
from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.attachments import attachment_fields, attachment_values
from seutu.publishing.desk.forms.corrections import (
    AddedAttachmentForm,
    AttachmentCorrectionForm,
    CorrectionFields,
    why,
)
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.publishing.desk.views.attachments import attachment_at, fault_of_file
from seutu.shared.accounts.rules import signed_in
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.store import DiskFull, EmptyFile, FileTooLarge, StoreUnavailable
from seutu.shared.ui.components import Link

NOT_TAKEN = (FileTooLarge, EmptyFile, DiskFull, StoreUnavailable, ItemIsWithheld, WrongState)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add_by_correction(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    if not frame.is_out(row.meeting):
        return redirect("desk:attachments", row.pk)
    number = row.attachments.count() + 1
    initial = {"kind": "attachment", "number": number, "publicity": "unpublished" if row.is_withheld else "public"}
    form = AddedAttachmentForm(request.POST or None, request.FILES or None, initial=initial)
    refusals: list[presentation.RefusalLine] = []
    if request.method == "POST" and form.is_valid():
        refusals = _publish(request, row, form, partial(decisions.add_by_correction, row))
        if not refusals and form.is_valid():
            return _corrected(request, row)
    return _page(request, row, form, refusals, title=_("Add an attachment that was left out"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def correct_attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = attachment_at(request, attachment_id)
    row = attachment.item
    if not frame.is_out(row.meeting):
        return redirect("desk:attachment", attachment.pk)
    form = AttachmentCorrectionForm(
        request.POST or None, request.FILES or None, initial=attachment_values(attachment), attachment=attachment
    )
    refusals: list[presentation.RefusalLine] = []
    if request.method == "POST" and form.is_valid():
        refusals = _publish(request, row, form, partial(decisions.correct_attachment, attachment))
        if not refusals and form.is_valid():
            return _corrected(request, row)
    return _page(request, row, form, refusals, title=_("Correct the attachment"), about=attachment.title)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_off_attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = attachment_at(request, attachment_id)
    row = attachment.item
    if not frame.is_out(row.meeting):
        return redirect("desk:detach", attachment.pk)
    form = CorrectionFields(request.POST or None)
    refusals: list[presentation.RefusalLine] = []
    if request.method == "POST" and form.is_valid():
        try:
            decisions.take_off_attachment(attachment, by=frame.person(request), **why(form.cleaned_data))
        except NotPublishable as refusal:
            refusals = presentation.refusal_lines(row.meeting, [row], refusal.refusals)
        else:
            return _corrected(request, row)
    return _page(
        request,
        row,
        form,
        refusals,
        title=_("Take off the attachment"),
        about=attachment.title,
        text=_("The public cannot open the file any more. The former version names it without handing it out."),
        button=_("Take it off and publish the correction"),
        same_file=[
            Link(f"{presentation.named(item.meeting)}, {presentation.item_named(item)}", _attachments_url(item))
            for item in queries.items_with_same_file(attachment)
        ],
    )


def _publish(
    request: HttpRequest, row: AgendaItem, form: forms.Form, correct: Callable[..., object]
) -> list[presentation.RefusalLine]:
    """Publish the correction. Gives why it was refused; what is wrong with the file is told at its field."""
    given = form.cleaned_data
    try:
        correct(
            fields=attachment_fields(given),
            file=_stored(request, form),
            is_confirmed=given["confirms_unreadable"],
            by=frame.person(request),
            **why(given),
        )
    except NotPublishable as refusal:
        return presentation.refusal_lines(row.meeting, [row], refusal.refusals)
    except NOT_TAKEN as error:
        form.add_error("file", fault_of_file(error, given["title"], row))
    return []


def _stored(request: HttpRequest, form: forms.Form) -> StoredFile | None:
    upload = form.cleaned_data["file"]
    return store(upload.file or upload, name=upload.name, by=frame.person(request)) if upload else None


def _attachments_url(item: AgendaItem) -> str:
    return reverse("desk:attachments", args=[item.pk])


def _corrected(request: HttpRequest, row: AgendaItem) -> HttpResponse:
    messages.success(request, _("The correction was published. The former version stays to be seen."))
    return redirect("desk:attachments", row.pk)


def _page(
    request: HttpRequest,
    row: AgendaItem,
    form: forms.Form,
    refusals: list[presentation.RefusalLine],
    *,
    title: str,
    **more: Any,
) -> HttpResponse:
    back = _attachments_url(row)
    context = {
        "meeting": row.meeting,
        "form": form,
        "refusals": refusals,
        "title": title,
        "about": presentation.item_named(row),
        "back": back,
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(_("Attachments"), back), Link(title)),
    }
    return render(request, "desk/correction.html", context | more)
