"""Calendars of meetings, as RFC 5545 wants them."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest

from seutu.publishing.decisions.actions import MeetingFields, change_meeting
from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PLACES = ["/syotteet/kokoukset.ics", "/kuusela/syotteet/kokoukset.ics", "/kuusela/toimielimet/tekla/kokoukset.ics"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    return BodyFactory(organization=owner, name_fi="Tekninen lautakunta", slug="tekla")


def events(response):
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


@pytest.mark.parametrize("address", PLACES)
def test_a_calendar_is_one(client, body, address):
    MeetingFactory(body=body, place="Kunnantalo, iso sali; 2. kerros")

    response = client.get(address)
    calendar = icalendar.Calendar.from_ical(response.content)
    lines = response.content.split(b"\r\n")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    for event in events(response):
        assert all(name in event for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"))
        assert event["LOCATION"] == "Kunnantalo, iso sali; 2. kerros"


def test_a_meeting_tells_when_and_where_it_is(client, body):
    meeting = MeetingFactory(body=body, legacy_id="2022504", place="Kunnantalo")

    (event,) = events(client.get("/kuusela/syotteet/kokoukset.ics"))

    assert event["UID"] == f"kokous-{meeting.pk}@testserver"
    assert event["SUMMARY"] == "Kuusela, tekninen lautakunta"
    assert event["DTSTART"].dt == dt.datetime(2026, 3, 10, 14, tzinfo=dt.UTC)
    assert event["URL"] == "http://testserver/kuusela/kokoukset/2022504/"


def test_a_meeting_whose_hour_is_not_known_is_a_day(client, body):
    MeetingFactory(body=body, has_time=False)

    (event,) = events(client.get("/kuusela/syotteet/kokoukset.ics"))

    assert event["DTSTART"].dt == dt.date(2026, 3, 10)


def test_the_id_is_the_same_in_every_language(client, body):
    MeetingFactory(body=body)

    found = [events(client.get(f"{prefix}/syotteet/kokoukset.ics"))[0]["UID"] for prefix in ("", "/sv", "/en")]

    assert len(set(found)) == 1


def test_meetings_to_come_are_in_it_and_drafts_are_not(client, body):
    MeetingFactory(body=body, state=MeetingState.AGENDA_PUBLISHED, starts_at=dt.datetime(2030, 1, 1, 10, tzinfo=dt.UTC))
    MeetingFactory(body=body, state=MeetingState.DRAFT, place="Salakari")

    response = client.get("/kuusela/syotteet/kokoukset.ics")

    assert [event["DTSTART"].dt.year for event in events(response)] == [2030]
    assert b"Salakari" not in response.content


@pytest.mark.parametrize("address", PLACES)
def test_a_calendar_without_meetings_is_one_too(client, body, address):
    response = client.get(address)

    assert response.status_code == 200
    assert events(response) == []


def test_a_program_that_has_it_already_gets_nothing_again(client, body):
    MeetingFactory(body=body)
    first = client.get("/syotteet/kokoukset.ics")

    assert client.get("/syotteet/kokoukset.ics", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"


def test_there_is_none_of_what_does_not_exist(client, body):
    for address in ("/puuttuu/syotteet/kokoukset.ics", "/kuusela/toimielimet/puuttuu/kokoukset.ics"):
        assert client.get(address).status_code == 404


def test_a_meeting_keeps_its_id_by_whatever_name_the_calendar_is_asked(client, body, settings):
    settings.ALLOWED_HOSTS = ["seutu.example", "paatokset.example"]
    meeting = MeetingFactory(body=body)

    (event,) = events(client.get("/kuusela/syotteet/kokoukset.ics", headers={"host": "paatokset.example"}))

    assert event["UID"] == f"kokous-{meeting.pk}@seutu.example"


def test_a_meeting_that_is_moved_tells_programs_that_it_has_changed(client, body):
    meeting = desk.published_agenda(body=body)
    (before,) = events(client.get("/kuusela/syotteet/kokoukset.ics"))

    later = MeetingFields(starts_at=desk.STARTS + dt.timedelta(hours=2))
    change_meeting(meeting, later, revision=meeting.revision, by=desk.BY)

    (after,) = events(client.get("/kuusela/syotteet/kokoukset.ics"))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
