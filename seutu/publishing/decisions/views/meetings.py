"""Lists of meetings, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.views import linked_data
from seutu.publishing.decisions.views.filters import Filter, options
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.listing import PER_PAGE, answer_list
from seutu.publishing.decisions.wording.attendance import groups_of
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.ui import dates
from seutu.shared.ui.components import Link

LIST_ID = "meeting-list"


@require_safe
def all_meetings(request: HttpRequest) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_asked_for(request)
    owners = [(each.slug, each.name) for each in queries.organizations()]
    places = Filter("kunta", _("Municipality"), _("All municipalities"), options(owners, owner.slug if owner else ""))
    page = frame(request, [], feeds=presentation.feeds_of(), is_paged=True)
    return _list(request, reader, page, places, owner=owner, is_placed=True)


@require_safe
def meetings(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    of_body = reading.body_asked_for(request, owner)
    own = presentation.sorted_bodies([body for body in queries.bodies() if body.organization_id == owner.pk])
    slug = of_body.slug if of_body else ""
    bodies = Filter("toimielin", _("Body"), _("All bodies"), options([(b.slug, b.name) for b in own], slug))
    feeds = presentation.feeds_of(owner)
    page = frame(request, [Link(_("Meetings"))], owner=owner, feeds=feeds, is_paged=True)
    return _list(request, reader, page, bodies, owner=owner, of_body=of_body)


def _list(
    request: HttpRequest,
    reader: Reader,
    page: dict[str, Any],
    first: Filter,
    *,
    owner: Organization | None,
    of_body: Body | None = None,
    is_placed: bool = False,
) -> HttpResponse:
    queries.note_next_publication(reader)
    year = reading.year_asked_for(request)
    found = queries.meetings(
        reader, owner=owner, of_body=of_body, year=year, page=reading.page_asked_for(request), per_page=PER_PAGE
    )
    years = [(str(each), str(each)) for each in queries.years_with_meetings(reader, owner=owner, of_body=of_body)]
    by_year = Filter("vuosi", _("Year"), _("All years"), options(years, str(year or "")))
    context = page | {
        "rows": [presentation.meeting_row(meeting, is_placed=is_placed) for meeting in found.rows],
        "page_obj": presentation.numbered(found, PER_PAGE),
        "filters": [first, by_year],
        "is_filtered": first.is_set or by_year.is_set,
        "list_id": LIST_ID,
        "show_label": _("Show meetings"),
        "feed": presentation.meetings_feed_of(owner, of_body),
        "linked_data": linked_data.meetings(found.rows, request),
    }
    return answer_list(request, context, whole="decisions/meetings.html", part="decisions/_meetings.html")


@require_safe
def meeting(request: HttpRequest, municipality: str, meeting_id: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.meeting_at(reader, municipality, meeting_id)
    items = queries.items_of(shown)
    feeds = presentation.feeds_of(body=shown.body)
    trail = [
        presentation.body_link(shown.body),
        Link(_("Meeting %(day)s") % {"day": dates.day(shown.day)}),
    ]
    context = {
        "meeting": shown,
        "number": presentation.meeting_number(shown),
        "when": presentation.meeting_when(shown),
        "status": presentation.meeting_status(shown),
        "items": [presentation.item_row_of_meeting(item) for item in items],
        "groups": groups_of(shown.attendance),
        "changes": queries.attendance_changes(shown),
        "body_link": presentation.body_link(shown.body),
        "other_meetings": f"{reverse('decisions:meetings', args=[municipality])}?toimielin={shown.body.slug}",
        "feed": feeds[0],
        "linked_data": linked_data.meeting(shown, request),
    }
    page = frame(request, trail, owner=shown.organization, feeds=feeds)
    return keep_from_search_engines(render(request, "decisions/meeting.html", page | context))
