"""Interpreters and bookings in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.contact_presentation import client_named
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Interpreter, InterpreterBooking, Interpreting
from seutu.newcomers.clients.presentation.home import booking_status
from seutu.newcomers.clients.rules.interpreting import next_states
from seutu.shared.core import clock
from seutu.shared.ui.components import Status, Words
from seutu.shared.ui.dates import HARD, clock_period, weekday_day

State = InterpreterBooking.State
STEPS: Mapping[InterpreterBooking.State, Words] = {
    State.REQUESTED: gettext_lazy("Mark as requested again"),
    State.CONFIRMED: gettext_lazy("Confirm"),
    State.USED: gettext_lazy("The interpreter was used"),
    State.UNUSED: gettext_lazy("Booked and not used"),
    State.CANCELLED: gettext_lazy("Cancel the booking"),
}


@dataclass(frozen=True)
class BookingRow:
    """A booking in a list and on its page. ``client`` is a short name, or the reference of whom one may not see."""

    booking: InterpreterBooking
    when: str
    url: str
    client: str
    client_url: str
    is_name: bool
    language: str
    mode: str
    minutes: str
    statuses: list[Status]


@dataclass(frozen=True)
class InterpreterLine:
    """An interpreter in the list."""

    interpreter: Interpreter
    url: str
    about: str
    status: Status | None


def when(booking: InterpreterBooking) -> str:
    """Fri 27.11.2026 klo 9–10: the day and the time."""
    ends_at = booking.starts_at + dt.timedelta(minutes=booking.minutes)
    return f"{weekday_day(clock.day_of(booking.starts_at))} {clock_period(booking.starts_at, ends_at)}"


def booking_row(booking: InterpreterBooking, names: Mapping[int, str], collided: Collection[int]) -> BookingRow:
    """A booking as it is shown."""
    name = names.get(booking.client_id or 0, "")
    statuses = [booking_status(booking)]
    if booking.pk in collided:
        statuses.append(Status(_("Booked twice"), "late"))
    return BookingRow(
        booking=booking,
        when=when(booking),
        url=reverse("clients:interpreter_booking", args=[booking.pk]),
        client=name or (client_named(booking.client.reference) if booking.client else ""),
        client_url=reverse("clients:client", args=[booking.client.reference]) if booking.client else "",
        is_name=bool(name),
        language=language_name(booking.language),
        mode=str(capfirst(booking.get_mode_display())),
        minutes=f"{booking.minutes}{HARD}min",
        statuses=statuses,
    )


def steps(booking: InterpreterBooking) -> list[tuple[str, Words]]:
    """What can be done to a booking now: a state, and the words of its button."""
    return [(state.value, STEPS[state]) for state in next_states(booking, clock.now())]


def interpreter_line(interpreter: Interpreter) -> InterpreterLine:
    """An interpreter with their languages and how they interpret."""
    languages = ", ".join(language_name(code) for code in interpreter.languages)
    modes = ", ".join(str(Interpreting(mode).label) for mode in interpreter.modes if mode in Interpreting.values)
    is_closed = interpreter.closed_on is not None and interpreter.closed_on <= clock.today()
    return InterpreterLine(
        interpreter,
        reverse("clients:interpreter", args=[interpreter.pk]),
        " · ".join(part for part in (capfirst(languages), modes, interpreter.phone, interpreter.email) if part),
        Status(_("Not used any more"), "told") if is_closed else None,
    )
