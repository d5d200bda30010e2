"""Who was at the meeting, and what changed from item to item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import AttendanceChangeInput, AttendanceInput, EditConflict, WrongState
from seutu.publishing.decisions.models import Attendance, AttendanceChange, Meeting
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.attendance import (
    ChangeForm,
    changes_moved,
    people_given,
    rows_of_last_time,
)
from seutu.publishing.desk.forms.sheets import ATTENDANCE, Rows, attendance_content
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
    target = f"attendance:{meeting.pk}"
    if request.method != "POST":
        values, rows = attendance_content(meeting)
        sheet, keeping = frame.opened(
            request, ATTENDANCE, target, values=values, rows=rows or _first_rows(meeting), revision=meeting.revision
        )
        return _people_page(request, meeting, sheet, keeping)
    revision = frame.revision_sent(request)
    keeping = frame.sent_again(request, target, revision)
    if "op" in request.POST:
        return _people_page(request, meeting, ATTENDANCE.typed(request.POST, request.POST["op"]), keeping)
    sheet = ATTENDANCE.sent(request.POST)
    if not sheet.is_valid():
        return _people_page(request, meeting, sheet, keeping)
    try:
        _record_people(request, meeting, sheet, revision=revision)
    except EditConflict:
        return frame.conflicted(request, target, revision)
    except WrongState:
        messages.error(request, _("Attendance is written when the minutes are."))
        return frame.to_bench(meeting)
    messages.success(request, _("The attendance was saved."))
    return frame.saved(request, target, frame.to_bench(meeting))


def _first_rows(meeting: Meeting) -> Rows:
    last = queries.names_at_last_meeting(meeting)
    return rows_of_last_time(last) if last else NEW_PEOPLE


def _record_people(request: HttpRequest, meeting: Meeting, sheet: Sheet, *, revision: int) -> None:
    before = {row.position: row for row in Attendance.objects.filter(meeting=meeting)}
    people, moved = people_given([row.cleaned_data for row in sheet.rows], before)
    changes = changes_moved(_changes_of(meeting), moved)
    decisions.record_attendance(meeting, people, changes, revision=revision, by=frame.person(request))


def _changes_of(meeting: Meeting) -> list[AttendanceChange]:
    rows = AttendanceChange.objects.filter(attendance__meeting=meeting)
    return list(rows.select_related("attendance", "item"))


def _people_page(request: HttpRequest, meeting: Meeting, sheet: Sheet, keeping: frame.Keeping) -> HttpResponse:
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "keeping": keeping,
        "has_errors": sheet.has_errors,
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Attendance"))),
    }
    return render(request, "desk/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attendance_changes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    people = list(Attendance.objects.filter(meeting=meeting).order_by("position"))
    kind = _changes_kind(meeting, people)
    target = f"attendance_changes:{meeting.pk}"
    if request.method == "POST":
        keeping = frame.sent_again(request, target, frame.revision_sent(request))
        if "op" in request.POST:
            sheet = kind.typed(request.POST, request.POST["op"])
        else:
            sheet = kind.sent(request.POST)
            if sheet.is_valid():
                if answer := _record_changes(request, meeting, people, sheet, keeping):
                    return answer
                keeping = frame.sent_again(request, target, meeting.revision)
    else:
        rows = [
            {
                "person": change.attendance.position,
                "item": change.item.position,
                "kind": change.kind,
                "at": change.at,
                "ground": change.ground,
            }
            for change in _changes_of(meeting)
        ]
        sheet, keeping = frame.opened(request, kind, target, values={}, rows=rows or [{}], revision=meeting.revision)
    context = {
        "meeting": meeting,
        "people": people,
        "sheet": sheet,
        "keeping": keeping,
        "has_errors": sheet.has_errors,
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Changes of attendance"))),
    }
    return render(request, "desk/attendance_changes.html", context)


def _changes_kind(meeting: Meeting, people: list[Attendance]) -> SheetKind:
    options = {
        "people": [(row.position, row.name) for row in people],
        "items": [(item.position, presentation.item_named(item)) for item in meeting.items.order_by("position")],
    }
    return SheetKind(NoForm, ChangeForm, "changes", row_options=options)


def _record_changes(
    request: HttpRequest, meeting: Meeting, people: list[Attendance], sheet: Sheet, keeping: frame.Keeping
) -> HttpResponse | None:
    """Record them and go on; None, with a message, when somebody was faster."""
    changes = [
        AttendanceChangeInput(
            attendance=row["person"], item=row["item"], kind=row["kind"], at=row["at"], ground=row["ground"]
        )
        for row in (each.cleaned_data for each in sheet.rows)
    ]
    try:
        decisions.record_attendance(
            meeting, [_as_input(row) for row in people], changes, revision=keeping.revision, by=frame.person(request)
        )
    except EditConflict:
        messages.error(request, _("The meeting was changed while you were writing. Look at the list, and save again."))
        return None
    except WrongState:
        messages.error(request, _("Attendance is written when the minutes are."))
        return frame.to_bench(meeting)
    messages.success(request, _("The changes of attendance were saved."))
    return frame.saved(request, keeping.target, frame.to_bench(meeting))


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
