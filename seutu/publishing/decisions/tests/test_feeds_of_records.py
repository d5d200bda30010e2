"""Feeds of office holders' decisions, of notices and of a case: what comes in, and what goes away again."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions.actions.officer_decisions import withdraw_officer_decision
from seutu.publishing.decisions.models import MeetingState, NoticeKind, RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import NoticeFactory, OfficeFactory, OfficerDecisionFactory
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
DECISIONS = "/kuusela/syotteet/viranhaltijapaatokset.json"
NOTICES = "/kuusela/syotteet/kuulutukset.json"
TESTER = System("tests")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner():
    return OrganizationFactory(name_fi="Kuusela", slug="kuusela")


@pytest.fixture
def office(owner):
    return OfficeFactory(organization=owner, name_fi="Hallintojohtaja")


def items(client, address):
    return json.loads(client.get(address).content)["items"]


def titles(client, address):
    return [item["title"] for item in items(client, address)]


def test_a_decision_tells_its_office_and_number_and_nobodys_name(client, office):
    OfficerDecisionFactory(office=office, number=12, title="Hankinta", legacy_id="2026374767")

    (item,) = items(client, DECISIONS)

    assert item["url"] == "http://testserver/kuusela/viranhaltijapaatokset/2026374767/"
    assert item["content_text"] == "Kuusela, hallintojohtaja 16.3.2026 §\xa012/2026"
    assert item["tags"] == ["Hallintojohtaja", "Kuusela"]
    assert b"Virkanen" not in client.get(DECISIONS).content


def test_a_notice_tells_its_kind_and_how_long_it_is_on_display(client, owner):
    NoticeFactory(organization=owner, kind=NoticeKind.PUBLIC, title="Kaava")

    (item,) = items(client, NOTICES)

    assert item["title"] == "Kaava"
    assert "Kuusela. " in item["content_text"]
    assert "31.3.2026" in item["content_text"]


def test_drafts_and_what_is_still_to_come_are_in_no_feed(client, owner, office):
    OfficerDecisionFactory(office=office, state=RecordState.DRAFT, number=None, published_at=None)
    OfficerDecisionFactory(office=office, published_at=NOW + dt.timedelta(hours=1))
    NoticeFactory(organization=owner, state=RecordState.DRAFT, published_at=None)
    NoticeFactory(organization=owner, displayed_on=dt.date(2026, 3, 21))

    assert titles(client, DECISIONS) == []
    assert titles(client, NOTICES) == []


def test_a_decision_that_is_withdrawn_goes_away_at_once(client, office):
    decision = OfficerDecisionFactory(office=office)
    first = client.get(DECISIONS)

    withdraw_officer_decision(decision, reason="Väärä liite.", by=TESTER)
    second = client.get(DECISIONS, headers={"If-None-Match": first["ETag"]})

    assert len(json.loads(first.content)["items"]) == 1
    assert second.status_code == 200
    assert json.loads(second.content)["items"] == []


def test_a_reader_that_asks_by_date_alone_hears_of_what_went_away(client, office):
    OfficerDecisionFactory(office=office)

    assert "Last-Modified" not in client.get(DECISIONS)


def test_a_notice_goes_away_when_its_time_is_over(client, owner):
    NoticeFactory(organization=owner, ends_on=dt.date(2026, 3, 20))
    before = client.get(NOTICES)

    with time_machine.travel(clock.start_of(dt.date(2026, 3, 21)), tick=False):
        assert titles(client, NOTICES) == []
    assert len(json.loads(before.content)["items"]) == 1


def test_a_feed_is_kept_no_longer_than_until_the_last_day_of_a_notice_ends(client, owner):
    NoticeFactory(organization=owner, ends_on=dt.date(2026, 3, 20))

    with time_machine.travel(clock.start_of(dt.date(2026, 3, 21)) - dt.timedelta(seconds=20), tick=False):
        assert client.get(NOTICES)["Cache-Control"] == "public, max-age=20"


def test_the_region_has_those_of_all_municipalities(client, owner, office):
    OfficerDecisionFactory(office=office)
    OfficerDecisionFactory()
    NoticeFactory(organization=owner)
    NoticeFactory()

    assert len(items(client, "/syotteet/viranhaltijapaatokset.json")) == 2
    assert len(items(client, "/syotteet/kuulutukset.json")) == 2
    assert len(items(client, DECISIONS)) == len(items(client, NOTICES)) == 1


def test_a_case_has_a_feed_of_its_steps_the_newest_first(client, owner, office):
    case = CaseFactory(organization=owner, number="1/00.01/2026", slug="1-00.01-2026", title="Silta")
    body = BodyFactory(organization=owner)
    ItemFactory(meeting=MeetingFactory(body=body), title="Sillan suunnitelma", case=case)
    ItemFactory(meeting=MeetingFactory(body=body), title="Muu asia")
    ItemFactory(meeting=MeetingFactory(body=body, state=MeetingState.DRAFT), title="Salakari", case=case)
    OfficerDecisionFactory(office=office, title="Sillan lupa", case=case)

    feed = json.loads(client.get("/kuusela/asiat/1-00.01-2026/kasittelyt.json").content)

    assert [item["title"] for item in feed["items"]] == ["Sillan lupa", "Sillan suunnitelma"]
    assert "1/00.01/2026" in feed["title"]
    assert feed["home_page_url"] == "http://testserver/kuusela/asiat/1-00.01-2026/"


@pytest.mark.parametrize("case", ["1-00.01-2026", "puuttuu"])
def test_a_case_of_which_nothing_is_public_has_no_feed(client, owner, case):
    CaseFactory(organization=owner, number="1/00.01/2026", slug="1-00.01-2026")

    for form in ("rss", "atom", "json"):
        assert client.get(f"/kuusela/asiat/{case}/kasittelyt.{form}").status_code == 404


def test_a_body_has_a_feed_of_its_meetings(client, owner):
    body = BodyFactory(organization=owner, name_fi="Valtuusto", slug="valtuusto")
    MeetingFactory(body=body)
    MeetingFactory(body=BodyFactory(organization=owner))

    assert titles(client, "/kuusela/toimielimet/valtuusto/kokoukset.json") == ["Kuusela, valtuusto 10.3.2026"]


@pytest.mark.parametrize("address", [DECISIONS, NOTICES, "/kuusela/asiat/1-2026/kasittelyt.json"])
def test_three_entries_cost_as_many_queries_as_one(client, owner, office, address):
    case = CaseFactory(organization=owner, number="1/2026", slug="1-2026")
    counts = []
    for number in range(3):
        OfficerDecisionFactory(office=office, case=case)
        ItemFactory(meeting=MeetingFactory(body=BodyFactory(organization=owner)), case=case)
        NoticeFactory(organization=owner, case=case)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}?n={number}")
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_items_are_found_though_many_newer_meetings_have_none(client, owner):
    body = BodyFactory(organization=owner)
    ItemFactory(meeting=MeetingFactory(body=body), title="Vanha")
    for number in range(55):
        MeetingFactory(body=body, starts_at=dt.datetime(2026, 3, 11, tzinfo=dt.UTC) + dt.timedelta(hours=number))

    assert titles(client, "/kuusela/syotteet/kokousasiat.json") == ["Vanha"]
