"""The page that explains the feeds, its twin, and how programs find a feed by the address of a page."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "text/calendar"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    body = BodyFactory(organization=owner, name_fi="Tekninen lautakunta", slug="tekla")
    case = CaseFactory(organization=owner, number="1/2026", slug="1-2026")
    ItemFactory(meeting=MeetingFactory(body=body, legacy_id="7"), position=1, case=case)
    return body


def alternates(client, address):
    """The feeds that the head of a page leads to, as pairs of a type and an address."""
    content = client.get(address).content.decode()
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', content)
    return [(kind, href) for kind, href in found if kind in TYPES]


@pytest.mark.parametrize(
    ("address", "count", "types"),
    [
        ("/", 13, TYPES),
        ("/syotteet/", 13, TYPES),
        ("/kuusela/", 13, TYPES),
        ("/kuusela/syotteet/", 13, TYPES),
        ("/kuusela/toimielimet/tekla/", 7, TYPES),
        ("/kuusela/asiat/1-2026/", 3, TYPES - {"text/calendar"}),
        ("/sv/kuusela/toimielimet/tekla/", 7, TYPES),
    ],
)
def test_a_page_leads_programs_to_its_feeds(client, body, address, count, types):
    found = alternates(client, address)

    assert len(found) == count
    assert {kind for kind, _href in found} == types
    for kind, href in found:
        response = client.get(href)
        assert response.status_code == 200
        assert response["Content-Type"].partition(";")[0] == kind


def test_the_list_of_meetings_offers_the_feed_of_meetings(client, body):
    for address, feed in (
        ("/kokoukset/", "/syotteet/kokoukset.rss"),
        ("/kuusela/kokoukset/", "/kuusela/syotteet/kokoukset.rss"),
        ("/kuusela/kokoukset/?toimielin=tekla", "/kuusela/toimielimet/tekla/kokoukset.rss"),
        ("/kuusela/toimielimet/tekla/", "/kuusela/toimielimet/tekla/kokoukset.rss"),
    ):
        assert f'<a class="with-icon" href="{feed}">' in client.get(address).content.decode()


def test_every_address_on_the_page_answers(client, body):
    content = client.get("/kuusela/syotteet/").content.decode()
    addresses = set(re.findall(r'href="(/kuusela/[^"#]+)"', content))

    assert len(addresses) > 20
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_the_page_of_the_region_leads_to_those_of_the_municipalities(client, body):
    content = client.get("/syotteet/").content.decode()

    assert 'href="/kuusela/syotteet/"' in content
    assert "http://testserver/syotteet/kokoukset.ics" in content


def test_every_page_leads_to_the_page_of_feeds(client, body):
    assert 'href="/syotteet/"' in client.get("/kuusela/").content.decode()


def test_the_twin_tells_the_same_addresses(client, body):
    region = json.loads(client.get("/syotteet.json").content)
    municipality = json.loads(client.get("/kuusela/syotteet.json").content)

    assert [(each["content_type"], each["url"]) for each in region["feeds"]] == [
        (kind, f"http://testserver{href}") for kind, href in alternates(client, "/syotteet/")
    ]
    assert municipality["municipality"] == "kuusela"
    assert [each["body"] for each in municipality["bodies"]] == ["tekla"]
    assert len(municipality["bodies"][0]["feeds"]) == 7


def test_a_municipality_without_bodies_says_why_there_is_nothing(client):
    OrganizationFactory(slug="kuusela")

    assert client.get("/kuusela/syotteet/").status_code == 200


def test_there_is_no_page_of_what_does_not_exist(client, body):
    assert client.get("/puuttuu/syotteet/").status_code == 404
    assert client.get("/puuttuu/syotteet.json").status_code == 404


@pytest.mark.parametrize("address", ["/syotteet/", "/kuusela/syotteet/", "/kuusela/syotteet.json"])
def test_three_bodies_cost_as_many_queries_as_one(client, body, address):
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}?n={number}")
        counts.append(len(queries))
        BodyFactory(organization=body.organization)
        OrganizationFactory()

    assert counts[0] == counts[2]
