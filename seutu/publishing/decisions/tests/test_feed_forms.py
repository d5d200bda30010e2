"""Every feed is what its form says it must be: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, asserted by us."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
import time_machine

from seutu.publishing.decisions.models import Outcome
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import NoticeFactory, OfficeFactory, OfficerDecisionFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
HARD = "Äänestys <b>&amp; \"lainaus\" ]]> 'x'\x07 – 😀"
PLACES = [
    "/syotteet/kokousasiat",
    "/syotteet/kokoukset",
    "/syotteet/viranhaltijapaatokset",
    "/syotteet/kuulutukset",
    "/kuusela/syotteet/kokousasiat",
    "/kuusela/syotteet/kokoukset",
    "/kuusela/syotteet/viranhaltijapaatokset",
    "/kuusela/syotteet/kuulutukset",
    "/kuusela/toimielimet/tekla/kokousasiat",
    "/kuusela/toimielimet/tekla/kokoukset",
    "/kuusela/asiat/1-00.01-2026/kasittelyt",
]
every_place = pytest.mark.parametrize("place", [*PLACES, *(f"/sv{place}" for place in PLACES)])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner():
    return OrganizationFactory(name_fi="Kuusela & kumpp.", slug="kuusela")


@pytest.fixture
def records(owner):
    """One record of every kind, with a title that is hard to write."""
    body = BodyFactory(organization=owner, name_fi="Tekninen <lautakunta>", slug="tekla")
    case = CaseFactory(organization=owner, number="1/00.01/2026", slug="1-00.01-2026", title=HARD)
    meeting = MeetingFactory(body=body, place=HARD)
    ItemFactory(meeting=meeting, title=HARD, case=case, language="sv", outcome=Outcome.VOTE)
    OfficerDecisionFactory(office=OfficeFactory(organization=owner), title=HARD, case=case)
    NoticeFactory(organization=owner, title=HARD)


def is_absolute(address):
    return re.fullmatch(r"https?://[^/ ]+(/[^ ]*)?", address) is not None


def is_date(text):
    return dt.datetime.fromisoformat(text).tzinfo is not None


@every_place
def test_rss_has_what_it_must_have(client, records, place):
    response = client.get(f"{place}.rss")
    root = ElementTree.fromstring(response.content)
    channel = root.find("channel")
    items = channel.findall("item")

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    assert all(channel.findtext(name) for name in ("title", "description", "language"))
    assert is_absolute(channel.findtext("link"))
    assert channel.find(f"{ATOM}link").attrib == {
        "href": f"http://testserver{place}.rss",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert items
    for item in items:
        assert item.findtext("title")
        assert is_absolute(item.findtext("link"))
        assert parsedate_to_datetime(item.findtext("pubDate")).utcoffset() == dt.timedelta(0)
        assert item.find("guid").get("isPermaLink") == "false"


@every_place
def test_atom_has_what_it_must_have(client, records, place):
    response = client.get(f"{place}.atom")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.findtext(f"{ATOM}id").startswith("tag:testserver,2026:")
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"http://testserver{place}.atom"
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
        assert is_date(entry.findtext(f"{ATOM}updated"))
        assert is_date(entry.findtext(f"{ATOM}published"))
        assert is_absolute(entry.find(f"{ATOM}link[@rel='alternate']").get("href"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)


@every_place
def test_a_json_feed_has_what_it_must_have(client, records, place):
    response = client.get(f"{place}.json")
    feed = json.loads(response.content)

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"http://testserver{place}.json"
    assert is_absolute(feed["home_page_url"])
    assert feed["language"] == ("sv" if place.startswith("/sv/") else "fi")
    assert all(author["name"] for author in feed["authors"])
    assert feed["items"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert is_absolute(item["url"])
        assert is_date(item["date_published"])
        assert is_date(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item["tags"])


@every_place
def test_the_three_forms_say_the_same(client, records, place):
    rss = ElementTree.fromstring(client.get(f"{place}.rss").content).findall("channel/item")
    atom = ElementTree.fromstring(client.get(f"{place}.atom").content).findall(f"{ATOM}entry")
    items = json.loads(client.get(f"{place}.json").content)["items"]

    said = [(item["id"], item["url"], item["title"], item["content_text"]) for item in items]

    assert [tuple(each.findtext(name) for name in ("guid", "link", "title", "description")) for each in rss] == said
    assert [
        (
            each.findtext(f"{ATOM}id"),
            each.find(f"{ATOM}link").get("href"),
            each.findtext(f"{ATOM}title"),
            each.findtext(f"{ATOM}summary"),
        )
        for each in atom
    ] == said


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_title_that_is_hard_to_write_comes_through(client, records, form):
    content = client.get(f"/kuusela/syotteet/kuulutukset.{form}").content
    title = (
        json.loads(content)["items"][0]["title"]
        if form == "json"
        else next(e.text for e in ElementTree.fromstring(content).iter() if e.text and "nestys" in e.text)
    )

    assert title == HARD.replace("\x07", "")


def test_a_title_in_another_language_says_so(client, records):
    feed = ElementTree.fromstring(client.get("/syotteet/kokousasiat.atom").content)
    item = json.loads(client.get("/syotteet/kokousasiat.json").content)["items"][0]

    assert feed.find(f"{ATOM}entry/{ATOM}title").get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert item["language"] == "sv"


@pytest.mark.parametrize("place", PLACES[:10])
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_without_entries_is_one_too_and_stays_the_same(client, owner, place, form):
    BodyFactory(organization=owner, slug="tekla")

    first = client.get(f"{place}.{form}")
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        later = client.get(f"{place}.{form}")

    assert first.status_code == 200
    assert first.content == later.content


def test_the_address_of_an_item_is_that_of_its_page(client, records):
    from seutu.publishing.decisions import queries
    from seutu.publishing.decisions.feeds.entries import of_items
    from seutu.publishing.decisions.rules import Reader

    items = queries.latest_items(Reader())

    assert [entry.path for entry in of_items(items)] == [item.url for item in items]
