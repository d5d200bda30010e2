"""The region's list of interpreters, and bookings of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from seutu.newcomers.clients.models import Client, Interpreter, InterpreterBooking, Interpreting, scoped
from seutu.newcomers.clients.rules.interpreting import next_states
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit

State = InterpreterBooking.State


class NameTaken(Exception):
    """There is an interpreter of that name in the list."""


class InterpreterMissing(Exception):
    """A booking is confirmed by somebody: say first who interprets."""


class WrongState(Exception):
    """The booking cannot come to that state from the one in which it is, or not yet."""


@dataclass(frozen=True, kw_only=True)
class InterpreterInput:
    """What is written down of an interpreter."""

    name: str
    languages: Sequence[str]
    modes: Sequence[Interpreting]
    phone: str = ""
    email: str = ""
    closed_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class BookingInput:
    """What is booked; ``client`` only where one is known by name."""

    unit: Unit
    language: str
    mode: Interpreting
    starts_at: dt.datetime
    minutes: int
    interpreter: Interpreter | None = None
    client: Client | None = None


@transaction.atomic
def save_interpreter(given: InterpreterInput, *, by: User, interpreter: Interpreter | None = None) -> Interpreter:
    """Add an interpreter to the list, or change the one that is there.

    :raises NameTaken: another has the name.
    """
    saved = interpreter or Interpreter()
    saved.name, saved.phone, saved.email = given.name, given.phone, given.email
    saved.languages, saved.modes = list(given.languages), [mode.value for mode in given.modes]
    saved.closed_on = given.closed_on
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise NameTaken from error
    record("interpreter.changed" if interpreter else "interpreter.added", target=saved, by=by)
    return saved


@transaction.atomic
def book(given: BookingInput, *, by: User) -> InterpreterBooking:
    """Ask for an interpreter."""
    booking = InterpreterBooking(booked_by=by)
    _fill(booking, given)
    _record("interpreter_booking.requested", booking, by)
    return booking


@transaction.atomic
def change_booking(booking: InterpreterBooking, given: BookingInput, *, by: User) -> None:
    """Change what is booked. A confirmed booking of another time or interpreter is to be confirmed anew.

    :raises WrongState: it has been used, not used or called off.
    """
    row = _held(booking)
    if row.state not in {State.REQUESTED, State.CONFIRMED}:
        raise WrongState
    confirmed = (row.starts_at, row.minutes, row.interpreter_id, row.language, row.mode)
    _fill(row, given)
    if (row.starts_at, row.minutes, row.interpreter_id, row.language, row.mode) != confirmed:
        row.state = State.REQUESTED
        row.save(update_fields=["state"])
    _record("interpreter_booking.changed", row, by)


@transaction.atomic
def set_state(booking: InterpreterBooking, state: InterpreterBooking.State, *, by: User) -> None:
    """Bring a booking to the next state.

    :raises InterpreterMissing: it is confirmed, and nobody is named who interprets.
    :raises WrongState: that state does not follow, or cannot be known yet.
    """
    row = _held(booking)
    if state not in next_states(row, clock.now()):
        raise WrongState
    if state == State.CONFIRMED and row.interpreter_id is None:
        raise InterpreterMissing
    row.state = state
    row.save(update_fields=["state"])
    _record(f"interpreter_booking.{state.value}", row, by)


def _held(booking: InterpreterBooking) -> InterpreterBooking:
    return scoped(InterpreterBooking.objects.filter(pk=booking.pk)).select_for_update().get()


def _fill(booking: InterpreterBooking, given: BookingInput) -> None:
    booking.unit, booking.organization_id = given.unit, given.unit.organization_id
    booking.client, booking.interpreter = given.client, given.interpreter
    booking.language, booking.mode = given.language, given.mode
    booking.starts_at, booking.minutes = given.starts_at, given.minutes
    booking.save()


def _record(verb: str, booking: InterpreterBooking, by: User) -> None:
    details = {"client": booking.client.reference} if booking.client else {}
    record(verb, target=booking, by=by, details=details)
