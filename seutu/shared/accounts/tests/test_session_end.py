from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)
PAGE = "/tyo/oma-tili/"


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.SESSION_IDLE_MINUTES = 60
    settings.SESSION_HOURS = 10


@pytest.fixture
def travel():
    with time_machine.travel(START, tick=False) as traveller:
        yield lambda **after: traveller.move_to(START + dt.timedelta(**after))


@pytest.fixture
def worker(client, travel):
    user = UserFactory()
    client.force_login(user)
    client.get(PAGE)
    return user


def test_a_session_that_rested_an_hour_is_over(client, worker, travel):
    travel(minutes=60)

    answer = client.get(PAGE + "?a=1")

    assert answer["Location"] == "/tyo/kirjaudu/?next=%2Ftyo%2Foma-tili%2F%3Fa%3D1&paattyi=tauko"
    assert SESSION_KEY not in client.session
    assert not Session.objects.exists()


def test_a_session_that_rested_a_little_less_is_not(client, worker, travel):
    travel(minutes=59)

    assert client.get(PAGE).status_code == 200


def test_a_session_in_use_is_over_in_the_evening(client, worker, travel):
    for minutes in range(30, 600, 30):
        travel(minutes=minutes)
        assert client.get(PAGE).status_code == 200
    travel(hours=10)

    assert client.get(PAGE)["Location"].endswith("paattyi=kesto")


def test_the_page_to_sign_in_tells_why(client):
    assert "60" in client.get("/tyo/kirjaudu/?paattyi=tauko").context["session_end"]
    assert "10" in client.get("/tyo/kirjaudu/?paattyi=kesto").context["session_end"]
    assert client.get("/tyo/kirjaudu/?paattyi=muu").context["session_end"] == ""


def test_the_trail_tells_that_a_session_ended(client, worker, travel):
    travel(minutes=60)
    client.get(PAGE)

    line = Entry.objects.get(verb="user.session_ended")
    assert (line.actor, line.target_id, line.details) == ("system:session", str(worker.pk), {"reason": "idle"})


def test_what_was_sent_is_not_an_address_to_come_back_to(client, worker, travel):
    travel(minutes=60)

    answer = client.post(PAGE, {"display_name": "Toinen", "language": "fi"})

    assert answer["Location"] == "/tyo/kirjaudu/?kesken=1&paattyi=tauko"
    worker.refresh_from_db()
    assert worker.display_name == "Heli Henkilö"


def test_from_a_form_that_was_sent_too_late_one_comes_back_to_its_page(client, worker, travel):
    travel(minutes=60)

    answer = client.post(
        "/tyo/salasana/", {"new": "x"}, headers={"Referer": "http://testserver/tyo/oma-tili/?a=1"}, follow=True
    )

    assert answer.redirect_chain[0][0] == "/tyo/kirjaudu/?next=%2Ftyo%2Foma-tili%2F%3Fa%3D1&kesken=1&paattyi=tauko"
    assert "ei tallennettu" in answer.content.decode()
    assert answer.context["redirect_field_value"] == "/tyo/oma-tili/?a=1"


def test_a_form_of_another_site_is_no_place_to_come_back_to(client, worker, travel):
    travel(minutes=60)

    answer = client.post(PAGE, {}, headers={"Referer": "https://muualla.example/tyo/oma-tili/"})

    assert "next=" not in answer["Location"]


def test_a_part_of_a_page_turns_into_the_whole_page_to_sign_in(client, worker, travel):
    travel(minutes=60)

    answer = client.get(PAGE, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith("/tyo/kirjaudu/?next=")


def test_a_public_page_is_shown_although_the_session_is_over(client, worker, travel):
    travel(minutes=60)

    page = client.get("/saavutettavuus/")

    assert page.status_code == 200
    assert page.cookies[django_settings.SESSION_COOKIE_NAME].value == ""
    assert not Session.objects.exists()


def test_signing_in_again_begins_a_whole_new_time(client, travel):
    UserFactory(email="kerttu@kuusela.example", password="seitsemän lautaa")
    answers = {"login": "kerttu@kuusela.example", "password": "seitsemän lautaa"}
    client.post("/tyo/kirjaudu/", answers)
    travel(hours=10)
    client.get(PAGE)
    client.post("/tyo/kirjaudu/", answers)
    travel(hours=10, minutes=59)

    assert client.get(PAGE).status_code == 200


def session_queries(client) -> list[str]:
    """What asking for a page does to the table of sessions: SELECT, UPDATE …"""
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    return [query["sql"].split()[0] for query in asked if Session._meta.db_table in query["sql"]]


def test_a_session_is_written_once_a_minute_at_most(client, worker, travel):
    travel(seconds=59)
    assert session_queries(client) == ["SELECT"]

    travel(seconds=60)
    assert session_queries(client) == ["SELECT", "UPDATE"]

    travel(seconds=119)
    assert session_queries(client) == ["SELECT"]


def test_a_visitor_without_a_session_is_not_asked_about(client):
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/osat/")

    assert not [query for query in asked if Session._meta.db_table in query["sql"]]
    assert not page.cookies


def test_a_closed_account_is_out_at_once(client, worker):
    worker.is_active = False
    worker.save()

    assert client.get(PAGE).status_code == 302


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_session_is_ended_in_a_transaction_of_its_own(client, travel):
    client.force_login(UserFactory())
    client.get(PAGE)
    travel(minutes=60)

    client.get(PAGE)

    assert Entry.objects.filter(verb="user.session_ended").count() == 1
