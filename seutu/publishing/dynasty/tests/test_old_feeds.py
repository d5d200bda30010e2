"""The feeds at the old addresses, byte for byte."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions.feeds.sources import LONG_PER_MINUTE
from seutu.publishing.decisions.models import MeetingState, RecordState
from seutu.publishing.decisions.tests.factories import ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import OfficeFactory, OfficerDecisionFactory
from seutu.publishing.dynasty.old_form import OldEntry, feed
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

ITEMS = "/kuusela/cgi/DREQUEST.PHP?page=rss/meetingitems"
OURS = re.compile(rb"<guid>.*?</guid><pubDate>.*?</pubDate>")
# The form in which the service before this one was seen to answer, with titles and a host of our own.
SEEN = (
    "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title><![CDATA[Dynasty]]></title>"
    "<description><![CDATA[Dynasty - Kokousasiat]]></description>"
    "<link><![CDATA[http://testserver:80/kuusela/cgi/DREQUEST.PHP?page=meeting_frames]]></link>"
    "<item><title><![CDATA[Konserni- ja kehitysjaosto 10.03.2026 / Asuntotuotannon edistäminen]]></title>"
    "<description><![CDATA[Asuntotuotannon edistäminen]]></description>"
    "<link><![CDATA[http://testserver:80/kuusela/cgi/DREQUEST.PHP?page=meetingitem&id=2022504-4]]></link></item>"
    "<item><title><![CDATA[Konserni- ja kehitysjaosto 10.03.2026 / Työjärjestyksen hyväksyminen]]></title>"
    "<description><![CDATA[Työjärjestyksen hyväksyminen]]></description>"
    "<link><![CDATA[http://testserver:80/kuusela/cgi/DREQUEST.PHP?page=meetingitem&id=2022504-7]]></link></item>"
    "</channel></rss>"
)

pytestmark = pytest.mark.django_db


def titles(response):
    root = ElementTree.fromstring(response.content)
    return [item.findtext("title") for item in root.findall("channel/item")]


def written(**values):
    entry = {"title": "Otsikko", "description": "Otsikko", "link": "http://x:80/", "published_at": clock.now()}
    return feed("Dynasty - Kokousasiat", "http://x:80/", [OldEntry(**(entry | values))])


def test_but_for_guid_and_date_a_feed_is_byte_for_byte_the_form_that_was_seen(client, meeting):
    ItemFactory(meeting=meeting, position=4, title="Asuntotuotannon edistäminen")
    ItemFactory(meeting=meeting, position=7, title="Työjärjestyksen hyväksyminen")

    response = client.get(f"{ITEMS}&show=30")

    assert response["Content-Type"] == "application/rss+xml; charset=iso-8859-1"
    assert OURS.sub(b"", response.content) == SEEN.encode("iso-8859-1")
    assert b"\n" not in response.content


def test_the_guid_is_the_link_and_the_date_is_when_it_was_published(client, meeting):
    ItemFactory(meeting=meeting, position=4)

    (item,) = ElementTree.fromstring(client.get(ITEMS).content).findall("channel/item")

    assert item.findtext("guid") == item.findtext("link")
    assert item.findtext("pubDate") == "Mon, 16 Mar 2026 22:00:00 +0000"


@pytest.mark.parametrize(
    "address",
    [
        "/kuusela/cgi/DREQUEST.PHP?page=rss/meetingitems&show=30",
        "/Kuusela/cgi/DREQUEST.PHP?page=rss/meetingitems&show=30",
        "/KUUSELA/CGI/drequest.php?show=30&page=rss/meetingitems",
        "/kuusela/cgi/DREQUEST.PHP?show=30&page=rss%2Fmeetingitems",
        "/kuusela/cgi/DREQUEST.PHP?page=rss/meetingitems&show=30&_gl=1*abc&tzo=-120",
        "/kuusela/cgi/DREQUEST.PHP?page=RSS/MeetingItems",
        "/kuusela/cgi/DREQUEST.PHP?show=30&amp;page=rss/meetingitems",
        "/cgi/DREQUEST.PHP?page=rss/meetingitems&show=30",
    ],
)
def test_letter_case_order_and_unknown_parameters_are_free(client, meeting, address):
    ItemFactory(meeting=meeting, title="Valot")

    assert titles(client.get(address)) == ["Konserni- ja kehitysjaosto 10.03.2026 / Valot"]


def test_a_municipality_may_be_written_with_its_own_letters(client):
    body = BodyFactory(organization=OrganizationFactory(slug="raakkyla"))
    ItemFactory(meeting=MeetingFactory(body=body))

    assert len(titles(client.get("/R%C3%A4%C3%A4kkyl%C3%A4/cgi/DREQUEST.PHP?page=rss/meetingitems"))) == 1


def test_without_the_municipality_only_while_there_is_one(client, meeting):
    address = "/cgi/DREQUEST.PHP?page=rss/meetingitems"
    ItemFactory(meeting=meeting)
    assert b"http://testserver:80/cgi/DREQUEST.PHP?page=meetingitem&id=2022504-" in client.get(address).content

    OrganizationFactory()

    assert client.get(f"{address}&show=29").status_code == 404


def test_a_feed_holds_its_own_municipality_only(client, meeting):
    ItemFactory(meeting=meeting, title="Oma")
    ItemFactory(meeting=MeetingFactory())

    assert titles(client.get(ITEMS)) == ["Konserni- ja kehitysjaosto 10.03.2026 / Oma"]
    assert client.get("/muualla/cgi/DREQUEST.PHP?page=rss/meetingitems").status_code == 404


@pytest.mark.parametrize(
    ("host", "is_secure", "beginning"),
    [
        ("testserver", False, "http://testserver:80/kuusela/"),
        ("testserver", True, "https://testserver:443/kuusela/"),
        ("testserver:8000", False, "http://testserver:8000/kuusela/"),
        ("[::1]:8000", False, "http://[::1]:8000/kuusela/"),
    ],
)
def test_a_link_always_has_the_port(client, settings, meeting, host, is_secure, beginning):
    settings.ALLOWED_HOSTS = ["testserver", "[::1]"]
    ItemFactory(meeting=meeting, position=4)

    content = client.get(ITEMS, HTTP_HOST=host, secure=is_secure).content.decode("iso-8859-1")

    assert f"<link><![CDATA[{beginning}cgi/DREQUEST.PHP?page=meetingitem&id=2022504-4]]></link>" in content


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 30), ("&show=", 30), ("&show=abc", 30), ("&show=-5", 30), ("&show=1", 1), ("&show=0", 1), ("&show=31", 31)],
)
def test_as_many_entries_as_are_asked_for(client, meeting, asked, count):
    ItemFactory.create_batch(32, meeting=meeting)

    assert len(titles(client.get(f"{ITEMS}{asked}"))) == count


@pytest.mark.parametrize("asked", ["1000", "1001", "999999999", "9" * 40])
def test_too_many_are_the_most_there_can_be(client, meeting, asked):
    ItemFactory.create_batch(32, meeting=meeting)

    assert len(titles(client.get(f"{ITEMS}&show={asked}"))) == (30 if len(asked) > 9 else 32)


def test_the_newest_meeting_comes_first_and_its_items_in_their_order(client, body, meeting):
    later = MeetingFactory(body=body, starts_at=dt.datetime(2026, 3, 24, 14, tzinfo=dt.UTC))
    ItemFactory(meeting=meeting, position=1, title="Vanha")
    ItemFactory(meeting=later, position=2, title="Toinen")
    ItemFactory(meeting=later, position=1, title="Ensimmäinen")

    assert [title.partition(" / ")[2] for title in titles(client.get(ITEMS))] == ["Ensimmäinen", "Toinen", "Vanha"]


def test_meetings_have_a_feed(client, body, meeting):
    MeetingFactory(
        body=body,
        legacy_id="2022505",
        state=MeetingState.AGENDA_PUBLISHED,
        starts_at=dt.datetime(2026, 4, 1, 14, tzinfo=dt.UTC),
    )

    response = client.get("/kuusela/cgi/DREQUEST.PHP?page=rss/meetings&show=30")
    content = response.content.decode("iso-8859-1")

    assert titles(response) == ["Konserni- ja kehitysjaosto 01.04.2026", "Konserni- ja kehitysjaosto 10.03.2026"]
    assert "<description><![CDATA[Dynasty - Kokoukset]]></description>" in content
    assert "<description><![CDATA[Esityslista 01.04.2026]]></description>" in content
    assert "<description><![CDATA[Pöytäkirja 10.03.2026]]></description>" in content
    assert "[http://testserver:80/kuusela/cgi/DREQUEST.PHP?page=meeting&id=2022504]" in content


def test_decisions_of_office_holders_have_a_feed_that_names_nobody(client, owner):
    office = OfficeFactory(organization=owner, name_fi="Hallintojohtaja")
    OfficerDecisionFactory(office=office, title="Hankinta", legacy_id="2026374767", officer_name="Veera Virkanen")
    OfficerDecisionFactory(office=office, title="Luonnos", state=RecordState.DRAFT, number=None, published_at=None)

    response = client.get("/kuusela/cgi/DREQUEST.PHP?page=rss/official_decisions&show=30")
    content = response.content.decode("iso-8859-1")

    assert titles(response) == ["Hallintojohtaja 16.03.2026 / Hankinta"]
    assert "<description><![CDATA[Dynasty - Viranhaltijapäätökset]]></description>" in content
    assert "?page=official_decision&id=2026374767]]></link>" in content
    assert "Virkanen" not in content


def test_what_is_not_public_is_in_no_old_feed(client, clerk, body, meeting):
    draft = MeetingFactory(body=body, state=MeetingState.DRAFT)
    ItemFactory(meeting=draft, title="Salakari")
    ItemFactory(meeting=meeting, title="Salakari", is_draft=True)
    client.force_login(clerk)

    for kind in ("meetingitems", "meetings", "official_decisions"):
        content = client.get(f"/kuusela/cgi/DREQUEST.PHP?page=rss/{kind}").content
        assert b"Salakari" not in content
        assert str(draft.public_id).encode() not in content


def test_of_a_withheld_item_the_public_title_is_told(client, meeting):
    ItemFactory(meeting=meeting, title="Vahingonkorvaus", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 20 k.")

    assert titles(client.get(ITEMS)) == ["Konserni- ja kehitysjaosto 10.03.2026 / Vahingonkorvaus"]


@pytest.mark.parametrize(
    ("title", "on_the_wire"),
    [
        ("Vuosi 2025–2026", b"Vuosi 2025&ndash;2026"),
        ("”Lainaus” ja 5 €", b"&rdquo;Lainaus&rdquo; ja 5 &euro;"),
        ("Ei‑katko", b"Ei&#8209;katko"),
        ("Hymy 😀", b"Hymy &#128512;"),
        ("Åland å ä ö é", "Åland å ä ö é".encode("iso-8859-1")),
        ("Maa & metsä <b>", "Maa & metsä <b>".encode("iso-8859-1")),
        ("Loppu ]]> kesken", b"Loppu ]]&gt; kesken"),
        ("Kaksi\r\nriviä\tja\x07 \x00merkki", "Kaksi riviä ja merkki".encode("iso-8859-1")),
    ],
)
def test_no_character_can_break_a_feed(title, on_the_wire):
    content = written(title=title)

    assert b"<title><![CDATA[" + on_the_wire + b"]]></title>" in content
    assert ElementTree.fromstring(content).find("channel/item") is not None
    assert b"\n" not in content


def test_a_reader_that_has_the_feed_already_gets_nothing_again(client, meeting):
    ItemFactory(meeting=meeting)
    first = client.get(ITEMS)

    again = client.get(ITEMS, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first["Cache-Control"] == "public, max-age=60" or "max-age" in first["Cache-Control"]


def test_only_the_head_can_be_asked_for_and_nothing_can_be_sent(client, meeting):
    ItemFactory(meeting=meeting)

    head = client.head(ITEMS)

    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(client.get(ITEMS).content)
    assert client.post(ITEMS).status_code == 405


def test_any_script_may_read_it_and_it_sets_nothing(client, meeting):
    response = client.get(ITEMS)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


@pytest.mark.parametrize("kind", ["meetingitems", "meetings", "official_decisions"])
def test_three_entries_cost_as_many_queries_as_one(client, owner, body, kind):
    counts = []
    office = OfficeFactory(organization=owner)
    for number in range(3):
        ItemFactory(meeting=MeetingFactory(body=body, legacy_id=str(2026100 + number)))
        OfficerDecisionFactory(office=office)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/kuusela/cgi/DREQUEST.PHP?page=rss/{kind}&n={number}")
        counts.append(len(queries))

    assert counts[0] == counts[2]


@pytest.mark.slow
def test_a_thousand_entries_come_in_one_answer(client, body):
    meeting = MeetingFactory(body=body)
    ItemFactory.create_batch(1010, meeting=meeting)

    assert len(titles(client.get(f"{ITEMS}&show=1000"))) == 1000


def test_long_feeds_of_the_former_service_share_the_limit_of_ours(client, meeting):
    address = f"{ITEMS}&show=1000&kierros="
    answers = [client.get(f"{address}{n}").status_code for n in range(LONG_PER_MINUTE)]

    assert set(answers) == {200}
    assert client.get(f"{address}lisaa").status_code == 429
    assert client.get("/syotteet/kokousasiat.rss?show=1000").status_code == 429
    assert client.get(f"{ITEMS}&show=30").status_code == 200
