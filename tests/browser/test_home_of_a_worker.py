"""A counsellor's first page and what lies behind it, on a desk and on a phone."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from playwright.sync_api import expect

from seutu.newcomers.clients.models import (
    Assessment,
    ClientName,
    ContactDetails,
    GrantRequest,
    InterpreterBooking,
    RegisterDraft,
)
from seutu.newcomers.clients.tests.factories import (
    ClientFactory,
    ContactFactory,
    InterpreterBookingFactory,
    InterpreterFactory,
    TopicFactory,
)
from seutu.newcomers.clients.tests.message_texts import default_messages
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.core import clock
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage

WIDTHS = (1280, 360)


def _served(counsellor, unit, given, family, quiet_for, **more):
    client = ClientFactory(
        unit=unit,
        keyworker=counsellor,
        shown_name=f"{given} {family}",
        last_contact_on=clock.today() - dt.timedelta(days=quiet_for),
        service_language="ar",
        **more,
    )
    ClientName.objects.create(client=client, given_names=given, family_name=family)
    return client


@pytest.fixture
def day_of_work(counsellor, foreign_counsellor, unit):
    """Something late, something of today, of this week, unfinished, and asked by others; the client of one of them."""
    default_messages()
    today, now = clock.today(), clock.now()
    hassan = _served(counsellor, unit, "Hassan", "Abdi", 3)
    Assessment.objects.create(client=hassan, asked_on=today - dt.timedelta(days=40))
    iryna = _served(counsellor, unit, "Iryna", "Koval", 131)
    _served(counsellor, unit, "Omar", "Saleh", 113)
    fatima = _served(counsellor, unit, "Fatima", "Rahimi", 5, needs_interpreter=True, interpreter_language="ar")
    ContactDetails.objects.create(client=fatima, email="asiakas@example.org")
    call = ContactFactory(unit=unit, logged_by=counsellor, follow_up_on=today)
    call.topics.add(TopicFactory(name_fi="Asuminen"))
    at = clock.at(today, dt.time(9))
    confirmed = {"interpreter": InterpreterFactory(), "state": InterpreterBooking.State.CONFIRMED}
    InterpreterBookingFactory(unit=unit, booked_by=counsellor, client=fatima, starts_at=at, **confirmed)
    InterpreterBookingFactory(unit=unit, booked_by=counsellor, starts_at=at + dt.timedelta(hours=1), language="ru")
    RegisterDraft.objects.create(
        user=counsellor,
        target="contact",
        opening="a",
        fields={"channel": ["phone"], "minutes": ["15"]},
        saved_at=now,
        expires_at=now + dt.timedelta(days=10),
    )
    GrantRequest.objects.create(
        client=iryna,
        asked_by=foreign_counsellor,
        asked_at=now,
        expires_on=today + dt.timedelta(days=7),
        reason="Muutto",
    )
    return fatima


def _picture(page, name: str, width: int) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_day_fit_and_are_accessible(
    open_page: OpenPage, day_of_work, counsellor, supervisor, coordinator, width
):
    reference = day_of_work.reference
    booking = day_of_work.interpreter_bookings.get().pk
    visits = [
        ("home", "/tyo/", counsellor),
        ("duties", "/tyo/tehtavat/", counsellor),
        ("bookings", "/tyo/tulkkivaraukset/", counsellor),
        ("booking", f"/tyo/tulkkivaraukset/{booking}/", counsellor),
        ("new_booking", f"/tyo/tulkkivaraukset/uusi/?asiakas={reference}", counsellor),
        ("message", f"/tyo/asiakkaat/{reference}/viesti/?pohja=appointment", counsellor),
        ("reminders", "/tyo/muistutukset/", supervisor),
        ("team", "/tyo/tiimi/", supervisor),
        ("region", "/tyo/tiimi/", coordinator),
        ("interpreters", "/tyo/rekisteri/tulkit/", coordinator),
        ("texts", "/tyo/rekisteri/viestipohjat/", coordinator),
    ]
    windows = {who: open_page("/tyo/", client=signed_in(who), width=width) for who in {who for *_page, who in visits}}
    for name, address, who in visits:
        page = windows[who]
        assert page.goto(address).status == 200, name
        _picture(page, name, width)
        assert overflow(page) == [], name
        assert_is_accessible(page)


def test_the_letter_k_leads_to_a_new_contact_unless_it_is_switched_off(open_page: OpenPage, counsellor):
    page = open_page("/tyo/", client=signed_in(counsellor))
    page.get_by_role("button", name="Älä käytä kirjaimia pikanäppäiminä").click()
    page.keyboard.press("k")
    expect(page).to_have_url(page.url)

    page.get_by_role("button", name="Käytä kirjaimia pikanäppäiminä").click()
    page.keyboard.press("k")
    page.wait_for_url("**/tyo/kontaktit/uusi/")
