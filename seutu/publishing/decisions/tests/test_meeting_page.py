from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import Attendance, AttendanceRole, Checker, MeetingKind, MeetingState, Outcome
from seutu.publishing.decisions.tests.factories import ItemFactory, MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PAGE = "/kuusela/kokoukset/2026104/"

pytestmark = pytest.mark.django_db


def meeting(**values):
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    body = BodyFactory(organization=owner, name_fi="Tekninen lautakunta", slug="tekninen-lautakunta")
    return MeetingFactory(**{"body": body, "legacy_id": "2026104", **values})


def text(response):
    return " ".join(response.content.decode().split())


def test_it_tells_when_where_and_how_far_the_meeting_has_come(client):
    meeting(number=5, place="Kunnantalo", ends_at=dt.datetime(2026, 3, 10, 15, 35, tzinfo=dt.UTC))

    page = text(client.get(PAGE))

    assert "Kuusela, kokous 5/2026" in page
    assert "Tiistai 10.3.2026 klo 16.00–17.35, <span>Kunnantalo</span>" in page
    assert "Pöytäkirja</span>" in page
    assert '<time datetime="2026-03-17">17.3.2026</time>' in page


def test_without_a_known_hour_only_the_day_is_told(client):
    meeting(has_time=False)

    assert "Tiistai 10.3.2026</p>" in text(client.get(PAGE))


def test_its_items_stand_in_order_with_their_outcomes(client):
    row = meeting()
    ItemFactory(meeting=row, position=2, section_number=17, title="Toinen asia", is_supplementary=True)
    ItemFactory(meeting=row, position=1, section_number=16, title="Ensimmäinen asia", outcome=Outcome.NOTED)

    page = text(client.get(PAGE))

    assert page.index("Ensimmäinen asia") < page.index("Toinen asia")
    assert "Merkittiin tiedoksi" in page
    assert "Lisäpykälä" in page


def test_those_present_are_grouped_with_their_comings_and_goings(client):
    row = meeting()
    people = [("Maija Metsä", AttendanceRole.CHAIR, {}), ("Kalle Kangas", AttendanceRole.ABSENT, {})]
    moves = {"arrived_at": dt.time(16, 12), "left_at": dt.time(17, 0), "note": "§ 17 ajan"}
    people.append(("Outi Oja", AttendanceRole.MEMBER, moves))
    for place, (name, role, rest) in enumerate(people, start=1):
        Attendance.objects.create(meeting=row, position=place, name=name, role=role, **rest)
    Checker.objects.create(meeting=row, position=1, name="Tarja Tarkka", checked_on=dt.date(2026, 3, 13))

    page = text(client.get(PAGE))

    places = [page.index(words) for words in ("Puheenjohtaja", "Maija Metsä", "Jäsenet", "Outi Oja", "Poissa", "Kalle")]
    assert places == sorted(places)
    assert "(saapui klo 16.12, poistui klo 17.00; <span>§ 17 ajan</span>)" in page
    assert 'Tarja Tarkka, <time datetime="2026-03-13">' in page
    assert 'aria-labelledby="attendance" data-nosnippet>' in page


def test_before_the_minutes_nobody_is_named(client):
    row = meeting(state=MeetingState.MINUTES_CHECKED)
    Attendance.objects.create(meeting=row, position=1, name="Maija Metsä", role=AttendanceRole.CHAIR)

    page = text(client.get(PAGE))

    assert "Esityslista" in page
    assert "Maija Metsä" not in page


def test_an_unusual_kind_of_meeting_is_told(client):
    meeting(kind=MeetingKind.EXTRAORDINARY)

    assert "Ylimääräinen" in text(client.get(PAGE))


def test_a_meeting_without_items_says_why(client):
    meeting(state=MeetingState.AGENDA_PUBLISHED)

    assert "Asioita ei ole vielä" in text(client.get(PAGE))


def test_an_unknown_publication_day_is_told(client):
    meeting(displayed_on=None)

    assert "Päivä ei ole tiedossa. Kysy kirjaamosta." in text(client.get(PAGE))


def test_it_leads_to_the_other_meetings_and_the_feed_of_its_body(client):
    meeting()

    page = text(client.get(PAGE))

    assert 'href="/kuusela/kokoukset/?toimielin=tekninen-lautakunta"' in page
    assert 'href="/kuusela/toimielimet/tekninen-lautakunta/kokousasiat.rss"' in page
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'<link rel="alternate" type="application/json" href="{PAGE[:-1]}.json">' in page


def test_search_engines_are_kept_out(client):
    meeting()

    assert client.get(PAGE)["X-Robots-Tag"] == "noindex"


def test_nobody_finds_a_draft_but_those_who_prepare_it(client, clerk, municipality):
    MeetingFactory(body=BodyFactory(organization=municipality), legacy_id="2026104", state=MeetingState.DRAFT)

    assert client.get(PAGE).status_code == 404
    client.force_login(clerk)
    assert "Tämä on luonnos." in text(client.get(PAGE))


@pytest.mark.parametrize("number", ["1", "02026104", str(10**30), str(10**10 + 99), "9" * 19, "x"])
def test_an_address_of_nothing_is_not_found(client, number):
    meeting()

    assert client.get(f"/kuusela/kokoukset/{number}/").status_code == 404
