from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import MeetingState, Outcome
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.shared.eforms.tests.contact_form import contact_form
from seutu.shared.eforms.tests.factories import published
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    owner = OrganizationFactory(name_fi="Joensuu", slug="joensuu")
    return MeetingFactory(body=BodyFactory(organization=owner, name_fi="Kaupunginhallitus"), legacy_id="7")


def decide(meeting, title, **values):
    return ItemFactory(meeting=meeting, title=title, case=CaseFactory(organization=meeting.organization), **values)


def text(response):
    return " ".join(response.content.decode().split())


def test_what_was_decided_last_stands_with_its_municipality(client, meeting):
    decide(meeting, "Kirjaston aukioloajat", section_number=16, outcome=Outcome.VOTE, outcome_detail="7–4")

    page = text(client.get("/"))

    assert "Mitä kunnassa päätettiin?" in page
    assert "Joensuu, kaupunginhallitus 10.3.2026 <span" in page
    assert "Ratkaistiin äänin 7–4" in page
    assert 'class="map-mark"' in page


def test_one_long_meeting_does_not_fill_the_page(client, meeting):
    for number in range(5):
        decide(meeting, f"Pitkä kokous {number}")
    decide(MeetingFactory(starts_at=meeting.starts_at - dt.timedelta(days=1)), "Naapurin asia")

    page = text(client.get("/"))

    assert page.count("Pitkä kokous") == 2
    assert "Naapurin asia" in page


def test_an_item_on_an_agenda_is_not_decided(client):
    decide(MeetingFactory(state=MeetingState.AGENDA_PUBLISHED), "Vielä auki")

    assert "Vielä auki" not in text(client.get("/"))


def test_the_way_to_each_municipality_is_on_the_map_or_beside_it(client):
    OrganizationFactory(name_fi="Joensuu", slug="joensuu")
    OrganizationFactory(name_fi="Lapua", slug="lapua")

    page = text(client.get("/"))

    assert '<a href="/joensuu/"><path' in page
    assert '<a class="chip" href="/lapua/">Lapua</a>' in page


def test_coming_meetings_are_told(client, meeting):
    type(meeting).objects.update(state=MeetingState.AGENDA_PUBLISHED, minutes_published_at=None)

    with time_machine.travel(dt.datetime(2026, 3, 6, tzinfo=dt.UTC)):
        page = text(client.get("/"))

    assert '<a href="/joensuu/kokoukset/7/">Joensuu, kaupunginhallitus</a>' in page


def test_an_empty_region_says_what_is_missing(client):
    assert "Täällä ei ole vielä kuntia" in text(client.get("/"))


def test_a_region_without_decisions_says_when_they_come(client):
    OrganizationFactory(slug="joensuu")

    page = text(client.get("/"))

    assert "Päätöksiä ei ole vielä" in page
    assert "Tulevien kokousten esityslistoja ei ole vielä julkaistu." in page


@pytest.mark.slow
def test_nothing_leads_to_what_is_not_there_yet(client, meeting):
    decide(meeting, "Kirjaston aukioloajat")
    page = client.get("/").content.decode()

    addresses = {piece.split('"')[0] for piece in page.split('href="/')[1:]}
    broken = [
        address for address in addresses if "static" not in address and client.get(f"/{address}").status_code != 200
    ]

    assert addresses
    assert broken == []


def test_it_sets_nothing_in_the_browser(client, meeting):
    response = client.get("/")

    assert response.cookies == {}
    assert "csrf" not in text(response)


def test_its_twin_tells_the_same(client, meeting):
    decide(meeting, "Kirjaston aukioloajat")

    twin = client.get("/index.json").json()

    assert [each["slug"] for each in twin["municipalities"]] == ["joensuu"]
    assert [each["title"] for each in twin["latest_items"]] == ["Kirjaston aukioloajat"]
    assert twin["meetings"] == "http://testserver/kokoukset.json"


def test_a_meeting_without_a_case_is_not_passed_over(client, meeting):
    """Its items have no case number, while those of an older meeting have."""
    ItemFactory(meeting=meeting, title="Vanha asia", case=CaseFactory(organization=meeting.organization))
    newer = MeetingFactory(body=meeting.body, starts_at=meeting.starts_at + dt.timedelta(days=1))
    ItemFactory(meeting=newer, title="Uusi asia ilman asianumeroa")

    page = client.get("/").content.decode()

    assert page.index("Uusi asia ilman asianumeroa") < page.index("Vanha asia")


def test_who_reads_arabic_sees_the_way_to_the_forms_in_arabic(client):
    published(contact_form())

    assert '<a class="chip" href="/ar/lomakkeet/" lang="ar" hreflang="ar" dir="rtl">العربية</a>' in text(
        client.get("/")
    )


def test_without_a_form_in_another_language_none_is_offered(client):
    assert "Oletko muuttanut" not in text(client.get("/"))
