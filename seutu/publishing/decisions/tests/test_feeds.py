from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest
import time_machine

from seutu.publishing.decisions.feeds.sources import LONG_PER_MINUTE
from seutu.publishing.decisions.models import Meeting, MeetingState, Outcome
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

ATOM = "{http://www.w3.org/2005/Atom}"
DC_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    return BodyFactory(organization=owner, name_fi="Tekninen lautakunta", name_sv="Tekniska nämnden", slug="tekla")


@pytest.fixture
def meeting(body):
    return MeetingFactory(body=body, legacy_id="2026104", number=5, place="Kunnantalo")


def items(response):
    return ElementTree.fromstring(response.content).findall("channel/item")


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def titles(response):
    return [item.findtext("title") for item in items(response)]


def test_an_item_tells_where_when_and_how_it_ended(client, meeting):
    case = CaseFactory(organization=meeting.organization, number="1/00.01/2026")
    ItemFactory(meeting=meeting, position=4, section_number=16, title="Valot", outcome=Outcome.APPROVED, case=case)

    (item,) = items(client.get("/syotteet/kokousasiat.rss"))

    assert item.findtext("title") == "Valot"
    assert item.findtext("link") == "http://testserver/kuusela/kokoukset/2026104/4/"
    assert item.findtext("description") == (
        "Kuusela, tekninen lautakunta 10.3.2026 §\xa016. Hyväksyttiin. 1/00.01/2026"
    )
    assert item.findtext("pubDate") == "Mon, 16 Mar 2026 22:00:00 +0000"
    assert [each.text for each in item.findall("category")] == ["Tekninen lautakunta", "Kuusela"]
    assert item.find(DC_CREATOR) is None


def test_a_meeting_tells_how_far_it_has_come(client, meeting):
    (item,) = items(client.get("/syotteet/kokoukset.rss"))

    assert item.findtext("title") == "Kuusela, tekninen lautakunta 10.3.2026"
    assert item.findtext("link") == "http://testserver/kuusela/kokoukset/2026104/"
    assert item.findtext("description") == "Pöytäkirja, kokous 5/2026, tiistai 10.3.2026 klo\xa016.00, Kunnantalo"


def test_ids_are_the_same_in_every_language_and_never_change(client, meeting):
    ItemFactory(meeting=meeting, position=4)

    found = [items(client.get(f"{prefix}/syotteet/kokousasiat.rss"))[0].find("guid") for prefix in ("", "/sv", "/en")]
    (atom,) = entries(client.get("/syotteet/kokousasiat.atom"))

    assert {guid.text for guid in found} == {"tag:testserver,2026:/kuusela/kokoukset/2026104/4/"}
    assert {guid.get("isPermaLink") for guid in found} == {"false"}
    assert atom.findtext(f"{ATOM}id") == found[0].text


def test_atom_tells_when_an_entry_was_published_and_changed(client, meeting):
    ItemFactory(meeting=meeting, position=4)

    response = client.get("/syotteet/kokousasiat.atom")
    (entry,) = entries(response)

    assert response["Content-Type"].startswith("application/atom+xml")
    assert entry.findtext(f"{ATOM}published") == "2026-03-16T22:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated")
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["Tekninen lautakunta", "Kuusela"]


@pytest.mark.parametrize("kind", ["kokousasiat", "kokoukset"])
def test_a_municipality_has_its_own(client, meeting, kind):
    ItemFactory(meeting=meeting)
    ItemFactory(meeting=MeetingFactory())

    assert len(items(client.get(f"/kuusela/syotteet/{kind}.rss"))) == 1
    assert len(entries(client.get(f"/kuusela/syotteet/{kind}.atom"))) == 1
    assert len(items(client.get(f"/syotteet/{kind}.rss"))) == 2


def test_a_body_has_its_own(client, meeting, body):
    ItemFactory(meeting=meeting, title="Oma")
    ItemFactory(meeting=MeetingFactory(body=BodyFactory(organization=body.organization)), title="Toisen")

    assert titles(client.get("/kuusela/toimielimet/tekla/kokousasiat.rss")) == ["Oma"]
    assert len(entries(client.get("/kuusela/toimielimet/tekla/kokousasiat.atom"))) == 1


def test_the_words_of_a_feed_are_in_its_language(client, meeting):
    channel = ElementTree.fromstring(client.get("/sv/kuusela/syotteet/kokoukset.rss").content).find("channel")

    assert channel.findtext("language") == "sv"
    assert channel.findtext("title") == "Sammanträden: Kuusela"
    assert channel.findtext("item/title") == "Kuusela, tekniska nämnden 10.3.2026"


def test_only_as_many_entries_as_are_asked_for(client, meeting):
    ItemFactory.create_batch(32, meeting=meeting)

    counts = {asked: len(items(client.get(f"/syotteet/kokousasiat.rss?show={asked}"))) for asked in ("", "31", "1000")}

    assert counts == {"": 30, "31": 31, "1000": 32}


@pytest.mark.parametrize(("asked", "count"), [("0", 1), ("-5", 3), ("abc", 3), ("9" * 40, 3), ("1001", 3), ("%00", 3)])
def test_a_number_that_cannot_be_is_the_nearest_one(client, meeting, asked, count):
    ItemFactory.create_batch(3, meeting=meeting)

    assert len(items(client.get(f"/syotteet/kokousasiat.rss?show={asked}"))) == count


def test_an_agenda_comes_into_the_feed_without_what_is_decided(client, body):
    meeting = MeetingFactory(body=body, state=MeetingState.MINUTES_CHECKED)
    ItemFactory(meeting=meeting, outcome=Outcome.REJECTED)

    (item,) = items(client.get("/syotteet/kokousasiat.rss"))

    assert "Esityslistalla" in item.findtext("description")
    assert "Hylättiin" not in item.findtext("description")


def test_a_preparers_drafts_never_come_into_a_feed(client, clerk, municipality):
    meeting = MeetingFactory(body=BodyFactory(organization=municipality), state=MeetingState.DRAFT)
    ItemFactory(meeting=meeting)
    client.force_login(clerk)

    for kind in ("kokousasiat", "kokoukset"):
        assert items(client.get(f"/kuusela/syotteet/{kind}.rss")) == []


def test_a_reader_that_has_the_feed_already_gets_nothing_again(client, meeting):
    first = client.get("/syotteet/kokoukset.rss")

    same = client.get("/syotteet/kokoukset.rss", headers={"If-None-Match": first["ETag"]})
    since = client.get("/syotteet/kokoukset.rss", headers={"If-Modified-Since": first["Last-Modified"]})

    assert (same.status_code, since.status_code) == (304, 304)


def test_a_change_is_told(client, meeting):
    first = client.get("/syotteet/kokoukset.rss")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)):
        row = Meeting.objects.get()
        row.place = "Koulu"
        row.save()

        second = client.get("/syotteet/kokoukset.rss", headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    assert second["Last-Modified"] > first["Last-Modified"] or second["ETag"] != first["ETag"]


def test_any_script_may_read_it_and_it_sets_nothing(client, meeting):
    response = client.get("/syotteet/kokoukset.rss")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


def test_it_is_only_read(client, meeting):
    assert client.post("/syotteet/kokoukset.rss").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/puuttuu/syotteet/kokoukset.rss",
        "/kuusela/toimielimet/puuttuu/kokousasiat.rss",
        "/syotteet/kokoukset.xml",
        "/syotteet/kokoukset.rss/",
    ],
)
def test_a_feed_of_nothing_is_not_found(client, meeting, path):
    assert client.get(path).status_code == 404


def test_long_feeds_that_nobody_keeps_are_limited_and_short_ones_are_not(client, db):
    answers = [
        client.get(f"/syotteet/kokousasiat.rss?show=1000&kierros={n}").status_code for n in range(LONG_PER_MINUTE)
    ]

    assert set(answers) == {200}
    assert client.get("/syotteet/kokousasiat.rss?show=1000&kierros=lisaa").status_code == 429
    assert client.get("/syotteet/kokousasiat.rss?show=30&kierros=lyhyt").status_code == 200
