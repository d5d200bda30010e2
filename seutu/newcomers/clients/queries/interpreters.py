"""Interpreters, their bookings, and which of those collide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import Client, Interpreter, InterpreterBooking, scoped
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES
from seutu.newcomers.clients.queries.visible import clients_writable_by, interpreter_bookings_visible_to
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker, writable_by
from seutu.newcomers.clients.rules.interpreting import OPEN, overlaps
from seutu.shared.core import clock

# What nobody has marked by then stays as it is: the bill has come.
UNMARKED_DAYS = 90
PAST_AT_MOST = 50


def interpreters_in_use() -> QuerySet[Interpreter]:
    """The interpreters who can be booked today, by name."""
    today = clock.today()
    return Interpreter.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))


def upcoming_bookings(worker: Worker) -> QuerySet[InterpreterBooking]:
    """The bookings of today and later that ``worker`` may see, called-off ones left out, the nearest first."""
    rows = interpreter_bookings_visible_to(worker).exclude(state=InterpreterBooking.State.CANCELLED)
    return _listed(rows.filter(starts_at__gte=clock.start_of(clock.today()))).order_by("starts_at", "pk")


def unmarked_bookings(worker: Worker) -> QuerySet[InterpreterBooking]:
    """The past bookings of which nobody has said whether the interpreter was used, the newest first."""
    today = clock.today()
    rows = interpreter_bookings_visible_to(worker).filter(
        state__in=OPEN,
        starts_at__lt=clock.start_of(today),
        starts_at__gte=clock.start_of(today - dt.timedelta(days=UNMARKED_DAYS)),
    )
    return _listed(rows).order_by("-starts_at", "-pk")


def bookings_writable_by(worker: Worker) -> QuerySet[InterpreterBooking]:
    """The bookings that ``worker`` may change: those they see, of clients whom they may change."""
    clients = Client.objects.filter(writable_by(worker)).values("pk")
    rows = interpreter_bookings_visible_to(worker).filter(Q(client__isnull=True) | Q(client__in=clients))
    return _listed(rows)


def client_to_book(worker: Worker, reference: str) -> Client | None:
    """The client with this reference for whom ``worker`` may book."""
    return clients_writable_by(worker).filter(reference=reference).first()


def _listed(rows: QuerySet[InterpreterBooking]) -> QuerySet[InterpreterBooking]:
    return rows.select_related("interpreter", "unit", "booked_by", "client")


def collisions_of(
    interpreter: Interpreter, starts_at: dt.datetime, minutes: int, *, besides: int | None = None
) -> list[InterpreterBooking]:
    """The open bookings of the same interpreter that take some of that time, in any municipality.

    Asked as the system, since others' bookings count too: tell nothing of them but the time.
    """
    day_before = starts_at - dt.timedelta(minutes=DAY_IN_MINUTES)
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    rows = InterpreterBooking.objects.filter(
        interpreter=interpreter, state__in=OPEN, starts_at__gt=day_before, starts_at__lt=ends_at
    )
    with acting_as_system():
        found = [each for each in scoped(rows) if overlaps(each, starts_at, minutes)]
    return [each for each in found if each.pk != besides]


def collided(bookings: Iterable[InterpreterBooking]) -> set[int]:
    """Those of these bookings that take the time of another of them, with the same interpreter."""
    found: set[int] = set()
    rows = sorted((each for each in bookings if each.interpreter_id), key=lambda each: each.starts_at)
    for place, first in enumerate(rows):
        for second in rows[place + 1 :]:
            if second.starts_at >= first.starts_at + dt.timedelta(minutes=first.minutes):
                break
            if first.interpreter_id == second.interpreter_id:
                found |= {first.pk, second.pk}
    return found
