"""The list of meetings, a new one, and the workbench of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import WrongState
from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import templates as template_actions
from seutu.publishing.desk.drafts_presentation import unfinished_of_meeting
from seutu.publishing.desk.forms.meetings import NewMeetingForm
from seutu.publishing.desk.forms.typed import SheetKind
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.queries.drafts import unfinished_of
from seutu.publishing.desk.queries.templates import default_template, templates_editable_by
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link

PUBLISHED_SHOWN = 10


@require_safe
@signed_in
def meetings(request: HttpRequest) -> HttpResponse:
    mine = queries.listed(queries.meetings_editable_by(request.user))
    unfinished = mine.filter(state__in=queries.UNFINISHED).order_by("starts_at", "pk")
    done = mine.filter(state=MeetingState.MINUTES_PUBLISHED).order_by("-starts_at", "-pk")[:PUBLISHED_SHOWN]
    context = {
        "unfinished": [presentation.meeting_row(each) for each in unfinished],
        "done": [presentation.meeting_row(each) for each in done],
        "may_plan": queries.bodies_of(request.user).exists(),
    }
    return render(request, "desk/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_meeting(request: HttpRequest) -> HttpResponse:
    bodies, templates = queries.bodies_of(request.user), templates_editable_by(request.user)
    kind = SheetKind(NewMeetingForm, form_options={"bodies": bodies, "templates": templates})
    target = "new_meeting:0"
    if request.method != "POST":
        sheet, keeping = frame.opened(request, kind, target, values={"body": request.GET.get("toimielin", "")})
    else:
        sheet, keeping = kind.sent(request.POST), frame.sent_again(request, target, 0)
        if sheet.is_valid():
            meeting = _planned(request, sheet.form)
            return frame.saved(request, target, frame.to_bench(meeting))
    breadcrumb = presentation.breadcrumb(None, Link(_("New meeting")))
    context = {"sheet": sheet, "form": sheet.form, "keeping": keeping, "breadcrumb": breadcrumb}
    return render(request, "desk/new_meeting.html", context)


def _planned(request: HttpRequest, form: Any) -> Meeting:
    body = form.cleaned_data["body"]
    template = form.cleaned_data["template"] or default_template(body)
    fields = form.fields_of_meeting()
    meeting = template_actions.plan_from_template(body, fields, template=template, by=frame.person(request))
    messages.success(request, _("The meeting was made. Only those who prepare meetings see it."))
    return meeting


@require_safe
@signed_in
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    row = frame.meeting_at(request, meeting_id)
    unfinished = unfinished_of_meeting(unfinished_of(frame.person(request)), row)
    context = bench(row) | {"unfinished": unfinished, "breadcrumb": presentation.breadcrumb(row)}
    return render(request, "desk/meeting.html", context)


def bench(row: Meeting, *, announcement: str = "") -> dict[str, Any]:
    """What the workbench of a meeting shows; ``announcement`` is what has just changed in the order of its items."""
    items = queries.workbench_items(row)
    numbers = presentation.sections_ahead(items, decisions.last_section_number(row.body, row.day.year))
    is_draft, is_out = row.state == MeetingState.DRAFT, row.agenda_published_at is not None
    movable = [item for item in items if is_draft or item.is_draft]
    return {
        "meeting": row,
        "state": presentation.state_of(row),
        "still_to_check": presentation.still_to_check(row),
        "checkers": row.checkers.all(),
        "rows": [
            {
                "item": item,
                "number": numbers[item.pk],
                "place": movable.index(item) + 1 if item in movable else 0,
                "is_last": bool(movable) and item is movable[-1],
                "has_decision": queries.has_decision(item),
            }
            for item in items
        ],
        "can_move": bool(movable),
        "has_supplement": is_out and any(item.is_draft for item in items),
        "attendance_count": row.attendances.count(),
        "can_add": row.state in (MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED, MeetingState.MINUTES_DRAFTED),
        "is_minuting": row.state in (MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED),
        "is_checked": row.state == MeetingState.MINUTES_CHECKED,
        "is_published": row.state == MeetingState.MINUTES_PUBLISHED,
        "has_undecided": any(not item.is_draft and not queries.has_decision(item) for item in items),
        "announcement": announcement,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def discard_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    row = frame.meeting_at(request, meeting_id)
    if request.method == "POST":
        try:
            decisions.discard_meeting(row, by=frame.person(request))
        except WrongState:
            messages.error(request, _("The agenda has been published, so the meeting cannot be deleted."))
            return frame.to_bench(row)
        messages.success(request, _("The meeting was deleted."))
        return redirect("desk:meetings")
    context = {
        "meeting": row,
        "title": _("Delete the meeting"),
        "text": _("The meeting, its items and their attachments go for good. Nothing of it has been published."),
        "button": _("Delete the meeting"),
        "back": reverse("desk:meeting", args=[row.pk]),
        "about": presentation.named(row),
        "breadcrumb": presentation.breadcrumb(row, Link(_("Delete the meeting"))),
    }
    return render(request, "desk/confirm.html", context)


@require_POST
@signed_in
def make_template(request: HttpRequest, meeting_id: int) -> HttpResponse:
    row = frame.meeting_at(request, meeting_id)
    name = f"{row.body.name} {row.day:%-d.%-m.%Y}"
    try:
        template = template_actions.template_of_meeting(row, name=name, by=frame.person(request))
    except template_actions.NameTaken:
        messages.error(request, _("A template has been made of this meeting already."))
        return redirect("desk:templates")
    messages.success(request, _("A template was made of the items without a case number. Look it through."))
    return redirect("desk:template", template.pk)
