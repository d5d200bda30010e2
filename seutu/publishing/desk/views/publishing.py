"""Letting out the agenda, its supplement and the minutes: each with what stands in its way, or what will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import DisplayInPast, NotPublishable, WrongState
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.rules.refusals import (
    Refusal,
    RefusalReason,
    refusals_to_publish_agenda,
    refusals_to_publish_minutes,
)
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import checking
from seutu.publishing.desk.forms.publishing import DisplayForm
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    items = queries.workbench_items(meeting)
    if request.method == "POST":
        answer = _tried(request, meeting, items, lambda: decisions.publish_agenda(meeting, by=frame.person(request)))
        if answer is None:
            messages.success(request, _("The agenda was published. Everybody can see it now."))
        return answer or frame.to_bench(meeting)
    if meeting.state != MeetingState.DRAFT:
        return frame.to_bench(meeting)
    return _page(request, meeting, items, refusals_to_publish_agenda(meeting, items))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_supplement(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    items = [item for item in queries.workbench_items(meeting) if item.is_draft]
    if request.method == "POST":
        answer = _tried(
            request,
            meeting,
            items,
            lambda: decisions.publish_supplement(meeting, by=frame.person(request)),
            "supplement",
        )
        if answer is None:
            messages.success(request, _("The supplementary agenda was published."))
        return answer or frame.to_bench(meeting)
    if not items:
        return frame.to_bench(meeting)
    return _page(request, meeting, items, refusals_to_publish_agenda(meeting, items), "supplement")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    items = queries.workbench_items(meeting)
    form = DisplayForm(request.POST or None, initial={"displayed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        shown_on = form.cleaned_data["displayed_on"]
        by = frame.person(request)
        answer = _tried(
            request,
            meeting,
            items,
            lambda: checking.publish_minutes(meeting, displayed_on=shown_on, by=by),
            "minutes",
            form=form,
        )
        if answer is None:
            messages.success(request, _("The minutes were published."))
        return answer or frame.to_bench(meeting)
    if meeting.state not in (MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED):
        return frame.to_bench(meeting)
    return _page(request, meeting, items, refusals_to_publish_minutes(meeting, items), "minutes", form=form)


def _tried(
    request: HttpRequest,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    publish: Callable[[], object],
    what: str = "agenda",
    *,
    form: DisplayForm | None = None,
) -> HttpResponse | None:
    """Publish; None when it was done, else the page that says why it was not."""
    try:
        publish()
    except NotPublishable as refusal:
        return _page(request, meeting, items, refusal.refusals, what, form=form, status=409)
    except WrongState:
        messages.error(request, _("Somebody has published it meanwhile, or it is not that far yet."))
        return frame.to_bench(meeting)
    except DisplayInPast:
        messages.error(request, _("The day has passed. Write today or a day to come."))
        return frame.to_bench(meeting)
    return None


def _page(
    request: HttpRequest,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    refusals: Sequence[Refusal],
    what: str = "agenda",
    *,
    form: DisplayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    # A file that nobody has read yet is read when the button is pressed: it stands in nobody's way before.
    unread = [each for each in refusals if each.reason is RefusalReason.UNREAD_ATTACHMENT and request.method != "POST"]
    in_the_way = [each for each in refusals if each not in unread]
    titles = {
        "agenda": _("Publish the agenda"),
        "supplement": _("Publish the supplementary agenda"),
        "minutes": _("Publish the minutes"),
    }
    context: dict[str, Any] = {
        "meeting": meeting,
        "what": what,
        "title": titles[what],
        "refusals": presentation.refusal_lines(meeting, items, in_the_way),
        "has_errors": bool(in_the_way) and request.method == "POST",
        "consequences": _consequences(meeting, items, what, unread=len(unread)),
        "form": form,
        "public_url": reverse("decisions:meeting", args=[meeting.organization.slug, meeting.public_id]),
        "back": reverse("desk:meeting", args=[meeting.pk]),
        "breadcrumb": presentation.breadcrumb(meeting, Link(titles[what])),
    }
    return render(request, "desk/publish.html", context, status=status)


def _consequences(meeting: Meeting, items: Sequence[AgendaItem], what: str, *, unread: int) -> list[str]:
    """What will happen, in the order in which a clerk would ask."""
    told = [ngettext("%(n)s item is published.", "%(n)s items are published.", len(items)) % {"n": len(items)}]
    if what == "minutes":
        told.append(
            _("Everybody sees the decisions from the day you choose, and can read the instructions for appeal.")
        )
        told.append(_("After that a text is changed only by a correction that everybody sees."))
    else:
        numbers = _new_numbers(meeting, items)
        if numbers:
            told.append(_("The items get the section numbers %(numbers)s.") % {"numbers": numbers})
        told.append(
            _("Everybody sees the backgrounds, the proposals and the attachments at once, on the web and in feeds.")
        )
        told.append(_("The order of the items and their addresses do not change any more."))
    withheld = sum(item.is_withheld for item in items)
    if withheld:
        words = ngettext(
            "Of %(n)s secret item only the title and the ground are shown.",
            "Of %(n)s secret items only the titles and the grounds are shown.",
            withheld,
        )
        told.append(words % {"n": withheld})
    if unread:
        words = ngettext(
            "%(n)s file is read and checked first. This takes ten seconds at most.",
            "%(n)s files are read and checked first. This takes ten seconds at most for each.",
            unread,
        )
        told.append(words % {"n": unread})
    return told


def _new_numbers(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    ahead = presentation.sections_ahead(items, decisions.last_section_number(meeting.body, meeting.day.year))
    fresh = [ahead[item.pk] for item in items if item.section_number is None]
    if not fresh:
        return ""
    return f"§ {fresh[0]}" if len(fresh) == 1 else f"§ {fresh[0]}–{fresh[-1]}"


@require_POST
@signed_in
def begin_minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    try:
        decisions.begin_minutes(meeting, by=frame.person(request))
    except WrongState:
        messages.error(request, _("The minutes have been begun already, or the agenda is not published yet."))
    else:
        messages.success(request, _("You can write the minutes now. The public goes on seeing the agenda."))
    return frame.to_bench(meeting)
