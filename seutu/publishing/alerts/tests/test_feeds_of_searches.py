from __future__ import annotations

import datetime as dt
import json
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.template.loader import render_to_string

from seutu.publishing.alerts import offers
from seutu.shared.organizations.tests.factories import OrganizationFactory
from seutu.shared.search.query import SearchQuery

ATOM = "{http://www.w3.org/2005/Atom}"
HARD = "Silta <b>&amp; \"lainaus\" ]]> 'x'\x07 – 😀"
SEARCHES = ["/haku/syote", "/sv/haku/syote", "/kuusela/haku/syote"]
QUERIES = ["", "?q=silta", "?q=silta&kunta=kuusela&laji=naytteet"]
every_search = pytest.mark.parametrize("query", QUERIES)
every_place = pytest.mark.parametrize("place", SEARCHES)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public(archive, now):
    OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    archive.publish(HARD, day=dt.date(2026, 3, 1))
    now.shift(dt.timedelta(hours=1))
    archive.publish("Uusi silta", day=dt.date(2026, 3, 10))
    return archive


@every_place
@every_search
def test_rss_has_what_it_must_have(client, place, query):
    response = client.get(f"{place}.rss{query}")
    root = ElementTree.fromstring(response.content)
    channel = root.find("channel")

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    assert channel.find(f"{ATOM}link").get("href") == f"http://testserver{place}.rss{query}"
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert [item.findtext("title") for item in channel.findall("item")] == ["Uusi silta", HARD.replace("\x07", "")]
    for item in channel.findall("item"):
        assert parsedate_to_datetime(item.findtext("pubDate")).utcoffset() == dt.timedelta(0)
        assert item.findtext("link").startswith("http://testserver/kuusela/naytteet/")
        assert item.find("guid").get("isPermaLink") == "false"


@every_place
@every_search
def test_atom_has_what_it_must_have(client, place, query):
    response = client.get(f"{place}.atom{query}")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}id").startswith("tag:testserver,2026:/")
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)


@every_place
@every_search
def test_a_json_feed_has_what_it_must_have(client, place, query):
    response = client.get(f"{place}.json{query}")
    feed = json.loads(response.content)

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{place}.json{query}"
    assert [item["title"] for item in feed["items"]] == ["Uusi silta", HARD.replace("\x07", "")]
    assert all(item["id"] and item["url"] and item["content_text"] for item in feed["items"])


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_readers_program_takes_it(client, form):
    feed = feedparser.parse(client.get(f"/haku/syote.{form}?q=silta").content)

    assert not feed.bozo
    assert feed.feed.title == "Haku: silta"
    assert feed.feed.link == "http://testserver/haku/?q=silta"
    assert feed.entries[0].title == "Uusi silta"


def test_the_id_of_a_feed_and_of_its_entries_is_the_same_in_every_language_and_order_of_words(client):
    def ids(path):
        feed = ElementTree.fromstring(client.get(path).content)
        return [feed.findtext(f"{ATOM}id"), *(each.text for each in feed.findall(f"{ATOM}entry/{ATOM}id"))]

    canonical = ids("/haku/syote.atom?q=silta&kunta=kuusela")

    assert ids("/haku/syote.atom?kunta=kuusela&q=silta&sivu=2") == canonical
    assert ids("/sv/haku/syote.atom?q=silta&kunta=kuusela") == canonical


def test_only_what_the_search_finds_is_in_it(client, public):
    public.publish("Koulu")

    assert len(json.loads(client.get("/haku/syote.json?q=koulu").content)["items"]) == 1
    assert len(json.loads(client.get("/haku/syote.json").content)["items"]) == 3
    assert json.loads(client.get("/haku/syote.json?q=ei+mitaan").content)["items"] == []


def test_what_is_withdrawn_is_gone_before_the_index_knows(client, public):
    public.withdraw(2, index=False)

    assert [item["title"] for item in json.loads(client.get("/haku/syote.json").content)["items"]] != ["Uusi silta"]
    assert len(json.loads(client.get("/haku/syote.json").content)["items"]) == 1


@pytest.mark.parametrize(("asked", "count"), [("", 30), ("40", 40), ("1", 1), ("0", 1), ("x", 30), ("1000", 42)])
def test_it_is_as_long_as_is_asked_for(client, public, asked, count):
    for number in range(40):
        public.publish(f"Tie {number}", index=False)
    public.index()

    assert len(json.loads(client.get(f"/haku/syote.json?show={asked}").content)["items"]) == count


def test_an_old_meeting_of_which_the_minutes_come_out_now_is_first_in_a_feed_that_is_full(client, public, now):
    for number in range(40):
        public.publish(f"Silta {number}", day=dt.date(2026, 3, 20), index=False)
    now.shift(dt.timedelta(hours=1))
    public.publish("Vanha silta", day=dt.date(2025, 1, 7), index=False)
    public.index()

    items = json.loads(client.get("/haku/syote.json?q=silta").content)["items"]

    assert len(items) == 30
    assert items[0]["title"] == "Vanha silta"


def test_a_reader_that_has_it_already_gets_nothing_again(client):
    first = client.get("/haku/syote.rss?q=silta")

    again = client.get("/haku/syote.rss?q=silta", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert "max-age" in first["Cache-Control"]
    assert first.cookies == {}
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["X-Robots-Tag"] == "noindex"


def test_one_address_gets_sixty_that_are_not_kept_in_a_minute(client):
    answers = [client.get(f"/haku/syote.rss?q=silta{number}").status_code for number in range(61)]

    assert answers == [200] * 60 + [429]
    assert client.get("/haku/syote.rss?q=silta1").status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff", "vuosi=" + "9" * 50, "kunta=%00", "q=" + "x" * 5000, "alkaen=x", "show=%00"]
)
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_search_that_means_nothing_is_answered(client, form, query):
    assert client.get(f"/haku/syote.{form}?{query}").status_code in {200, 400}


@pytest.mark.parametrize(
    "path", ["/puuttuu/haku/syote.rss", "/haku/syote.xml", "/haku/syote.rss/", "/Kuusela/haku/syote.rss"]
)
def test_a_feed_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_it_is_only_read(client):
    assert client.post("/haku/syote.rss").status_code == 405


def test_the_page_of_a_search_can_offer_its_feeds_and_the_way_to_an_alert():
    query = SearchQuery(text="silta ja tie", municipalities=frozenset({"kuusela"}))

    assert [(feed.kind, feed.url) for feed in offers.feeds_of(query)] == [
        (kind, f"/haku/syote.{kind}?q=silta+ja+tie&kunta=kuusela") for kind in ("rss", "atom", "json")
    ]
    assert offers.order_url(query) == "/hakuvahti/uusi/?q=silta+ja+tie&kunta=kuusela"
    assert offers.order_url(SearchQuery()) == "/hakuvahti/uusi/"


def test_the_feeds_of_everything_and_of_each_municipality_are_public_surfaces():
    assert len(offers.addresses()) == 6
    assert "/haku/syote.rss" in offers.addresses()
    assert "/kuusela/haku/syote.atom" in offers.addresses()


def test_the_part_for_the_page_of_a_search_leads_to_both(rf):
    query = SearchQuery(text="silta")

    part = render_to_string("alerts/_offer.html", offers.slot(rf.get("/haku/?q=silta"), query))

    assert 'href="/hakuvahti/uusi/?q=silta"' in part
    assert "<span>Tilaa hakuvahti</span>" in part
    assert "/haku/syote.atom?q=silta" in [feed.url for feed in offers.feeds_of(query)]
