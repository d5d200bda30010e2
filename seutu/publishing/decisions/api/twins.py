"""One function for each page that has a twin; each asks the same queries as the page."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import queries, reading
from seutu.publishing.decisions.api import published_alone, records
from seutu.publishing.decisions.api.answers import Record, answer, paged
from seutu.publishing.decisions.rules import Reader
from seutu.shared.organizations.models import Body, Organization

PER_PAGE = 30
LATEST = 10
# The lists of a municipality that have twins of their own.
LISTS = ("meetings", "officer_decisions", "notices", "initiatives", "elected_officials", "office_holders")


@require_safe
def municipality(request: HttpRequest, municipality: str) -> JsonResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    queries.note_next_publication(reader)
    decided = queries.latest_decisions(reader, owner=owner, limit=LATEST)
    content = {
        **records.organization(request, owner),
        **{name: records.addresses(request, reverse(f"decisions:{name}", args=[owner.slug]))["json"] for name in LISTS},
        "bodies": [records.body(request, body) for body in queries.bodies() if body.organization_id == owner.pk],
        "latest_items": [records.item(request, item) for item in decided],
        "upcoming_meetings": [
            records.meeting(request, meeting) for meeting in queries.upcoming_meetings(reader, owner=owner)
        ],
    }
    return answer(content)


@require_safe
def bodies(request: HttpRequest, municipality: str) -> JsonResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    queries.note_next_publication(reader)
    rows = [
        records.body(request, body) | {"latest_meeting": records.meeting(request, meeting) if meeting else None}
        for body, meeting in queries.bodies_with_latest_meeting(reader, owner)
    ]
    return answer({**records.addresses(request, reverse("decisions:bodies", args=[owner.slug])), "bodies": rows})


@require_safe
def all_bodies(request: HttpRequest) -> JsonResponse:
    rows = [records.body(request, body) for body in queries.bodies()]
    return answer({**records.addresses(request, reverse("decisions:all_bodies")), "bodies": rows})


@require_safe
def body(request: HttpRequest, municipality: str, body: str) -> JsonResponse:
    reader = reading.reader_of(request)
    shown = reading.body_at(reading.organization_at(municipality), body)
    terms = [
        {"starts_on": term.starts_on.isoformat(), "ends_on": term.ends_on.isoformat() if term.ends_on else None}
        for term in shown.terms.all()
    ]
    seats = [published_alone.seat(request, each) for each in queries.seats_of_body(reader, shown)]
    about = records.body(request, shown) | {"terms": terms, "seats": seats}
    return _meetings(request, reader, about, of_body=shown)


@require_safe
def meetings(request: HttpRequest, municipality: str) -> JsonResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    about = records.addresses(request, reverse("decisions:meetings", args=[owner.slug]))
    of_body = reading.body_asked_for(request, owner)
    return _meetings(request, reader, about, owner=owner, of_body=of_body, year=reading.year_asked_for(request))


@require_safe
def all_meetings(request: HttpRequest) -> JsonResponse:
    reader = reading.reader_of(request)
    about = records.addresses(request, reverse("decisions:all_meetings"))
    owner = reading.organization_asked_for(request)
    return _meetings(request, reader, about, owner=owner, year=reading.year_asked_for(request))


def _meetings(
    request: HttpRequest,
    reader: Reader,
    about: Record,
    *,
    owner: Organization | None = None,
    of_body: Body | None = None,
    year: int | None = None,
) -> JsonResponse:
    queries.note_next_publication(reader)
    number = reading.page_asked_for(request)
    page = queries.meetings(reader, owner=owner, of_body=of_body, year=year, page=number, per_page=PER_PAGE)
    return answer(about | paged(request, page, "meetings", lambda row: records.meeting(request, row)))


@require_safe
def meeting(request: HttpRequest, municipality: str, meeting_id: int) -> JsonResponse:
    shown = reading.meeting_at(reading.reader_of(request), municipality, meeting_id)
    changes = queries.attendance_changes(shown)
    return answer(records.whole_meeting(request, shown, queries.items_of(shown), changes))


@require_safe
def item(request: HttpRequest, municipality: str, meeting_id: int, position: int) -> JsonResponse:
    shown = reading.item_at(reading.reader_of(request), municipality, meeting_id, position)
    return answer(records.whole_item(request, shown, queries.neighbours(shown)))


@require_safe
def case(request: HttpRequest, municipality: str, case: str) -> JsonResponse:
    return answer(published_alone.case(request, reading.case_at(reading.reader_of(request), municipality, case)))
