"""The clerk's evening: a meeting of 25 items from its first line to a correction after publishing."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import expect

from seutu.publishing.decisions.models import Meeting
from seutu.publishing.desk.models import AgendaTemplate
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
    desk.make_meeting("Kuusela, Sivistyslautakunta", "10.12.2026")
    for n in range(4, 25):
        desk.add_item(f"Asia numero {n}")
    desk.add_secret_item("Palvelussuhdeasia: irtisanominen", "JulkL 24 § 1 mom. 25 k.")
    desk.note_items()
    assert len(desk.items) == 25
    for place in (5, 8, 13):
        desk.attach(place, files(f"Selvitys {place}", 4))
    page = desk.open("esityslista/")
    assert_is_accessible(page)
    desk.save()
    meeting = Meeting.objects.get()
    public = open_page(f"/kuusela/kokoukset/{meeting.public_id}/", width=360)
    expect(public.locator("main .item")).to_have_count(25)
    assert_is_accessible(public)
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Aloita pöytäkirja").click()
    desk.write_attendance(PEOPLE)
    desk.disqualify("Jalmari Jäsen", 9, "osallisuusjäävi (HL 28 § 1 mom. 1 k.)")
    desk.decide_all(but=frozenset({6, 7}))
    for place, names in ((6, 2), (7, 1)):
        desk.decide(place, "vote")
        desk.write_vote(
            place,
            [
                ("yes", "Jaa", ["Pirkko Puhe (A)", "Taavi Tarkka (B)"][:names], True),
                ("no", "Ei", ["Vieno Vara (A)"], False),
            ],
        )
