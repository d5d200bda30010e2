"""The page of an item, and its attachments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import form_subjects, presentation, queries, reading
from seutu.publishing.decisions.rules import ShownItem
from seutu.publishing.decisions.views import linked_data, video
from seutu.publishing.decisions.views.attached import answer_file
from seutu.publishing.decisions.views.following import following
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.trails import item_trail
from seutu.publishing.decisions.views.votes import votes_of
from seutu.publishing.decisions.wording import remedy_words
from seutu.publishing.decisions.wording.attachments import listed
from seutu.publishing.decisions.wording.item_sections import sections_of
from seutu.shared.ui.components import Link
from seutu.shared.ui.typesetting import section_sign


@require_safe
def item(request: HttpRequest, municipality: str, meeting_id: int, position: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.item_at(reader, municipality, meeting_id, position)
    before, after = queries.neighbours(shown)
    sections = sections_of(shown)
    address = request.build_absolute_uri(request.path)
    context = {
        "item": shown,
        "meeting": shown.meeting,
        "statuses": presentation.with_clock(presentation.item_statuses(shown), shown.clock),
        "sections": sections,
        "decision_id": next((section.id for section in sections if section.is_decision), ""),
        "attachments": listed(shown.attachments),
        "remedies": [remedy_words.about(each) for each in shown.remedies],
        "clocks": _clocks(shown),
        "review_request": form_subjects.review_request_of(shown),
        "document_request": form_subjects.document_request_of(shown),
        "votes": votes_of(shown.votes),
        "video": _video(shown),
        "came_from": _other_handling(shown.came_from) if shown.came_from else None,
        "went_to": [_other_handling(each) for each in shown.went_to],
        "previous": _step(before),
        "next": _step(after),
        "address": address,
        "citation": presentation.citation(shown),
        "full_citation": presentation.full_citation(shown, address),
        "linked_data": linked_data.item(shown, request),
        **following(request, shown.meeting.organization, shown.case_slug, shown.case_number),
    }
    page = frame(request, item_trail(shown), owner=shown.meeting.organization, feeds=[])
    return keep_from_search_engines(render(request, "decisions/item.html", page | context))


def _clocks(item: ShownItem) -> list[remedy_words.ClockWords]:
    """The clock of each remedy, told once where several say the same."""
    words = [remedy_words.of_clock(each, item.meeting.displayed_on) for each in item.remedies]
    return list(dict.fromkeys(each for each in words if each))


def _video(item: ShownItem) -> Link | None:
    """The moment of the meeting's video at which the item was taken up, or None when it is not known."""
    meeting = item.meeting
    if not meeting.video_url or item.video_seconds is None:
        return None
    words = _("Watch from %(moment)s in the video of the meeting") % {"moment": video.moment(item.video_seconds)}
    return Link(words, video.at_second(meeting.video_url, item.video_seconds))


def _other_handling(item: ShownItem) -> Link:
    section = section_sign(item.section_number or "")
    return Link(f"{presentation.where_and_when(item, names_municipality=False)} {section}".strip(), item.url)


def _step(item: ShownItem | None) -> Link | None:
    return Link(presentation.item_title(item), item.url, item.language) if item else None


@require_safe
def attachment(
    request: HttpRequest, municipality: str, meeting_id: int, position: int, number: int
) -> HttpResponseBase:
    reader = reading.reader_of(request)
    shown = queries.attachment(reader, municipality, meeting_id, position, number)
    if shown is None or shown.file is None:
        raise Http404("no such attachment")
    return answer_file(request, shown, shown.file)
