"""Writing an item: a new one, one in the making, one that is corrected after publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import EditConflict, ItemInput, ItemText, NotPublishable, WrongState
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.forms.corrections import text_with_outcome, why
from seutu.publishing.desk.forms.items import refuse_secret_text, text_of, text_with
from seutu.publishing.desk.forms.sheets import CORRECTION, ITEM, NEW_PARTS, correction_content, item_content
from seutu.publishing.desk.forms.typed import Sheet, SheetKind
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link

EMPTY = ItemText(title="")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_item(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    target = f"new_item:{meeting.pk}"
    if request.method != "POST":
        # One officer presents most of a meeting: who presented the last item is there to be kept or changed.
        values = {"language": meeting.language, "presenter": queries.last_presenter(meeting)}
        sheet, keeping = frame.opened(request, ITEM, target, values=values, rows=NEW_PARTS, revision=meeting.revision)
        return _page(request, meeting, None, sheet, keeping)
    keeping = frame.sent_again(request, target, frame.revision_sent(request))
    sheet = _sent(request, ITEM)
    if "op" in request.POST or not _is_whole(sheet, has_files=False):
        return _page(request, meeting, None, sheet, keeping)
    text = text_with(EMPTY, sheet.form.cleaned_data, [row.cleaned_data for row in sheet.rows])
    try:
        item = decisions.add_item(meeting, _input_of(text), by=frame.person(request))
    except WrongState:
        messages.error(request, _("The minutes have been checked, so no item can be added."))
        return frame.to_bench(meeting)
    messages.success(request, _("The item was added: %(title)s") % {"title": item.title})
    return frame.saved(request, target, _onwards(request, item))


def _input_of(text: ItemText) -> ItemInput:
    return ItemInput(
        position=0,
        title=text.title,
        case_number=text.case_number,
        presenter=text.presenter,
        preparers=text.preparers,
        parts=text.parts,
        remedies=text.remedies,
        is_withheld=text.is_withheld,
        secrecy_ground=text.secrecy_ground,
        language=text.language,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    target = f"item:{row.pk}"
    if row.meeting.state == MeetingState.MINUTES_PUBLISHED:
        return _to_correction(request, row, target)
    if request.method != "POST":
        values, parts = item_content(row)
        rows = parts or (() if row.is_withheld else NEW_PARTS)
        sheet, keeping = frame.opened(request, ITEM, target, values=values, rows=rows, revision=row.revision)
        return _page(request, row.meeting, row, sheet, keeping)
    revision = frame.revision_sent(request)
    keeping = frame.sent_again(request, target, revision)
    sheet = _sent(request, ITEM)
    if "op" in request.POST or not _is_whole(sheet, has_files=_has_files(row)):
        return _page(request, row.meeting, row, sheet, keeping)
    text = text_with(text_of(row), sheet.form.cleaned_data, [each.cleaned_data for each in sheet.rows])
    try:
        decisions.save_item(row, text, revision=revision, by=frame.person(request))
    except EditConflict:
        return frame.conflicted(request, target, revision)
    except WrongState:
        return _to_correction(request, row, target)
    except NotPublishable as refusal:
        return _page(request, row.meeting, row, sheet, keeping, refusal=refusal)
    messages.success(request, _("The item was saved: %(title)s") % {"title": text.title})
    return frame.saved(request, target, _onwards(request, row))


def _to_correction(request: HttpRequest, row: AgendaItem, target: str) -> HttpResponse:
    """To the form that corrects the item, with all that was typed into the one for writing it, or was just sent."""
    asked = request.GET.urlencode()
    if request.method == "POST":
        messages.error(request, _("The minutes were published meanwhile. Correct the item instead; your text is kept."))
        asked = f"luonnos={frame.keep_sent(request, target, frame.revision_sent(request)).pk}"
    drafts.move_drafts(target, to=f"correction:{row.pk}", by=frame.person(request))
    address = reverse("desk:correct_item", args=[row.pk])
    return redirect(f"{address}?{asked}" if asked else address)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def correct_item(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    if row.meeting.state != MeetingState.MINUTES_PUBLISHED:
        return redirect("desk:item", row.pk)
    target = f"correction:{row.pk}"
    if request.method != "POST":
        values, parts = correction_content(row)
        sheet, keeping = frame.opened(request, CORRECTION, target, values=values, rows=parts, revision=row.revision)
        return _page(request, row.meeting, row, sheet, keeping, is_correction=True)
    revision = frame.revision_sent(request)
    keeping = frame.sent_again(request, target, revision)
    sheet = _sent(request, CORRECTION)
    if "op" in request.POST or not _is_whole(sheet, has_files=_has_files(row)):
        return _page(request, row.meeting, row, sheet, keeping, is_correction=True)
    try:
        _correct(request, row, sheet, revision=revision)
    except EditConflict:
        return frame.conflicted(request, target, revision)
    except NotPublishable as refusal:
        return _page(request, row.meeting, row, sheet, keeping, is_correction=True, refusal=refusal)
    messages.success(request, _("The correction was published. The former version stays to be seen."))
    return frame.saved(request, target, frame.to_bench(row.meeting, row))


def _correct(request: HttpRequest, row: AgendaItem, sheet: Sheet, *, revision: int) -> None:
    given = sheet.form.cleaned_data
    text = text_with(text_of(row), given, [each.cleaned_data for each in sheet.rows])
    decisions.correct_item(
        row, text_with_outcome(text, given), revision=revision, by=frame.person(request), **why(given)
    )


def _sent(request: HttpRequest, kind: SheetKind) -> Sheet:
    """What was sent: to be checked, or, when a row is only moved, as it was typed."""
    if "op" in request.POST:
        return kind.typed(request.POST, request.POST["op"])
    return kind.sent(request.POST)


def _is_whole(sheet: Sheet, *, has_files: bool) -> bool:
    if not sheet.is_valid():
        return False
    rows = [row.cleaned_data for row in sheet.rows]
    refuse_secret_text(sheet.form, rows, has_files=has_files)  # type: ignore[arg-type]  # an ItemForm in each kind
    return not sheet.has_errors


def _has_files(row: AgendaItem) -> bool:
    return not row.is_withheld and row.attachments.filter(file__isnull=False).exists()


def _onwards(request: HttpRequest, row: AgendaItem) -> HttpResponse:
    if request.POST.get("then") == "attachments":
        return redirect("desk:attachments", row.pk)
    if request.POST.get("then") == "another":
        return redirect("desk:new_item", row.meeting_id)
    return frame.to_bench(row.meeting, row)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    row: AgendaItem | None,
    sheet: Sheet,
    keeping: frame.Keeping,
    *,
    is_correction: bool = False,
    refusal: NotPublishable | None = None,
) -> HttpResponse:
    title = _("Correct the item") if is_correction else _("Item") if row else _("New item")
    refusals = presentation.refusal_lines(meeting, [row] if row else [], refusal.refusals) if refusal else []
    context: dict[str, Any] = {
        "meeting": meeting,
        "item": row,
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "has_errors": (sheet.form.is_bound and sheet.has_errors) or bool(refusals),
        "is_correction": is_correction,
        "refusals": refusals,
        "title": title,
        "back": reverse("desk:meeting", args=[meeting.pk]),
        "breadcrumb": presentation.breadcrumb(meeting, Link(title)),
    }
    return render(request, "desk/item.html", context)
