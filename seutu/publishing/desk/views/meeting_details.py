"""When, where and how a meeting is held: changed while it is made, corrected once its minutes are out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import EditConflict, MinutesAreOut, NotPublishable, SectionsOfYear, WrongState
from seutu.publishing.decisions.models import Meeting
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.forms.corrections import why
from seutu.publishing.desk.forms.meetings import VideoForm, fields_with_video
from seutu.publishing.desk.forms.sheets import MEETING, MEETING_CORRECTION, meeting_content
from seutu.publishing.desk.forms.typed import Sheet
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    row = frame.meeting_at(request, meeting_id)
    if frame.is_out(row):
        return _came_too_late(request, row) if "place" in request.POST else _video(request, row)
    target = f"meeting:{row.pk}"
    if request.method != "POST":
        values, _rows = meeting_content(row)
        sheet, keeping = frame.opened(request, MEETING, target, values=values, revision=row.revision)
        return _page(request, row, sheet, keeping)
    revision = frame.revision_sent(request)
    sheet, keeping = MEETING.sent(request.POST), frame.sent_again(request, target, revision)
    if not sheet.is_valid():
        return _page(request, row, sheet, keeping)
    fields = sheet.form.fields_of_meeting()  # type: ignore[attr-defined]  # it is a MeetingForm
    try:
        decisions.change_meeting(row, fields, revision=revision, by=frame.person(request))
    except (EditConflict, MinutesAreOut):
        return frame.conflicted(request, target, revision)
    except SectionsOfYear as error:
        _refuse_year(sheet, error)
        return _page(request, row, sheet, keeping)
    except NotPublishable as refusal:
        for line in presentation.refusal_lines(row, [], refusal.refusals):
            sheet.form.add_error(None, f"{line.where}: {line.why}")
        return _page(request, row, sheet, keeping)
    messages.success(request, _("The details of the meeting were saved."))
    return frame.saved(request, target, frame.to_bench(row))


def _refuse_year(sheet: Sheet, error: SectionsOfYear) -> None:
    words = _(
        "The items have section numbers of the year %(year)s. They run on by body and calendar year, so the meeting "
        "stays in that year."
    )
    sheet.form.add_error("day", words % {"year": error.year})


def _came_too_late(request: HttpRequest, row: Meeting) -> HttpResponse:
    """What was typed before the minutes came out goes on as a correction."""
    revision = frame.revision_sent(request)
    target = f"meeting_correction:{row.pk}"
    drafts.keep_draft(target, frame.typed_fields(request), base_revision=revision, by=frame.person(request))
    messages.error(request, _("The minutes were published meanwhile. Correct the details instead; your text is kept."))
    return redirect(f"{reverse('desk:correct_meeting', args=[row.pk])}?luonnos=jatka")


def _video(request: HttpRequest, row: Meeting) -> HttpResponse:
    """Of published minutes only the address of the video changes without a correction."""
    form = VideoForm(request.POST or None, initial={"video_url": row.video_url})
    if request.method == "POST" and form.is_valid():
        fields = fields_with_video(row, form.cleaned_data["video_url"])
        try:
            decisions.change_meeting(row, fields, revision=row.revision, by=frame.person(request))
        except EditConflict:
            messages.error(request, _("The meeting was changed while you were writing. Save again."))
        else:
            messages.success(request, _("The address of the video was saved."))
            return frame.to_bench(row)
    context = {
        "form": form,
        "meeting": row,
        "breadcrumb": presentation.breadcrumb(row, Link(_("Details of the meeting"))),
    }
    return render(request, "desk/meeting_video.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def correct_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    row = frame.meeting_at(request, meeting_id)
    if not frame.is_out(row):
        return redirect("desk:change_meeting", row.pk)
    target = f"meeting_correction:{row.pk}"
    if request.method != "POST":
        values, _rows = meeting_content(row)
        sheet, keeping = frame.opened(request, MEETING_CORRECTION, target, values=values, revision=row.revision)
        return _page(request, row, sheet, keeping)
    revision = frame.revision_sent(request)
    sheet, keeping = MEETING_CORRECTION.sent(request.POST), frame.sent_again(request, target, revision)
    if not sheet.is_valid():
        return _page(request, row, sheet, keeping)
    try:
        _correct(request, row, sheet, revision=revision)
    except (EditConflict, WrongState):
        return frame.conflicted(request, target, revision)
    except SectionsOfYear as error:
        _refuse_year(sheet, error)
        return _page(request, row, sheet, keeping)
    except NotPublishable as refusal:
        return _page(request, row, sheet, keeping, refusal=refusal)
    messages.success(request, _("The correction was published. The former version stays to be seen."))
    return frame.saved(request, target, frame.to_bench(row))


def _correct(request: HttpRequest, row: Meeting, sheet: Sheet, *, revision: int) -> None:
    fields = sheet.form.fields_of_meeting()  # type: ignore[attr-defined]  # it is a MeetingForm
    decisions.correct_meeting(row, fields, revision=revision, by=frame.person(request), **why(sheet.form.cleaned_data))


def _page(
    request: HttpRequest,
    row: Meeting,
    sheet: Sheet,
    keeping: frame.Keeping,
    *,
    refusal: NotPublishable | None = None,
) -> HttpResponse:
    is_correction = frame.is_out(row)
    title = _("Correct the details of the meeting") if is_correction else _("Details of the meeting")
    refusals = presentation.refusal_lines(row, [], refusal.refusals) if refusal else []
    context = {
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "meeting": row,
        "title": title,
        "is_correction": is_correction,
        "refusals": refusals,
        "has_errors": bool(refusals),
        "breadcrumb": presentation.breadcrumb(row, Link(title)),
    }
    return render(request, "desk/change_meeting.html", context)
