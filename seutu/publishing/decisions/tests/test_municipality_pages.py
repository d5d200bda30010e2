"""The pages of a municipality and of its bodies."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory, BodyTermFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return OrganizationFactory(name_fi="Kuusela", name_sv="Granby", slug="kuusela")


@pytest.fixture
def board(owner):
    return BodyFactory(
        organization=owner,
        name_fi="Kunnanhallitus",
        name_sv="Kommunstyrelsen",
        slug="kunnanhallitus",
        abbreviation="KH",
        kind=Body.Kind.BOARD,
    )


def text(response):
    return " ".join(response.content.decode().split())


def test_a_municipality_shows_what_was_decided_last(client, board):
    meeting = MeetingFactory(body=board)
    ItemFactory(meeting=meeting, title="Pihan kunnostaminen", case=CaseFactory(organization=board.organization))
    ItemFactory(meeting=meeting, title="Kokouksen avaus")

    page = text(client.get("/kuusela/"))

    assert "Pihan kunnostaminen" in page
    assert "Kunnanhallitus 10.3.2026" in page
    assert "Kokouksen avaus" not in page


def test_the_ways_into_every_record_stand_before_the_decisions(client, board):
    page = text(client.get("/kuusela/"))

    ways = [
        "kokoukset",
        "toimielimet",
        "viranhaltijapaatokset",
        "kuulutukset",
        "aloitteet",
        "luottamushenkilot",
        "viranhaltijat",
    ]
    places = [page.index(f'<a class="chip" href="/kuusela/{way}/"') for way in ways]
    assert places == sorted(places)
    assert places[-1] < page.index('id="latest"')


def test_where_no_item_has_a_case_number_the_newest_items_are_shown(client, board):
    ItemFactory(meeting=MeetingFactory(body=board), title="Pihan kunnostaminen")

    assert "Pihan kunnostaminen" in text(client.get("/kuusela/"))


def test_a_municipality_tells_of_coming_meetings(client, board):
    MeetingFactory(body=board, legacy_id="7", state=MeetingState.AGENDA_PUBLISHED)

    with time_machine.travel(dt.datetime(2026, 3, 6, tzinfo=dt.UTC)):
        page = text(client.get("/kuusela/"))

    assert '<dt>Tiistai 10.3.2026 klo 16.00</dt><dd><a href="/kuusela/kokoukset/7/">Kunnanhallitus</a>' in page


def test_an_empty_municipality_says_why(client, owner):
    page = text(client.get("/kuusela/"))

    assert "Päätöksiä ei ole vielä" in page
    assert "Tulevien kokousten esityslistoja ei ole vielä julkaistu." in page
    assert "Toimielimiä ei ole vielä lisätty." in page


def test_names_are_those_of_the_readers_language_where_there_is_one(client, board):
    page = text(client.get("/sv/kuusela/"))

    assert "<h1>Granby</h1>" in page
    assert 'href="/sv/kuusela/toimielimet/kunnanhallitus/">Kommunstyrelsen</a>' in page


def test_a_name_that_only_exists_in_finnish_says_so(client, board):
    assert 'lang="fi">Kunnanhallitus</a>' in text(client.get("/en/kuusela/"))


def test_the_bodies_are_listed_with_their_latest_meetings(client, board):
    BodyFactory(organization=board.organization, name_fi="Kunnanvaltuusto", kind=Body.Kind.COUNCIL)
    MeetingFactory(body=board, legacy_id="7")

    page = text(client.get("/kuusela/toimielimet/"))

    assert page.index("Kunnanvaltuusto") < page.index("Kunnanhallitus")
    assert '<a href="/kuusela/kokoukset/7/">10.3.2026<' in page
    assert "Kokouksia ei ole vielä" in page


def test_a_municipality_without_bodies_says_so(client, owner):
    assert "Tämän kunnan toimielimiä ei ole vielä lisätty." in text(client.get("/kuusela/toimielimet/"))


def test_the_bodies_of_the_region_stand_under_their_municipalities(client, board):
    other = OrganizationFactory(name_fi="Mäntylä", slug="mantyla")
    BodyFactory(organization=other, name_fi="Tekninen lautakunta", slug="tekla")

    page = text(client.get("/toimielimet/"))

    places = [page.index(words) for words in ("Kuusela<", "Kunnanhallitus<", "Mäntylä<", "Tekninen lautakunta<")]
    assert places == sorted(places)


def test_a_region_without_bodies_says_so(client, db):
    assert "Mikään kunta ei ole vielä lisännyt toimielimiään." in text(client.get("/toimielimet/"))


def test_a_body_shows_its_place_its_terms_and_its_meetings(client, board):
    section = BodyFactory(
        organization=board.organization, name_fi="Jaosto", slug="jaosto", abbreviation="JAOS", parent=board
    )
    BodyTermFactory(body=section, starts_on=dt.date(2021, 8, 1), ends_on=dt.date(2025, 5, 31))
    BodyTermFactory(body=section, starts_on=dt.date(2025, 6, 1))
    MeetingFactory(body=section, legacy_id="7")
    MeetingFactory(body=board, legacy_id="8")

    page = text(client.get("/kuusela/toimielimet/jaosto/"))

    assert "Jaosto (JAOS)" in page
    assert '<a href="/kuusela/toimielimet/kunnanhallitus/">Kunnanhallitus</a>' in page
    assert page.index("1.6.2025 alkaen") < page.index("1.8.2021–31.5.2025")
    assert 'href="/kuusela/kokoukset/7/"' in page
    assert 'href="/kuusela/kokoukset/8/"' not in page


def test_a_body_that_has_not_met_says_so(client, board):
    assert "Täällä ei ole vielä julkaistu mitään." in text(client.get("/kuusela/toimielimet/kunnanhallitus/"))


@pytest.mark.parametrize(
    "path",
    [
        "/puuttuu/",
        "/KUUSELA/",
        "/kuusela--x/",
        "/kuusela/toimielimet/puuttuu/",
        "/puuttuu/toimielimet/",
        "/kuusela/puuttuu/",
        "/%00/",
        "/kuusela/%01/",
        "/kuusela.json/",
        "/puuttuu.json",
    ],
)
def test_an_address_of_nothing_is_not_found(client, board, path):
    assert client.get(path).status_code == 404
