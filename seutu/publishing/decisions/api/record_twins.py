"""The twins of records that are published alone: each asks the same queries as its page."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.api import published_alone, records
from seutu.publishing.decisions.api.answers import Record, answer, paged
from seutu.publishing.decisions.rules import GoneRecord

PER_PAGE = 30


def _address(request: HttpRequest, page: str, municipality: str) -> Record:
    return records.addresses(request, reverse(f"decisions:{page}", args=[municipality]))


def _gone(record: GoneRecord) -> JsonResponse:
    response = answer(published_alone.gone(record))
    response.status_code = HTTPStatus.GONE
    return response


@require_safe
def officer_decisions(request: HttpRequest, municipality: str) -> JsonResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    found = queries.officer_decisions(
        reader,
        owner=owner,
        of_office=reading.office_asked_for(request, owner),
        year=reading.year_asked_for(request),
        page=reading.page_asked_for(request),
        per_page=PER_PAGE,
    )
    about = _address(request, "officer_decisions", municipality)
    offices = {"offices": [published_alone.office(each) for each in queries.offices(owner)]}
    rows = paged(request, found, "decisions", lambda row: published_alone.officer_decision(request, row))
    return answer(about | offices | rows)


@require_safe
def officer_decision(request: HttpRequest, municipality: str, decision_id: int) -> JsonResponse:
    shown = reading.officer_decision_at(reading.reader_of(request), municipality, decision_id)
    if isinstance(shown, GoneRecord):
        return _gone(shown)
    return answer(published_alone.whole_officer_decision(request, shown))


@require_safe
def notices(request: HttpRequest, municipality: str) -> JsonResponse:
    found = queries.notices(
        reading.reader_of(request),
        owner=reading.organization_at(municipality),
        kind=reading.notice_kind_asked_for(request),
        page=reading.page_asked_for(request),
        per_page=PER_PAGE,
    )
    rows = paged(request, found, "notices", lambda row: published_alone.notice(request, row))
    return answer(_address(request, "notices", municipality) | rows)


@require_safe
def notice(request: HttpRequest, municipality: str, notice_id: int) -> JsonResponse:
    shown = reading.notice_at(reading.reader_of(request), municipality, notice_id)
    if isinstance(shown, GoneRecord):
        return _gone(shown)
    return answer(published_alone.whole_notice(request, shown))


@require_safe
def elected_officials(request: HttpRequest, municipality: str) -> JsonResponse:
    held = queries.seats_by_body(reading.reader_of(request), reading.organization_at(municipality))
    bodies = [
        {"body": records.body(request, body), "seats": [published_alone.seat(request, each) for each in held[body]]}
        for body in presentation.sorted_bodies(list(held))
    ]
    return answer(_address(request, "elected_officials", municipality) | {"bodies": bodies})


@require_safe
def elected_official(request: HttpRequest, municipality: str, person: str) -> JsonResponse:
    shown = reading.elected_official_at(reading.reader_of(request), municipality, person)
    return answer(published_alone.person(request, shown))


@require_safe
def office_holders(request: HttpRequest, municipality: str) -> JsonResponse:
    held = queries.holdings_by_office(reading.reader_of(request), reading.organization_at(municipality))
    offices = [
        published_alone.office(office) | {"holders": [published_alone.holding(each) for each in holders]}
        for office, holders in held
    ]
    return answer(_address(request, "office_holders", municipality) | {"offices": offices})


@require_safe
def initiatives(request: HttpRequest, municipality: str) -> JsonResponse:
    found = queries.initiatives(
        reading.reader_of(request),
        owner=reading.organization_at(municipality),
        kind=reading.initiative_kind_asked_for(request),
        year=reading.year_asked_for(request),
        page=reading.page_asked_for(request),
        per_page=PER_PAGE,
    )
    rows = paged(request, found, "initiatives", lambda row: published_alone.initiative(request, row))
    return answer(_address(request, "initiatives", municipality) | rows)


@require_safe
def initiative(request: HttpRequest, municipality: str, year: int, number: int) -> JsonResponse:
    shown = reading.initiative_at(reading.reader_of(request), municipality, year, number)
    if isinstance(shown, GoneRecord):
        return _gone(shown)
    return answer(published_alone.whole_initiative(request, shown))


@require_safe
def former_version(
    request: HttpRequest, municipality: str, meeting_id: int, position: int, number: int
) -> JsonResponse:
    reader = reading.reader_of(request)
    former, correction = reading.former_version_at(reader, municipality, meeting_id, position, number)
    own = reverse("decisions:former_version", args=[municipality, meeting_id, position, number])
    return answer(records.former_version(request, former, correction, own))


@require_safe
def former_meeting(request: HttpRequest, municipality: str, meeting_id: int, number: int) -> JsonResponse:
    reader = reading.reader_of(request)
    return answer(records.former_meeting(request, reading.former_meeting_at(reader, municipality, meeting_id, number)))
