"""Programs that read the old feeds, each as strict as it is: what they look for is found as before."""

from __future__ import annotations

import email.utils
import html
import re
from xml.etree import ElementTree

import pytest

from seutu.publishing.decisions.tests.factories import ItemFactory
from seutu.publishing.decisions.tests.record_factories import OfficeFactory, OfficerDecisionFactory

FEED = "/Kuusela/cgi/DREQUEST.PHP?page=rss/meetingitems&show=1000"
TITLE = "Hankinta / täydennys 2025–2026"

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client, meeting):
    ItemFactory(meeting=meeting, position=4, title=TITLE)
    return client.get(FEED)


def test_one_that_takes_plain_items_and_the_first_slash(answer):
    charset = re.search(r"charset=([\w-]+)", answer["Content-Type"])[1]
    text = answer.content.decode(charset)
    (item,) = re.findall(r"<item>(.*?)</item>", text, re.DOTALL)
    title = re.search(r"<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</title>", item)[1]
    link = re.search(r"<link>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</link>", item)[1]
    head, _, rest = html.unescape(title).partition(" / ")

    assert rest == TITLE
    assert re.search(r"\d{2}\.\d{2}\.\d{4}", head)[0] == "10.03.2026"
    assert re.search(r"[?&]id=([\d-]+)", html.unescape(link))[1] == "2022504-4"


def test_one_that_wants_every_sign_in_its_place_and_skips_an_item_otherwise(answer):
    text = answer.content.decode("iso-8859-1")
    found = re.findall(
        r"<item><title><!\[CDATA\[(.+?) (\d\d\.\d\d\.\d{4}) / (.+?)\]\]></title>"
        r".*?<link><!\[CDATA\[(.+?page=meetingitem&id=(\d+)-(\d+))\]\]></link>",
        text,
    )

    assert [(body, day, meeting, item) for body, day, _title, _link, meeting, item in found] == [
        ("Konserni- ja kehitysjaosto", "10.03.2026", "2022504", "4")
    ]


def test_one_that_reads_optional_parts_and_knows_an_entry_by_its_guid(answer):
    text = answer.content.decode("latin-1")
    (item,) = re.findall(r"<item>([\s\S]*?)</item>", text)

    def part(tag):
        either = rf"<{tag}[^>]*><!\[CDATA\[([\s\S]*?)\]\]></{tag}>|<{tag}[^>]*>([^<]*)</{tag}>"
        found = re.search(either, item)
        return (found[1] or found[2] or "").strip() if found else ""

    assert part("guid") == part("link")
    assert email.utils.parsedate_to_datetime(part("pubDate")).isoformat() == "2026-03-16T22:00:00+00:00"
    assert part("title").split(" / ")[0] == "Konserni- ja kehitysjaosto 10.03.2026"


def test_one_that_takes_an_ordinary_feed_by_its_type_and_its_first_letters(answer):
    assert "xml" in answer["Content-Type"]
    assert b"<rss" in answer.content[:500]

    channel = ElementTree.fromstring(answer.content).find("channel")
    item = channel.find("item")

    assert [each.tag for each in channel] == ["title", "description", "link", "item"]
    assert [each.tag for each in item] == ["title", "description", "link", "guid", "pubDate"]
    assert html.unescape(item.findtext("description")) == TITLE


def test_one_that_wants_an_absolute_link_of_the_web(answer):
    (link,) = re.findall(r"<item>.*?<link><!\[CDATA\[(.*?)\]\]></link>", answer.content.decode("iso-8859-1"))

    assert re.fullmatch(r"https?://[^/]+:\d+/kuusela/cgi/DREQUEST\.PHP\?page=meetingitem&id=\d+-\d+", link)


def test_one_that_looks_for_a_body_and_a_day_in_the_titles_of_meetings(client, meeting):
    text = client.get("/kuusela/cgi/DREQUEST.PHP?page=rss/meetings&show=10").content.decode("latin-1")
    title = re.search(r"<item><title><!\[CDATA\[(.*?)\]\]>", text)[1]

    assert "kehitysjaosto" in title.lower()
    assert re.search(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", title).groups() == ("10", "03", "2026")
    assert re.search(r"<item>.*?id=(\d+)", text)[1] == "2022504"


def test_one_that_parts_a_decision_into_publisher_and_subject(client, owner):
    OfficerDecisionFactory(office=OfficeFactory(organization=owner, name_fi="Rehtori"), title="Valinta / sijainen")

    text = client.get("/kuusela/cgi/DREQUEST.PHP?page=rss/official_decisions").content.decode("latin-1")
    publisher, *subject = re.search(r"<item><title><!\[CDATA\[(.*?)\]\]>", text)[1].split(" / ")

    assert publisher.startswith("Rehtori")
    assert " / ".join(subject) == "Valinta / sijainen"


def test_one_that_always_reads_latin_1_gets_every_letter(client, meeting):
    ItemFactory(meeting=meeting, title="Äänioikeus ja åländsk fråga")

    assert "Äänioikeus ja åländsk fråga" in client.get(FEED).content.decode("latin-1")


def test_a_link_that_a_reader_follows_leads_to_the_item(client, answer):
    (link,) = re.findall(r"<item>.*?<link><!\[CDATA\[(.*?)\]\]></link>", answer.content.decode("iso-8859-1"))
    path = link.removeprefix("http://testserver:80")

    page = client.get(path, follow=True)

    assert page.redirect_chain == [("/kuusela/kokoukset/2022504/4/", 302)]
    assert page.status_code == 200
