from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import AttachmentFields, ItemIsWithheld, NotPublishable, WrongState
from seutu.publishing.decisions.models import AgendaItem, Attachment
from seutu.publishing.decisions.rules.refusals import awaiting_word
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.attachments import (
    AttachmentForm,
    MentionForm,
    OneFileForm,
    UploadForm,
    attachment_fields,
    attachment_values,
)
from seutu.publishing.desk.forms.file_names import is_program, told_by_name
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile, TextReason
from seutu.shared.files.queries import text_of
from seutu.shared.files.responses import file_response
from seutu.shared.files.store import DiskFull, EmptyFile, FileTooLarge, StoreUnavailable
from seutu.shared.ui.components import Link
from seutu.shared.ui.numbers import file_size


@require_safe
@signed_in
def attachments(request: HttpRequest, item_id: int) -> HttpResponse:
    return _page(request, frame.item_at(request, item_id))


def _page(request: HttpRequest, row: AgendaItem, **forms: Any) -> HttpResponse:
    attached = list(row.attachments.select_related("file").order_by("position"))
    # Only the form that was sent has something wrong in it.
    context: dict[str, Any] = {
        "item": row,
        "meeting": row.meeting,
        "is_correction": frame.is_out(row.meeting),
        "attachments": attached,
        "awaiting_word": awaiting_word(attached),
        "upload_form": UploadForm(prefix="files"),
        "mention_form": MentionForm(prefix="mention"),
        "form": next(iter(forms.values()), None),
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(_("Attachments"))),
    }
    return render(request, "desk/attachments.html", context | forms)


@require_POST
@signed_in
def add_files(request: HttpRequest, item_id: int) -> HttpResponse:
    """Store files beside an item. A script sends one at a time and is told of it in JSON."""
    row = frame.item_at(request, item_id)
    form = UploadForm(request.POST, request.FILES, prefix="files")
    wants_json = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        if wants_json:
            return JsonResponse({"error": " ".join(map(str, form.errors["uploads"]))}, status=400)
        return _page(request, row, upload_form=form)
    faults = [fault for each in form.cleaned_data["uploads"] if (fault := _keep(request, row, each))]
    if wants_json:
        # The script writes the name of the file before it.
        told = faults[0].removeprefix(f"{form.cleaned_data['uploads'][0].name}: ") if faults else ""
        return JsonResponse({"error": told}, status=400 if told else 200)
    for fault in faults:
        messages.error(request, fault)
    kept = len(form.cleaned_data["uploads"]) - len(faults)
    if kept:
        told = ngettext("%(n)s file was attached.", "%(n)s files were attached.", kept) % {"n": kept}
        messages.success(request, told)
    return redirect("desk:attachments", row.pk)


def _keep(request: HttpRequest, row: AgendaItem, upload: UploadedFile[Any]) -> str:
    """Keep one file, and say what is wrong with it, or nothing."""
    by, name = frame.person(request), upload.name or _("file")
    if is_program(name):
        return _("%(name)s: a programme cannot be an attachment.") % {"name": name}
    title, number = told_by_name(name, queries.attachment_numbers(row))
    try:
        stored = store(upload.file or upload, name=name, by=by)  # type: ignore[arg-type]  # a file that can be read
        decisions.attach(row, stored, AttachmentFields(title=title, number=number), by=by)
    except (FileTooLarge, EmptyFile, DiskFull, StoreUnavailable, ItemIsWithheld, WrongState, NotPublishable) as error:
        return fault_of_file(error, name, row)
    return ""


def fault_of_file(error: Exception, name: str, row: AgendaItem) -> str:
    from django.conf import settings

    if isinstance(error, NotPublishable):
        lines = presentation.refusal_lines(row.meeting, [row], error.refusals)
        return f"{name}: {' '.join(line.why for line in lines)}"
    words = {
        FileTooLarge: _("%(name)s: the file is larger than %(limit)s. Make it smaller, or part it."),
        EmptyFile: _("%(name)s: the file is empty."),
        DiskFull: _("%(name)s: there is no room for the file. Tell the operator."),
        StoreUnavailable: _("%(name)s: the store of files does not answer now. Try again in a moment."),
        ItemIsWithheld: _("%(name)s: the item is secret, so no file of it is kept here."),
        WrongState: _("%(name)s: the minutes are out. Add it by a correction."),
    }
    # The setting counts in megabytes of 1024 × 1024, and the words are to say the same number.
    return words[type(error)] % {"name": name, "limit": file_size(settings.FILE_SIZE_LIMIT // 2**20 * 10**6)}


@require_POST
@signed_in
def add_mention(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    form = MentionForm(request.POST, prefix="mention")
    if not form.is_valid():
        return _page(request, row, mention_form=form)
    try:
        decisions.attach(row, None, attachment_fields(form.cleaned_data), by=frame.person(request))
    except (WrongState, NotPublishable) as error:
        messages.error(request, fault_of_file(error, form.cleaned_data["title"], row))
    else:
        messages.success(request, _("The mention of an attachment was added."))
    return redirect("desk:attachments", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    row = attachment_at(request, attachment_id)
    if frame.is_out(row.item.meeting):
        return redirect("desk:correct_attachment", row.pk)
    form = AttachmentForm(request.POST or None, initial=attachment_values(row))
    if row.file is None:
        form.fields["publicity"].choices = form.fields["publicity"].choices[1:]  # type: ignore[attr-defined]
    refusals = []
    if request.method == "POST" and form.is_valid():
        try:
            decisions.change_attachment(row, attachment_fields(form.cleaned_data), by=frame.person(request))
        except WrongState:
            messages.error(request, _("The minutes were published meanwhile. Correct the attachment instead."))
            return redirect("desk:attachments", row.item_id)
        except NotPublishable as refusal:
            refusals = presentation.refusal_lines(row.item.meeting, [row.item], refusal.refusals)
        else:
            messages.success(request, _("The attachment was saved: %(title)s") % {"title": form.cleaned_data["title"]})
            return redirect("desk:attachments", row.item_id)
    context = {
        "form": form,
        "file_form": OneFileForm(prefix="file") if row.file else None,
        "attachment": row,
        "item": row.item,
        "meeting": row.item.meeting,
        "refusals": refusals,
        "breadcrumb": presentation.breadcrumb(
            row.item.meeting,
            Link(_("Attachments"), reverse("desk:attachments", args=[row.item_id])),
            Link(row.title),
        ),
    }
    return render(request, "desk/attachment.html", context)


def attachment_at(request: HttpRequest, key: int) -> Attachment:
    row = get_object_or_404(Attachment.objects.select_related("file"), pk=key)
    row.item = frame.item_at(request, row.item_id)
    return row


@require_POST
@signed_in
def replace_file(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Put another file in the place of one: its number, title and address stay."""
    row = attachment_at(request, attachment_id)
    form = OneFileForm(request.POST, request.FILES, prefix="file")
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["upload"])))
        return redirect("desk:attachment", row.pk)
    upload, by = form.cleaned_data["upload"], frame.person(request)
    name = upload.name or _("file")
    if is_program(name):
        messages.error(request, _("%(name)s: a programme cannot be an attachment.") % {"name": name})
        return redirect("desk:attachment", row.pk)
    try:
        stored = store(upload.file or upload, name=name, by=by)
        decisions.replace_file(row, stored, by=by)
    except (FileTooLarge, EmptyFile, DiskFull, ItemIsWithheld, WrongState, NotPublishable) as error:
        messages.error(request, fault_of_file(error, name, row.item))
        return redirect("desk:attachment", row.pk)
    messages.success(request, _("The file was replaced: %(title)s") % {"title": row.title})
    return redirect("desk:attachments", row.item_id)


@require_safe
@signed_in
def attached_file(request: HttpRequest, attachment_id: int) -> HttpResponseBase:
    row = attachment_at(request, attachment_id)
    if row.file is None:
        raise Http404("no file")
    return file_response(row.file, name=row.file.name, as_download=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def detach(request: HttpRequest, attachment_id: int) -> HttpResponse:
    row = attachment_at(request, attachment_id)
    if frame.is_out(row.item.meeting):
        return redirect("desk:take_off_attachment", row.pk)
    back = reverse("desk:attachments", args=[row.item_id])
    if request.method == "POST":
        try:
            decisions.detach(row, by=frame.person(request))
        except WrongState:
            messages.error(request, _("The minutes were published meanwhile. Take the attachment off by a correction."))
        else:
            messages.success(request, _("The attachment was removed: %(title)s") % {"title": row.title})
        return redirect(back)
    context = {
        "meeting": row.item.meeting,
        "title": _("Remove the attachment"),
        "text": _("The attachment goes from this item. Its number in the address is not given to another."),
        "button": _("Remove the attachment"),
        "back": back,
        "about": row.title,
        "breadcrumb": presentation.breadcrumb(row.item.meeting, Link(_("Remove the attachment"))),
    }
    return render(request, "desk/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm_unreadable(request: HttpRequest, attachment_id: int) -> HttpResponse:
    row = attachment_at(request, attachment_id)
    back = reverse("desk:attachments", args=[row.item_id])
    if request.method == "POST":
        by = frame.person(request)
        frame.confirmed(request, row.title, lambda: decisions.confirm_unreadable(row, by=by))
        return redirect(back)
    if not awaiting_word([row]):
        frame.nothing_to_confirm(request)
        return redirect(back)
    words = _(
        "No machine could read the file, so it has not been checked for personal identity codes. Open it and look. "
        "Your name and the time are recorded."
    )
    if row.file and is_locked(row.file):
        words = _(
            "The file is locked with a password, so those who read the agenda cannot open it either. Replace it with "
            "one that has no password."
        )
    context = {
        "meeting": row.item.meeting,
        "title": _("Confirm that the file may be published"),
        "text": words,
        "button": _("I have looked: it holds nothing secret"),
        "is_safe": True,
        "back": back,
        "about": row.title,
        "file_url": reverse("desk:attached_file", args=[row.pk]) if row.file else "",
        "breadcrumb": presentation.breadcrumb(row.item.meeting, Link(_("Confirm the file"))),
    }
    return render(request, "desk/confirm.html", context)


def is_locked(stored: StoredFile) -> bool:
    """Whether a password stood in the way of reading a file."""
    text = text_of(stored)
    return text is not None and text.reason == TextReason.PASSWORD
