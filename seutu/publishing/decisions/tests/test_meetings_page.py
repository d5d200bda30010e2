from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pytest

from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests.factories import MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PAGE = "/kuusela/kokoukset/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    return BodyFactory(organization=owner, name_fi="Kunnanhallitus", slug="kunnanhallitus")


def on(body, year, month=3, day=10, **values):
    return MeetingFactory(body=body, year=year, starts_at=dt.datetime(year, month, day, 14, tzinfo=dt.UTC), **values)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_newest_meeting_is_first(client, board):
    on(board, 2025)
    on(board, 2026)

    page = text(client.get(PAGE))

    assert page.index("Kunnanhallitus 10.3.2026") < page.index("Kunnanhallitus 10.3.2025")
    assert "2 kokousta" in page


def test_it_is_narrowed_by_year_and_body(client, board):
    other = BodyFactory(organization=board.organization, name_fi="Tekninen lautakunta", slug="tekninen-lautakunta")
    on(board, 2025)
    on(board, 2026)
    on(other, 2026)

    page = text(client.get(PAGE, {"vuosi": "2026", "toimielin": "kunnanhallitus"}))

    assert "Kunnanhallitus 10.3.2026" in page
    assert "Kunnanhallitus 10.3.2025" not in page
    assert "Tekninen lautakunta 10.3.2026" not in page
    assert '<option value="2026" selected>' in page
    assert '<option value="kunnanhallitus" selected>' in page


def test_a_year_begins_and_ends_in_helsinki(client, board):
    MeetingFactory(body=board, year=2026, starts_at=dt.datetime(2025, 12, 31, 22, 30, tzinfo=dt.UTC))

    assert "Kunnanhallitus 1.1.2026" in text(client.get(PAGE, {"vuosi": "2026"}))
    assert "0 kokousta" in text(client.get(PAGE, {"vuosi": "2025"}))


def test_over_the_region_each_meeting_names_its_municipality(client, board):
    on(board, 2026)
    on(BodyFactory(organization=OrganizationFactory(name_fi="Mäntylä", slug="mantyla")), 2026)

    everywhere = text(client.get("/kokoukset/"))
    narrowed = text(client.get("/kokoukset/", {"kunta": "kuusela"}))

    assert "<p>Kuusela, pöytäkirja, klo 16.00</p>" in everywhere
    assert "<p>Mäntylä, pöytäkirja, klo 16.00</p>" in everywhere
    assert "<p>Mäntylä, pöytäkirja" not in narrowed


def test_a_coming_meeting_is_marked_as_an_agenda(client, board):
    on(board, 2026, state=MeetingState.AGENDA_PUBLISHED)

    page = text(client.get(PAGE))

    assert "Esityslista</span>" in page
    assert "item open" in page


def test_nothing_published_says_what_to_expect(client, board):
    assert "Täällä ei ole vielä julkaistu mitään." in text(client.get(PAGE))


def test_nothing_found_offers_everything(client, board):
    on(board, 2026)

    page = text(client.get(PAGE, {"vuosi": "1999"}))

    assert "Näillä rajauksilla ei ole kokouksia" in page
    assert f'href="{PAGE}">Näytä kaikki kokoukset</a>' in page


@pytest.mark.parametrize(
    "query",
    [
        "vuosi=99999",
        "vuosi=abc",
        "vuosi=0",
        "vuosi=٢٠٢٦",
        "toimielin=puuttuu",
        "toimielin=%00",
        f"toimielin={'x' * 500}",
    ],
)
def test_a_choice_that_cannot_be_is_not_found(client, board, query):
    assert client.get(f"{PAGE}?{query}").status_code == 404
    assert client.get(f"{PAGE[:-1]}.json?{query}").status_code == 404


@pytest.mark.parametrize("query", ["kunta=puuttuu", "kunta=%00", "kunta=%ED%A0%80", "vuosi=1"])
def test_over_the_region_too(client, board, query):
    assert client.get(f"/kokoukset/?{query}").status_code == 404
    assert client.get(f"/kokoukset.json?{query}").status_code == 404


@pytest.mark.parametrize("number", ["abc", "-1", "0", "", "1.5", "9" * 40, quote("\x01"), quote("１")])
def test_a_page_that_is_not_there_is_the_nearest_one(client, board, number):
    on(board, 2026)

    response = client.get(f"{PAGE}?sivu={number}")

    assert response.status_code == 200
    assert "Kunnanhallitus 10.3.2026" in text(response)


@pytest.mark.slow
def test_a_long_list_is_divided_into_pages(client, board):
    for day in range(1, 32):
        on(board, 2026, month=1, day=day)

    first, second = text(client.get(PAGE, {"vuosi": "2026"})), text(client.get(PAGE, {"vuosi": "2026", "sivu": "2"}))

    assert "31 kokousta, sivu 1/2" in first
    assert "Kunnanhallitus 31.1.2026" in first
    assert "Kunnanhallitus 1.1.2026" in second
    assert 'href="?vuosi=2026&amp;sivu=2"' in first
    assert 'application/json" href="/kuusela/kokoukset.json?vuosi=2026&amp;sivu=2"' in second


def test_htmx_gets_the_list_alone_and_a_reader_the_whole_page(client, board):
    on(board, 2026)
    asks = {"HX-Request": "true", "HX-Request-Type": "full", "HX-Target": "section#meeting-list"}

    part = text(client.get(PAGE, headers=asks))
    again = text(client.get(PAGE, headers=asks | {"HX-History-Restore-Request": "true", "HX-Target": "body"}))

    assert part.startswith('<section class="stack" id="meeting-list"')
    assert "Kunnanhallitus 10.3.2026" in part
    assert "<h1" not in part
    assert "<h1" in again
    assert "<h1" in text(client.get(PAGE))
    assert {"HX-Request", "HX-Target", "HX-History-Restore-Request"} <= set(client.get(PAGE)["Vary"].split(", "))
