"""A page asks the database as often for three rows as for one."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions.models import Attendance, AttendanceRole, MeetingState
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.organizations.tests.factories import BodyFactory, BodyTermFactory, OrganizationFactory
from tests.standing import standing

# Before the coming meetings below, after the held ones.
NOW = dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC)

LISTS = [
    "/",
    "/index.json",
    "/kokoukset/",
    "/kokoukset.json",
    "/toimielimet/",
    "/toimielimet.json",
    "/kuusela/",
    "/kuusela.json",
    "/kuusela/toimielimet/",
    "/kuusela/toimielimet.json",
    "/kuusela/toimielimet/lautakunta-0/",
    "/kuusela/toimielimet/lautakunta-0.json",
    "/kuusela/kokoukset/",
    "/kuusela/kokoukset.json",
    "/kuusela/kokoukset/70/",
    "/kuusela/kokoukset/70.json",
    "/kuusela/kokoukset/70/1/",
    "/kuusela/kokoukset/70/1.json",
    "/kuusela/asiat/1-2026/",
    "/kuusela/asiat/1-2026.json",
    "/syotteet/kokousasiat.rss",
    "/syotteet/kokoukset.atom",
    "/kuusela/syotteet/kokousasiat.atom",
    "/kuusela/toimielimet/lautakunta-0/kokousasiat.rss",
]

pytestmark = pytest.mark.django_db


class Municipality:
    """A municipality that grows: each step adds one row to every list there is."""

    def __init__(self) -> None:
        self.owner = OrganizationFactory(slug="kuusela")
        self.case = CaseFactory(organization=self.owner, number="1/2026")
        self.size = 0

    def grow(self) -> None:
        number = self.size
        self.size += 1
        body = BodyFactory(organization=self.owner, slug=f"lautakunta-{number}")
        held = MeetingFactory(body=body, legacy_id=f"7{number}")
        ItemFactory(meeting=held, position=1, case=self.case)
        MeetingFactory(body=body, state=MeetingState.AGENDA_PUBLISHED, starts_at=NOW + dt.timedelta(days=7))
        self._fill(number)

    def _fill(self, number):
        """One row more in the first meeting, its first item and its body."""
        first = self.owner.meetings.get(legacy_id="70")
        item = first.items.get(position=1)
        ItemFactory(meeting=first, position=number + 2, case=CaseFactory(organization=self.owner))
        PartFactory(item=item, position=number + 1)
        AttachmentFactory(item=item, position=number + 1)
        Attendance.objects.create(meeting=first, position=number + 1, name="Maija", role=AttendanceRole.MEMBER)
        BodyTermFactory(body=first.body, starts_on=dt.date(2010 + number, 8, 1))
        if number:
            MeetingFactory(body=first.body, legacy_id=f"8{number}", starts_at=NOW - dt.timedelta(days=30 + number))


def queries_of(client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker) -> dict[str, tuple[int, int]]:
    """How many queries each page costs with one row in every list and with three; the rows are made once."""
    addresses, client = [f"{prefix}{address}" for prefix in ("", "/sv") for address in LISTS], Client()
    with standing(django_db_blocker), time_machine.travel(NOW, tick=False):
        municipality = Municipality()
        municipality.grow()
        first = {address: queries_of(client, address) for address in addresses}
        municipality.grow()
        municipality.grow()
        return {address: (first[address], queries_of(client, address)) for address in addresses}


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["", "/sv"])
@pytest.mark.parametrize("address", LISTS)
def test_three_rows_cost_as_many_queries_as_one(counted, address, prefix):
    with_one_row, with_three_rows = counted[f"{prefix}{address}"]

    assert with_three_rows == with_one_row


def test_a_visitor_is_not_asked_who_they_are(client):
    MeetingFactory()
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/kokoukset/")

    assert response.cookies == {}
    assert not [query for query in queries if "session" in query["sql"] or "accounts_user" in query["sql"]]


def test_a_page_that_is_kept_costs_one_query(client):
    MeetingFactory()
    client.get("/kokoukset/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/kokoukset/")

    assert len(queries) == 1


@pytest.mark.parametrize("address", ["/", "/kokoukset/", "/syotteet/kokoukset.rss", "/index.json"])
def test_a_page_is_kept_no_longer_than_until_the_next_agenda_comes_out(client, address):
    with time_machine.travel(NOW, tick=False):
        MeetingFactory(
            state=MeetingState.AGENDA_PUBLISHED,
            starts_at=NOW + dt.timedelta(days=7),
            agenda_published_at=NOW + dt.timedelta(seconds=20),
        )

        assert client.get(address)["Cache-Control"] == "public, max-age=20"
