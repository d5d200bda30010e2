"""Questions about elected officials and office holders: those in force on the reader's day."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet

from seutu.publishing.decisions.models import Office, OfficeHolding, Person, Seat, SeatRole
from seutu.publishing.decisions.rules import (
    Reader,
    ShownHolding,
    ShownPerson,
    ShownSeat,
    show_holding,
    show_seat,
)
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization

ORDER_OF_ROLES = list(SeatRole)


def _seats(reader: Reader) -> QuerySet[Seat]:
    """The seats in force on the reader's day; who holds one may change when the next day begins."""
    today = clock.day_of(reader.at)
    clock.note_boundary(clock.start_of(today + clock.ONE_DAY))
    rows = cast("QuerySet[Seat]", Seat.objects.in_force_on(today))
    parts = ("person__organization", "body__organization", "deputises_for__person")
    return rows.select_related(*parts).order_by("person__name", "pk")


def _shown(rows: QuerySet[Seat], reader: Reader) -> list[ShownSeat]:
    """The chair first, the deputies last; by name within a role."""
    today = clock.day_of(reader.at)
    seats = [shown for row in rows if (shown := show_seat(row, today))]
    return sorted(seats, key=lambda seat: ORDER_OF_ROLES.index(seat.role))


def seats_by_body(reader: Reader, owner: Organization) -> dict[Body, list[ShownSeat]]:
    """The seats of the bodies of ``owner`` that are held."""
    bodies: dict[Body, list[ShownSeat]] = {}
    for seat in _shown(_seats(reader).filter(person__organization=owner), reader):
        bodies.setdefault(seat.body, []).append(seat)
    return bodies


def seats_of_body(reader: Reader, body: Body) -> list[ShownSeat]:
    """The seats of ``body`` that are held."""
    return _shown(_seats(reader).filter(body=body), reader)


def elected_official(reader: Reader, owner_slug: str, slug: str) -> ShownPerson | None:
    """The person at this address, or None unless they hold a seat now."""
    row = Person.objects.select_related("organization").filter(organization__slug=owner_slug, slug=slug).first()
    seats = _shown(_seats(reader).filter(person=row), reader) if row else []
    if row is None or not seats:
        return None
    holdings = _holdings(reader).filter(person=row)
    return ShownPerson(row.organization, row.name, row.slug, tuple(seats), tuple(_shown_holdings(holdings, reader)))


def _holdings(reader: Reader) -> QuerySet[OfficeHolding]:
    today = clock.day_of(reader.at)
    clock.note_boundary(clock.start_of(today + clock.ONE_DAY))
    rows = cast("QuerySet[OfficeHolding]", OfficeHolding.objects.in_force_on(today))
    return rows.select_related("person", "office__organization").order_by("starts_on", "pk")


def _shown_holdings(rows: QuerySet[OfficeHolding], reader: Reader) -> list[ShownHolding]:
    today = clock.day_of(reader.at)
    return [shown for row in rows if (shown := show_holding(row, today))]


def holdings_by_office(reader: Reader, owner: Organization) -> list[tuple[Office, list[ShownHolding]]]:
    """The offices of ``owner`` by name, each with those who hold it now."""
    offices = list(Office.objects.filter(organization=owner).select_related("organization"))
    held: dict[int, list[ShownHolding]] = {office.pk: [] for office in offices}
    for holding in _shown_holdings(_holdings(reader).filter(office__organization=owner), reader):
        held[holding.office.pk].append(holding)
    return [(office, held[office.pk]) for office in offices]
