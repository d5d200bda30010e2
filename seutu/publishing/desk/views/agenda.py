"""Changing the order of an agenda, taking an item away, sending it on, and writing what was decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import AlreadyOut, EditConflict, NotPublishable, NotSentOn, WrongState
from seutu.publishing.decisions.models import AgendaItem, MeetingState
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.decisions import text_with_decision
from seutu.publishing.desk.forms.items import text_of
from seutu.publishing.desk.forms.publishing import ToMeetingForm
from seutu.publishing.desk.forms.sheets import DECISION, decision_content
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.publishing.desk.views.meetings import bench
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link


@require_POST
@signed_in
def move_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Move an item up or down, or to a place; to a script the new agenda is given, to others the page anew."""
    row = frame.item_at(request, item_id)
    place, told = _place_wanted(request, row), ""
    try:
        decisions.move_item(row, to=place, by=frame.person(request))
    except (AlreadyOut, WrongState):
        told = _("The item stands in a published agenda, so its place does not change.")
        messages.error(request, told)
    else:
        told = _("%(title)s is now item %(place)s.") % {"title": row.title, "place": place}
        messages.success(request, told)
    if not request.headers.get("HX-Request"):
        return frame.to_bench(row.meeting, row)
    list(messages.get_messages(request))  # said aloud with the new list, and not once more on the next page
    return render(request, "desk/_agenda.html", bench(row.meeting, announcement=told))


def _place_wanted(request: HttpRequest, row: AgendaItem) -> int:
    movable = row.meeting.items.order_by("position")
    if row.meeting.state != MeetingState.DRAFT:
        movable = movable.filter(is_draft=True)
    places = list(movable.values_list("pk", flat=True))
    now = places.index(row.pk) + 1 if row.pk in places else 1
    told = request.POST.get("to", "")
    wanted = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else now
    wanted = {"up": now - 1, "down": now + 1}.get(request.POST.get("op", ""), wanted)
    return min(max(wanted, 1), max(len(places), 1))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_item(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    if request.method == "POST":
        try:
            decisions.remove_item(row, by=frame.person(request))
        except (AlreadyOut, WrongState):
            messages.error(request, _("The item stands in a published agenda. Record the outcome “removed” instead."))
            return frame.to_bench(row.meeting, row)
        messages.success(request, _("The item was removed: %(title)s") % {"title": row.title})
        return frame.to_bench(row.meeting)
    context = {
        "meeting": row.meeting,
        "title": _("Remove the item"),
        "text": _("The item, its text and its attachments go for good. They have not been published."),
        "button": _("Remove the item"),
        "back": reverse("desk:meeting", args=[row.meeting_id]),
        "about": row.title,
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(_("Remove the item"))),
    }
    return render(request, "desk/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def send_on(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    form = ToMeetingForm(request.POST or None, meetings=queries.meetings_to_send_to(request.user, row.meeting))
    if request.method == "POST" and form.is_valid():
        goal = form.cleaned_data["meeting"]
        try:
            sent = decisions.forward_item(row, to=goal, by=frame.person(request))
        except NotSentOn:
            messages.error(request, _("The minutes of that meeting are being written already. Choose another."))
            return redirect("desk:send_on", row.pk)
        messages.success(request, _("The item was sent on to: %(meeting)s") % {"meeting": presentation.named(goal)})
        return frame.to_bench(goal, sent)
    context = {
        "form": form,
        "item": row,
        "meeting": row.meeting,
        "has_goals": bool(form.fields["meeting"].queryset),  # type: ignore[attr-defined]  # a ModelChoiceField
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(_("Send on"))),
    }
    return render(request, "desk/send_on.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decision(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    if frame.is_out(row.meeting):
        return redirect("desk:correct_item", row.pk)
    if not frame.is_written(row.meeting):
        messages.info(request, _("Decisions are written when the minutes are. Begin the minutes first."))
        return frame.to_bench(row.meeting, row)
    target, refusals = f"decision:{row.pk}", []
    if request.method != "POST":
        values, _rows = decision_content(row)
        sheet, keeping = frame.opened(request, DECISION, target, values=values, revision=row.revision)
    else:
        revision = frame.revision_sent(request)
        sheet, keeping = DECISION.sent(request.POST), frame.sent_again(request, target, revision)
        if sheet.is_valid():
            text = text_with_decision(text_of(row), sheet.form.cleaned_data)
            try:
                decisions.save_item(row, text, revision=revision, by=frame.person(request))
            except EditConflict:
                return frame.conflicted(request, target, revision)
            except NotPublishable as refusal:
                refusals = presentation.refusal_lines(row.meeting, [row], refusal.refusals)
            else:
                messages.success(request, _("The decision was saved: %(title)s") % {"title": row.title})
                return frame.saved(request, target, _next_page(request, row))
    context = {
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "item": row,
        "meeting": row.meeting,
        "refusals": refusals,
        "following": _following(row),
        "parts": row.parts.all(),
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(_("Decision"))),
    }
    return render(request, "desk/decision.html", context)


def _following(row: AgendaItem) -> AgendaItem | None:
    return row.meeting.items.filter(position__gt=row.position).order_by("position").first()


def _next_page(request: HttpRequest, row: AgendaItem) -> HttpResponse:
    following = _following(row)
    if request.POST.get("then") == "next" and following:
        return redirect("desk:decision", following.pk)
    return frame.to_bench(row.meeting, row)
