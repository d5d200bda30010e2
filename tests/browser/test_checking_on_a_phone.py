"""The checking of minutes: the clerk sends the links, two phones answer, and the clerk sees who is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import (
    AttendanceChangeInput,
    AttendanceInput,
    ChoiceInput,
    ItemInput,
    PartInput,
    VoteInput,
)
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState, PartKind
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions.checking import invite
from seutu.publishing.desk.models import CheckInvitation
from seutu.shared.messages import client_mail
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.browser.accessibility import assert_is_accessible, overflow, tab_through

pytestmark = pytest.mark.slow
PHONE, DESK = 360, 1280
LONG = "<p>" + "Lautakunta keskusteli asiasta pitkään ja kuuli esittelijää. " * 20 + "</p>"


@pytest.fixture
def meeting(transactional_db, municipality, settings) -> Meeting:
    settings.EMAIL_BACKEND = client_mail.CONSOLE  # messages wait, so that the links can be read from them
    body = BodyFactory(organization=municipality, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")
    items = [
        desk.item(f"Lastensuojeluyksikön hankintaoikaisu {number}", position=number, parts=_parts())
        for number in (1, 2)
    ]
    secret = ItemInput(position=3, title="Henkilöstöasia", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 29 k")
    written = desk.minutes(*items, secret, body=body)
    people = [AttendanceInput("Pirkko Puhe", "chair"), AttendanceInput("Anna Alku", "member")]
    gone = AttendanceChangeInput(2, 2, "left", at=dt.time(17, 30))
    decisions.record_attendance(written, people, [gone], by=desk.BY)
    choices = (ChoiceInput("yes", 7, "JAA", is_winner=True), ChoiceInput("no", 4, "EI"))
    vote = VoteInput("Äänestys", "electronic", choices)
    decisions.record_votes(AgendaItem.objects.get(meeting=written, position=1), [vote], by=desk.BY)
    return Meeting.objects.get(pk=written.pk)


def _parts() -> tuple[PartInput, ...]:
    return (
        PartInput(PartKind.BACKGROUND, LONG),
        PartInput(PartKind.PROPOSAL, "<p>Ehdotus hyväksytään.</p>"),
        PartInput(PartKind.DECISION, "<p>Lautakunta hyväksyi ehdotuksen.</p>"),
    )


@pytest.fixture
def desk_client(client, clerk) -> Client:
    client.force_login(clerk)
    return client


def link_of(email: str) -> str:
    """The path of the newest link that was sent to this address."""
    text = Message.objects.filter(recipient=email).latest("pk").body_text
    address = next(line for line in text.splitlines() if line.startswith("http"))
    return urlsplit(address).path


def assert_is_well(page: Page) -> None:
    assert_is_accessible(page)
    assert overflow(page) == []


def test_two_phones_check_the_minutes_and_the_clerk_sees_it(open_page, desk_client, meeting):
    address = f"/tyo/kokoukset/{meeting.pk}/tarkastus/"
    clerk = open_page(address, width=DESK, client=desk_client)
    assert_is_well(clerk)
    clerk.locator("main a.button").click()
    clerk.locator("[name=checkers]").fill("Taavi Tarkka\nAino Arvio")
    expect(clerk.locator("[name=chair]")).to_have_value("Pirkko Puhe")
    assert_is_well(clerk)
    clerk.locator("main form button.button").click()
    expect(clerk.locator("input[type=email]")).to_have_count(3)
    for field, email in zip(clerk.locator("input[type=email]").all(), ["pirkko", "taavi", ""], strict=True):
        field.fill(f"{email}@example.org" if email else "")
    clerk.locator("form.form button.button").click()
    expect(clerk.locator(".status--told")).to_have_count(2)
    assert_is_well(clerk)

    for email in ("pirkko@example.org", "taavi@example.org"):
        phone = open_page(link_of(email), width=PHONE)
        assert_is_well(phone)
        phone.locator("button[value=approved]").click()
        expect(phone.locator("button[value=approved]")).to_have_count(0)
        assert_is_well(phone)

    clerk.reload()
    expect(clerk.locator(".status--settled")).to_have_count(2)
    clerk.locator("a[href$='/paperilla/']").click()
    clerk.locator("[name=reason]").fill("Allekirjoitettu paperille")
    assert_is_well(clerk)
    clerk.locator("main form button.button").click()

    expect(clerk.locator(".status--settled")).to_have_count(4)  # with the one in the head of the page
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.MINUTES_CHECKED


def test_a_phone_sends_the_minutes_back_by_keyboard_alone(open_page, meeting):
    checker = decisions.name_checkers(meeting, [decisions.CheckerInput("Taavi Tarkka")], by=desk.BY)[0]
    invite(checker, email="taavi@example.org", language="fi", site="http://localhost/", by=desk.BY)
    phone = open_page(link_of("taavi@example.org"), width=PHONE)
    steps = list(_tab_to(phone, "returned"))
    assert all(step["isSeen"] and step["isInView"] for step in steps)
    phone.keyboard.press("Enter")
    phone.wait_for_selector("#error-summary")
    assert_is_well(phone)
    phone.locator("[name=remark]").focus()
    phone.keyboard.type("Pykälässä 2 on väärä summa.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("dl.facts")

    assert_is_well(phone)
    assert CheckInvitation.objects.get().remark == "Pykälässä 2 on väärä summa."


def _tab_to(page: Page, value: str) -> Iterator[dict[str, Any]]:
    """Every stop of the Tab key up to the button with this value."""
    for step in tab_through(page):
        yield step
        if f'value="{value}"' in step["html"]:
            return
    raise AssertionError("the Tab key does not come to the button")


def test_a_dead_link_is_plain_on_a_phone(open_page, meeting):
    page = open_page("/sv/tarkastus/vanha/", width=PHONE)

    assert_is_well(page)
