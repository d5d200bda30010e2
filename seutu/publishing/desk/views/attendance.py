"""Who was at the meeting, and what changed from item to item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import (
    AttendanceChangeInput,
    AttendanceInput,
    EditConflict,
    NotPublishable,
    WrongState,
)
from seutu.publishing.decisions.models import Attendance, AttendanceChange, Meeting
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.attendance import (
    ChangeForm,
    changes_moved,
    people_given,
    rows_of_last_time,
    rows_of_seats,
)
from seutu.publishing.desk.forms.corrections import CorrectionFields, why
from seutu.publishing.desk.forms.sheets import ATTENDANCE, ATTENDANCE_CORRECTION, Rows, attendance_content
from seutu.publishing.desk.forms.typed import NoForm, Sheet, SheetKind
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link

NEW_PEOPLE: Rows = ({"role": "chair"}, {"role": "member"}, {"role": "minute_taker"})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    if not frame.is_written(meeting):
        return _too_early(request, meeting)
    is_out = frame.is_out(meeting)
    kind, word = (ATTENDANCE_CORRECTION, "attendance_correction") if is_out else (ATTENDANCE, "attendance")
    target = f"{word}:{meeting.pk}"
    if request.method != "POST":
        values, rows = attendance_content(meeting)
        sheet, keeping = frame.opened(
            request, kind, target, values=values, rows=rows or _first_rows(meeting), revision=meeting.revision
        )
        return _people_page(request, meeting, sheet, keeping)
    revision = frame.revision_sent(request)
    keeping = frame.sent_again(request, target, revision)
    if "op" in request.POST:
        return _people_page(request, meeting, kind.typed(request.POST, request.POST["op"]), keeping)
    sheet = kind.sent(request.POST)
    if not sheet.is_valid():
        return _people_page(request, meeting, sheet, keeping)
    try:
        _record_people(request, meeting, sheet, revision=revision)
    except EditConflict:
        return frame.conflicted(request, target, revision)
    except NotPublishable as refusal:
        return _people_page(request, meeting, sheet, keeping, refusal=refusal)
    _say_saved(request, meeting, _("The attendance was saved."))
    return frame.saved(request, target, frame.to_bench(meeting))


def _too_early(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    messages.info(request, _("Attendance is written when the minutes are. Begin the minutes first."))
    return frame.to_bench(meeting)


def _say_saved(request: HttpRequest, meeting: Meeting, words: str) -> None:
    corrected = _("The correction was published. The former version stays to be seen.")
    messages.success(request, corrected if frame.is_out(meeting) else words)


def _write(
    request: HttpRequest,
    meeting: Meeting,
    people: list[AttendanceInput],
    changes: list[AttendanceChangeInput],
    sheet: Sheet,
    *,
    revision: int,
) -> None:
    by = frame.person(request)
    try:
        if frame.is_out(meeting):
            told = why(sheet.form.cleaned_data)
            decisions.correct_attendance(meeting, people, changes, revision=revision, by=by, **told)
        else:
            decisions.record_attendance(meeting, people, changes, revision=revision, by=by)
    except WrongState as error:
        # The minutes came out in this very moment.
        raise EditConflict(meeting) from error


def _first_rows(meeting: Meeting) -> Rows:
    last = queries.names_at_last_meeting(meeting)
    if last:
        return rows_of_last_time(last)
    seats = queries.seats_at(meeting)
    return [*rows_of_seats(seats), {"role": "minute_taker"}] if seats else NEW_PEOPLE


def _record_people(request: HttpRequest, meeting: Meeting, sheet: Sheet, *, revision: int) -> None:
    before = {row.position: row for row in Attendance.objects.filter(meeting=meeting)}
    people, moved = people_given([row.cleaned_data for row in sheet.rows], before)
    _write(request, meeting, people, changes_moved(_changes_of(meeting), moved), sheet, revision=revision)


def _changes_of(meeting: Meeting) -> list[AttendanceChange]:
    rows = AttendanceChange.objects.filter(attendance__meeting=meeting)
    return list(rows.select_related("attendance", "item"))


def _people_page(
    request: HttpRequest,
    meeting: Meeting,
    sheet: Sheet,
    keeping: frame.Keeping,
    *,
    refusal: NotPublishable | None = None,
) -> HttpResponse:
    refusals = presentation.refusal_lines(meeting, [], refusal.refusals) if refusal else []
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "is_correction": frame.is_out(meeting),
        "refusals": refusals,
        "has_errors": sheet.has_errors or bool(refusals),
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Attendance"))),
    }
    return render(request, "desk/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attendance_changes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    if not frame.is_written(meeting):
        return _too_early(request, meeting)
    people = list(Attendance.objects.filter(meeting=meeting).order_by("position"))
    kind = _changes_kind(meeting, people)
    target = f"{'changes_correction' if frame.is_out(meeting) else 'attendance_changes'}:{meeting.pk}"
    if request.method != "POST":
        rows = [_change_row(change) for change in _changes_of(meeting)] or [{}]
        sheet, keeping = frame.opened(request, kind, target, values={}, rows=rows, revision=meeting.revision)
        return _changes_page(request, meeting, people, sheet, keeping)
    revision = frame.revision_sent(request)
    keeping = frame.sent_again(request, target, revision)
    if "op" in request.POST:
        return _changes_page(request, meeting, people, kind.typed(request.POST, request.POST["op"]), keeping)
    sheet = kind.sent(request.POST)
    if not sheet.is_valid():
        return _changes_page(request, meeting, people, sheet, keeping)
    given = [AttendanceChangeInput(attendance=row.pop("person"), **row) for row in _cleaned(sheet)]
    try:
        _write(request, meeting, [_as_input(row) for row in people], given, sheet, revision=revision)
    except EditConflict:
        messages.error(request, _("The meeting was changed while you were writing. Look at the list, and save again."))
        keeping = frame.sent_again(request, target, meeting.revision)
        return _changes_page(request, meeting, people, sheet, keeping)
    except NotPublishable as refusal:
        return _changes_page(request, meeting, people, sheet, keeping, refusal=refusal)
    _say_saved(request, meeting, _("The changes of attendance were saved."))
    return frame.saved(request, target, frame.to_bench(meeting))


def _cleaned(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(each.cleaned_data) for each in sheet.rows]


def _change_row(change: AttendanceChange) -> dict[str, Any]:
    return {
        "person": change.attendance.position,
        "item": change.item.position,
        "kind": change.kind,
        "at": change.at,
        "ground": change.ground,
    }


def _changes_page(
    request: HttpRequest,
    meeting: Meeting,
    people: list[Attendance],
    sheet: Sheet,
    keeping: frame.Keeping,
    *,
    refusal: NotPublishable | None = None,
) -> HttpResponse:
    refusals = presentation.refusal_lines(meeting, [], refusal.refusals) if refusal else []
    context = {
        "meeting": meeting,
        "people": people,
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "is_correction": frame.is_out(meeting),
        "refusals": refusals,
        "has_errors": sheet.has_errors or bool(refusals),
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Changes of attendance"))),
    }
    return render(request, "desk/attendance_changes.html", context)


def _changes_kind(meeting: Meeting, people: list[Attendance]) -> SheetKind:
    options = {
        "people": [(row.position, row.name) for row in people],
        "items": [(item.position, presentation.item_named(item)) for item in meeting.items.order_by("position")],
    }
    form_class = CorrectionFields if frame.is_out(meeting) else NoForm
    return SheetKind(form_class, ChangeForm, "changes", row_options=options)


def _as_input(row: Attendance) -> AttendanceInput:
    return AttendanceInput(
        name=row.name,
        role=row.role,
        title=row.title,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        note=row.note,
        deputises_for=row.deputises_for,
    )
