"""The old addresses of pages lead to ours."""

from __future__ import annotations

import pytest

from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests.factories import ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import OfficeFactory, OfficerDecisionFactory
from seutu.shared.organizations.tests.factories import BodyFactory, BodyTermFactory

pytestmark = pytest.mark.django_db


def old(query):
    return f"/kuusela/cgi/DREQUEST.PHP{query}"


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("?page=meetingitem&id=2022504-4", "/kuusela/kokoukset/2022504/4/"),
        ("?id=2022504-4&page=meetingitem&_gl=1*x", "/kuusela/kokoukset/2022504/4/"),
        ("?page=meetingitem&amp;id=2022504-4", "/kuusela/kokoukset/2022504/4/"),
        ("?page=meeting&id=2022504", "/kuusela/kokoukset/2022504/"),
        ("?page=official_decision&id=2026374767", "/kuusela/viranhaltijapaatokset/2026374767/"),
        ("?page=meeting_frames", "/kuusela/toimielimet/"),
        ("?page=meeting_handlers&id=", "/kuusela/toimielimet/"),
        ("", "/kuusela/toimielimet/"),
        ("?page=official_frames", "/kuusela/viranhaltijapaatokset/"),
        ("?page=official_handlers&id=", "/kuusela/viranhaltijapaatokset/"),
        ("?page=official_search&alo=1&kas=&txt=&siv=100", "/kuusela/viranhaltijapaatokset/"),
        ("?page=announcement_search&alo=1&tzo=-120", "/kuusela/kuulutukset/"),
    ],
)
def test_an_old_address_leads_to_the_same_thing_here(client, owner, query, page):
    response = client.get(old(query))

    assert (response.status_code, response["Location"]) == (302, page)


def test_where_it_leads_there_is_the_record(client, owner, meeting):
    ItemFactory(meeting=meeting, position=4)
    OfficerDecisionFactory(office=OfficeFactory(organization=owner), legacy_id="2026374767")

    for query in ("meetingitem&id=2022504-4", "meeting&id=2022504", "official_decision&id=2026374767"):
        assert client.get(old(f"?page={query}"), follow=True).status_code == 200


def test_a_record_of_our_own_has_an_old_address_too(client, body):
    item = ItemFactory(meeting=MeetingFactory(body=body), position=2)

    response = client.get(old(f"?page=meetingitem&id={item.meeting.public_id}-2"), follow=True)

    assert response.status_code == 200


def test_a_body_is_found_by_its_id_of_any_council_term(client, owner, body):
    BodyTermFactory(body=body, starts_on="2021-08-01", legacy_id="182")
    BodyTermFactory(body=body, starts_on="2025-06-01", legacy_id="46164")
    BodyTermFactory(body=BodyFactory(), legacy_id="182")

    for old_id in ("182", "46164"):
        assert client.get(old(f"?page=meetings&id={old_id}"))["Location"] == "/kuusela/toimielimet/konserni/"
    assert client.get(old("?page=meetings&id=7")).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?page=meetingitem&id=2022504",
        "?page=meetingitem&id=2022504-0",
        "?page=meetingitem",
        "?page=meetingitem&id=-4",
        "?page=meetingitem&id=2022504-4%00",
        "?page=meeting&id=F56A518FX3010",
        "?page=meeting&id=" + "9" * 30,
        "?page=meetings&id=%27",
        "?page=official_decision&id=%FF",
    ],
)
def test_an_id_that_cannot_be_is_not_found(client, owner, query):
    assert client.get(old(query)).status_code == 404


def test_a_draft_is_not_told_of_by_its_old_address(client, body):
    MeetingFactory(body=body, legacy_id="2022600", state=MeetingState.DRAFT)

    there = client.get(old("?page=meeting&id=2022600"), follow=True)
    nowhere = client.get(old("?page=meeting&id=2022601"), follow=True)

    assert (there.status_code, nowhere.status_code) == (404, 404)


@pytest.mark.parametrize("page", ["search", "fsearch", "search_start", "asiakirjahaku", "rss/announcements", "%00"])
def test_a_page_that_nobody_knows_is_an_empty_answer(client, owner, page):
    response = client.get(old(f"?page={page}"))

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == "text/html; charset=iso-8859-1"


@pytest.mark.parametrize("prefix", ["/sv", "/en"])
def test_an_old_address_has_no_language(client, owner, prefix):
    assert client.get(f"{prefix}{old('?page=meeting_frames')}").status_code == 404


def test_the_page_of_feeds_tells_the_old_addresses_and_they_answer(client, owner, meeting):
    content = client.get("/kuusela/syotteet/").content.decode()

    for kind in ("meetingitems", "meetings", "official_decisions"):
        address = old(f"?page=rss/{kind}&show=30")
        assert f"http://testserver{address}".replace("&", "&amp;") in content
        assert client.get(address).status_code == 200
