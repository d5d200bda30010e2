"""How an item read before a correction: the same projection, marked on every line of sight as former."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, reading
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.trails import item_trail
from seutu.publishing.decisions.wording.attachments import attachment_name
from seutu.publishing.decisions.wording.item_sections import sections_of
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
        "attachments": [(each, attachment_name(each)) for each in former.attachments],
        "citation": presentation.citation(former),
    }
    trail = [*item_trail(current)[:-1], Link(item_trail(current)[-1].label, current.url), Link(_("Former version"))]
    page = frame(request, trail, owner=former.meeting.organization, feeds=[])
    # The version in force is the one that machines and searches are to find.
    page["canonical"] = request.build_absolute_uri(current.url)
    return keep_from_search_engines(render(request, "decisions/former_version.html", page | context))
