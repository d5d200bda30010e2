"""How an item or a meeting read before a correction: the same projection, marked on every line of sight as former."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, reading
from seutu.publishing.decisions.rules import ShownMeeting
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.trails import item_trail
from seutu.publishing.decisions.views.votes import votes_of
from seutu.publishing.decisions.wording.attachments import attachment_name
from seutu.publishing.decisions.wording.attendance import groups_of
from seutu.publishing.decisions.wording.item_sections import sections_of
from seutu.shared.ui import dates
from seutu.shared.ui.components import Link


@require_safe
def former_version(
    request: HttpRequest, municipality: str, meeting_id: int, position: int, number: int
) -> HttpResponse:
    reader = reading.reader_of(request)
    former, correction = reading.former_version_at(reader, municipality, meeting_id, position, number)
    current = reading.item_at(reader, municipality, meeting_id, position)
    context = {
        "item": former,
        "current": current,
        "meeting": former.meeting,
        "correction": correction,
        "sections": sections_of(former),
        "statuses": presentation.item_statuses(former),
        "is_removed": correction.former.is_text_removed,
        "attachments": [(each, attachment_name(each)) for each in former.attachments],
        "votes": votes_of(former.votes),
        "citation": presentation.citation(former),
    }
    trail = [*item_trail(current)[:-1], Link(item_trail(current)[-1].label, current.url), Link(_("Former version"))]
    page = _page(request, trail, current.meeting, current.url)
    return keep_from_search_engines(render(request, "decisions/former_version.html", page | context))


@require_safe
def former_meeting(request: HttpRequest, municipality: str, meeting_id: int, number: int) -> HttpResponse:
    reader = reading.reader_of(request)
    former = reading.former_meeting_at(reader, municipality, meeting_id, number)
    current = reading.meeting_at(reader, municipality, meeting_id)
    context = {
        "former": former,
        "meeting": former.meeting,
        "current": current,
        "correction": former.correction,
        "when": presentation.meeting_when(former.meeting),
        "number": presentation.meeting_number(former.meeting),
        "groups": groups_of(former.meeting.attendance),
        "changes": former.changes,
    }
    day = Link(_("Meeting %(day)s") % {"day": dates.day(current.day)}, current.url)
    page = _page(request, [presentation.body_link(current.body), day, Link(_("Former version"))], current, current.url)
    return keep_from_search_engines(render(request, "decisions/former_meeting.html", page | context))


def _page(request: HttpRequest, trail: list[Link], meeting: ShownMeeting, in_force: str) -> dict[str, Any]:
    page = frame(request, trail, owner=meeting.organization, feeds=[])
    # The version in force is the one that machines and searches are to find.
    page["canonical"] = request.build_absolute_uri(in_force)
    return page
