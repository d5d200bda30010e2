"""Pages of a municipality and of its bodies."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.views import linked_data
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link

LATEST = 10
PER_PAGE = 30


@require_safe
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    queries.note_next_publication(reader)
    feeds = presentation.feeds_of(owner)
    decided = queries.latest_decisions(reader, owner=owner, limit=LATEST)
    bodies = [body for body in queries.bodies() if body.organization_id == owner.pk]
    context = {
        "items": [presentation.item_row(item) for item in decided],
        "upcoming": [presentation.upcoming_row(meeting) for meeting in queries.upcoming_meetings(reader, owner=owner)],
        "bodies": [presentation.body_link(body) for body in presentation.sorted_bodies(bodies)],
        "sections": _sections(owner),
        "feed": feeds[0],
        "linked_data": linked_data.organization(owner, request),
    }
    return render(request, "decisions/municipality.html", frame(request, [], owner=owner, feeds=feeds) | context)


def _sections(owner: Organization) -> list[Link]:
    """The ways into the records of a municipality."""
    return [
        Link(label, reverse(f"decisions:{name}", args=[owner.slug]))
        for name, label in (
            ("meetings", _("Meetings")),
            ("bodies", _("Decision-making bodies")),
            ("officer_decisions", _("Office holders' decisions")),
            ("notices", _("Notices")),
            ("initiatives", _("Initiatives")),
            ("elected_officials", _("Elected officials")),
            ("office_holders", _("Office holders")),
        )
    ]


@require_safe
def bodies(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    queries.note_next_publication(reader)
    latest = dict(queries.bodies_with_latest_meeting(reader, owner))
    rows = [(body, latest[body]) for body in presentation.sorted_bodies(list(latest))]
    trail = [Link(_("Decision-making bodies"))]
    context = {"rows": rows, "linked_data": linked_data.bodies([body for body, _meeting in rows], request)}
    page = frame(request, trail, owner=owner, feeds=presentation.feeds_of(owner))
    return render(request, "decisions/bodies.html", page | context)


@require_safe
def all_bodies(request: HttpRequest) -> HttpResponse:
    found = queries.bodies()
    groups = [
        (owner, [presentation.body_link(body) for body in presentation.sorted_bodies(list(group))])
        for owner, group in groupby(found, key=lambda body: body.organization)
    ]
    page = frame(request, [], feeds=presentation.feeds_of())
    context = {"groups": groups, "linked_data": linked_data.bodies(found, request)}
    return render(request, "decisions/all_bodies.html", page | context)


@require_safe
def body(request: HttpRequest, municipality: str, body: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    shown = reading.body_at(owner, body)
    queries.note_next_publication(reader)
    found = queries.meetings(reader, of_body=shown, page=reading.page_asked_for(request), per_page=PER_PAGE)
    feeds = presentation.feeds_of(body=shown)
    seats = queries.seats_of_body(reader, shown)
    trail = [Link(_("Decision-making bodies"), reverse("decisions:bodies", args=[owner.slug])), Link(shown.name)]
    context = {
        "body": shown,
        "parent": presentation.body_link(shown.parent) if shown.parent else None,
        "terms": list(shown.terms.all()),
        "seats": seats,
        "meetings": [presentation.meeting_row(meeting) for meeting in found.rows],
        "page_obj": presentation.numbered(found, PER_PAGE),
        "feed": presentation.meetings_feed_of(body=shown),
        "linked_data": linked_data.body(shown, request),
    }
    page = frame(request, trail, owner=owner, feeds=feeds, is_paged=True)
    response = render(request, "decisions/body.html", page | context)
    return keep_from_search_engines(response) if seats else response
