"""The clerk's evening: a meeting of 25 items from its first line to a correction after publishing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from seutu.publishing.decisions.models import Meeting
from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.browser.accessibility import assert_is_accessible
from tests.browser.clerks_evening import Desk

PEOPLE = [
    ("Pirkko Puhe", "chair"),
    ("Taavi Tarkka", "member"),
    ("Jalmari Jäsen", "member"),
    ("Vieno Vara", "deputy"),
    ("Kerttu Kirjuri", "minute_taker"),
]

ITEMS = 25
VOTED = (6, 7)
CHOICES = [
    ("yes", "Jaa", ["Pirkko Puhe (A)", "Taavi Tarkka (B)"], True),
    ("no", "Ei", ["Vieno Vara (A)"], False),
]


@pytest.fixture
def body(municipality):
    made = BodyFactory(organization=municipality, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")
    template = AgendaTemplate.objects.create(body=made, name="Varsinainen kokous", is_default=True)
    for position, title in enumerate(
        ("Kokouksen laillisuus ja päätösvaltaisuus", "Pöytäkirjantarkastajien valinta", "Työjärjestyksen hyväksyminen"),
        1,
    ):
        template.items.create(
            position=position, title=title, proposal_html="<p>Todetaan.</p>", remedy="ban", provision="KuntaL 136 §"
        )
    return made


@pytest.fixture
def desk(open_page, body, clerk) -> Desk:
    client = Client()
    client.force_login(clerk)
    return Desk(open_page("/tyo/kokoukset/", client=client))


def files(prefix: str, count: int) -> list[dict[str, object]]:
    return [
        {"name": f"{prefix} {n}.txt", "mimeType": "text/plain", "buffer": f"Liitteen {n} teksti.".encode()}
        for n in range(1, count + 1)
    ]


def test_the_evening(desk, open_page, body):
    write_the_agenda(desk)
    publish_the_agenda(desk)
    meeting = Meeting.objects.get()
    public = open_page(f"/kuusela/kokoukset/{meeting.public_id}/", width=360)
    expect(public.locator("main .item")).to_have_count(ITEMS)
    assert_is_accessible(public)
    write_the_minutes(desk)
    check_on_two_phones(desk, open_page)
    desk.open("poytakirja/")
    assert_is_accessible(desk.page)
    desk.save()
    the_public_reads(open_page, meeting)
    correct_a_title(desk, open_page, meeting)
    correct_the_place(desk, open_page, meeting)


def write_the_agenda(desk: Desk) -> None:
    """Three standing items from the template, 21 with text from Word, one secret; twelve files."""
    desk.make_meeting("Kuusela, Sivistyslautakunta", "10.3.2026")
    for n in range(4, ITEMS):
        desk.add_item(f"Asia numero {n}")
    desk.add_secret_item("Palvelussuhdeasia: irtisanominen", "JulkL 24 § 1 mom. 25 k.")
    desk.note_items()
    assert len(desk.items) == ITEMS
    for place in (5, 7, 8):
        desk.attach(place, files(f"Selvitys {place}", 4))


def publish_the_agenda(desk: Desk) -> None:
    """An identity code stops it; once that is gone, it comes out."""
    desk.rename(4, "Hakemus 131052-308T")
    desk.open("esityslista/")
    expect(desk.page.locator("#error-summary")).to_contain_text("henkilötunnus")
    assert_is_accessible(desk.page)
    desk.rename(4, "Hakemus")
    desk.open("esityslista/")
    assert_is_accessible(desk.page)
    desk.save()


def write_the_minutes(desk: Desk) -> None:
    """Who was there and who was disqualified, every decision, and two votes."""
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Aloita pöytäkirja").click()
    desk.write_attendance(PEOPLE)
    desk.disqualify("Jalmari Jäsen", 9, "osallisuusjäävi (HL 28 § 1 mom. 1 k.)")
    for place in range(1, ITEMS + 1):
        desk.decide(place, "vote" if place in VOTED else "unanimous")
    for place in VOTED:
        desk.write_vote(place, CHOICES)
    assert_is_accessible(desk.open())


def check_on_two_phones(desk: Desk, open_page) -> None:
    """Chair and checker open the links of their mails, each on a phone of their own, and approve."""
    desk.name_checkers("Pirkko Puhe", ["Taavi Tarkka"])
    desk.send_links()
    mails = [message.body_text for message in Message.objects.order_by("pk")]
    assert len(mails) == 2
    for mail in mails:
        path = re.search(r"https?://[^/\s]+(/\S*tarkastus/\S+)", mail)[1]
        phone = open_page(path, width=360)
        assert_is_accessible(phone)
        with phone.expect_navigation():
            phone.locator("button[name=answer][value=approved]").click()
        assert_is_accessible(phone)
    expect(desk.open().locator(".outcome")).to_contain_text("tarkastettu")


def the_public_reads(open_page, meeting: Meeting) -> None:
    """What the public sees of the decision by vote, the disqualification and the secret item."""
    page = f"/kuusela/kokoukset/{meeting.public_id}"
    voted = open_page(f"{page}/6/")
    expect(voted.locator("main")).to_contain_text("Pirkko Puhe")
    assert_is_accessible(voted)
    expect(open_page(f"{page}/9/").locator("main")).to_contain_text("osallisuusjäävi")
    secret = open_page(f"{page}/{ITEMS}/")
    expect(secret.locator("main")).to_contain_text("JulkL 24 § 1 mom. 25 k.")


def correct_a_title(desk: Desk, open_page, meeting: Meeting) -> None:
    """The correction is seen with its reason, and the former version beside it."""
    desk.correct(5, "Asia numero 5, korjattu", "Otsikosta korjattiin kirjoitusvirhe.")
    page = f"/kuusela/kokoukset/{meeting.public_id}/5"
    corrected = open_page(f"{page}/")
    expect(corrected.locator("main")).to_contain_text("Otsikosta korjattiin kirjoitusvirhe.")
    assert_is_accessible(corrected)
    former = open_page(f"{page}/versiot/1/")
    expect(former.locator("h1")).to_contain_text("Asia numero 5")
    assert_is_accessible(former)


def correct_the_place(desk: Desk, open_page, meeting: Meeting) -> None:
    """What the minutes tell of the meeting itself is corrected the same way; each page of it can be used by all."""
    for page in ("tiedot/", "lasnaolo/", "lasnaolo/muutokset/", "tiedot/korjaa/"):
        desk.open(page)
        assert_is_accessible(desk.page)
    desk.correct_place("Kirjasto, iso sali", "Paikka oli väärä.")
    address = f"/kuusela/kokoukset/{meeting.public_id}"
    corrected = open_page(f"{address}/")
    expect(corrected.locator("main")).to_contain_text("Paikka oli väärä.")
    assert_is_accessible(corrected)
    former = open_page(f"{address}/versiot/1/")
    expect(former.locator("h1")).to_contain_text("Aiempi versio")
    assert_is_accessible(former)
