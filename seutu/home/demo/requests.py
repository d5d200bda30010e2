"""What waits for the workers of the demo on the first day: follow-ups, requests, a transfer, interpreters, intakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seutu.newcomers.clients.models import (
    Client,
    Contact,
    GrantRequest,
    Intake,
    Interpreter,
    InterpreterBooking,
    Interpreting,
    Transfer,
    scoped,
)
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit

NOORA, LEENA = "noora@joensuu.example", "leena@kontiolahti.example"
FOLLOW_UPS = (-1, 0, 0, 2, 5)
ANSWER_DAYS = 14


def fill_requests(clients: Sequence[Client], first_start: dt.date) -> None:
    """Write what the first counsellor of the demo finds on her first page, and what others asked of her."""
    noora, leena = User.objects.get(email=NOORA), User.objects.get(email=LEENA)
    hers = [client for client in clients if client.keyworker_id == noora.pk and client.ended_on is None]
    _follow_ups(noora, first_start)
    _bookings(noora, hers, first_start)
    now, until = clock.now(), first_start + dt.timedelta(days=ANSWER_DAYS)
    asked = {"asked_at": now, "expires_on": until}
    open_ones = [client for client in hers if not client.is_protected]
    GrantRequest.objects.create(client=open_ones[0], asked_by=leena, reason="Muutto Kontiolahdelle", **asked)
    theirs = next(client for client in clients if client.keyworker_id == leena.pk and client.ended_on is None)
    to_unit = open_ones[0].unit
    Transfer.objects.create(
        client=theirs,
        from_unit=theirs.unit,
        to_unit=to_unit,
        asked_by=leena,
        reason="Muutto Joensuuhun",
        **asked,
    )
    _intakes(noora, to_unit, first_start)


def _follow_ups(noora: User, first_start: dt.date) -> None:
    latest = scoped(Contact.objects.filter(logged_by=noora)).order_by("-occurred_on", "-pk")[: len(FOLLOW_UPS)]
    for contact, days in zip(latest, FOLLOW_UPS, strict=True):
        contact.follow_up_on = first_start + dt.timedelta(days=days)
        contact.save(update_fields=["follow_up_on", "updated_at"])


def _bookings(noora: User, hers: Sequence[Client], first_start: dt.date) -> None:
    needing = [client for client in hers if client.needs_interpreter][:3]
    interpreters = list(Interpreter.objects.all())
    kinds = InterpreterBooking.State
    states = (kinds.CONFIRMED, kinds.REQUESTED, kinds.REQUESTED)
    for place, (client, state) in enumerate(zip(needing, states, strict=False)):
        InterpreterBooking.objects.create(
            unit=client.unit,
            organization=client.controller,
            client=client,
            interpreter=interpreters[place] if state == kinds.CONFIRMED else None,
            language=client.interpreter_language,
            mode=Interpreting.PHONE,
            starts_at=clock.at(first_start + dt.timedelta(days=place), dt.time(9 + place, 0)),
            minutes=60,
            state=state,
            booked_by=noora,
        )


def _intakes(noora: User, unit: Unit, first_start: dt.date) -> None:
    names = ("Anahit Keksitty", "Kofi Keksitty", "Daria Keksitty")
    sources = (Intake.Source.EMPLOYMENT_AUTHORITY, Intake.Source.SELF, Intake.Source.SCHOOL)
    for days, (name, source) in enumerate(zip(names, sources, strict=True), start=1):
        Intake.objects.create(
            organization=unit.organization,
            unit=unit,
            arrived_on=first_start - dt.timedelta(days=2 * days),
            source=source,
            consent=Intake.Consent.GIVEN,
            person={"name": name, "phone": f"040 000 90{days:02}", "language": "en"},
            logged_by=noora,
        )
