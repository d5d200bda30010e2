"""Elected officials and office holders while they are in force (KuntaL 410/2015 84 §)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.presentation_records import seat_columns
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.shared.ui.components import Link


@require_safe
def elected_officials(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    held = queries.seats_by_body(reader, owner)
    bodies = presentation.sorted_bodies(list(held))
    context = {
        "bodies": [(body, presentation.body_link(body), held[body], seat_columns(held[body])) for body in bodies]
    }
    page = frame(request, [Link(_("Elected officials"))], owner=owner, feeds=[])
    return keep_from_search_engines(render(request, "decisions/elected_officials.html", page | context))


@require_safe
def elected_official(request: HttpRequest, municipality: str, person: str) -> HttpResponse:
    shown = reading.elected_official_at(reading.reader_of(request), municipality, person)
    trail = [
        Link(_("Elected officials"), reverse("decisions:elected_officials", args=[municipality])),
        Link(shown.name),
    ]
    seats = [(seat, presentation.body_link(seat.body)) for seat in shown.seats]
    page = frame(request, trail, owner=shown.organization, feeds=[])
    context = {"person": shown, "seats": seats}
    return keep_from_search_engines(render(request, "decisions/elected_official.html", page | context))


@require_safe
def office_holders(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    decisions = reverse("decisions:officer_decisions", args=[municipality])
    rows = [
        (office, presentation.own_language(office.name_fi, office.name), holders, f"{decisions}?virka={office.slug}")
        for office, holders in queries.holdings_by_office(reader, owner)
    ]
    page = frame(request, [Link(_("Office holders"))], owner=owner, feeds=[])
    return keep_from_search_engines(render(request, "decisions/office_holders.html", page | {"rows": rows}))
