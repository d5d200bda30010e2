"""Calendars of meetings that people subscribe to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries
from seutu.publishing.decisions.feeds.sources import source_at
from seutu.publishing.decisions.rules import ShownMeeting
from seutu.shared.documents.calendars import CONTENT_TYPE, Calendar, CalendarEvent, own_host, to_ical
from seutu.shared.documents.responses import open_answer, origin_of

# Of a calendar the whole is read each time, so it holds more than a feed: a municipality's meetings of about two years.
MEETINGS = 200


@require_safe
def meetings(request: HttpRequest, municipality: str = "", body: str = "") -> HttpResponse:
    source = source_at(request, municipality=municipality, body=body, entries=MEETINGS)
    queries.note_next_publication(source.reader)
    found = queries.latest_meetings(source.reader, owner=source.owner, of_body=source.body, limit=source.limit)
    calendar = Calendar(
        name=_("Meetings: %(about)s") % {"about": source.name},
        url=f"{origin_of(request)}{source.url}",
        events=[_event(request, meeting) for meeting in found],
    )
    return open_answer(to_ical(calendar), CONTENT_TYPE)


def _event(request: HttpRequest, meeting: ShownMeeting) -> CalendarEvent:
    return CalendarEvent(
        uid=f"kokous-{meeting.pk}@{own_host()}",
        sequence=meeting.revision,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        is_all_day=not meeting.has_time,
        summary=f"{meeting.organization.name}, {presentation.body_within(meeting.body)}",
        location=meeting.place,
        url=f"{origin_of(request)}{meeting.url}",
        updated_at=meeting.updated_at,
    )
