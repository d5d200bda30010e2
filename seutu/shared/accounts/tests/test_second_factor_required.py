"""Views that open only for who has passed the second factor, or has proved who they are a moment ago."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from seutu.shared.accounts import second_factor
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.accounts.tests.second_factor import code_of, signed_in_with_code, with_codes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("seutu.shared.accounts.tests.guarded_urls")]

NOON = dt.datetime(2026, 11, 27, 10, 0, 5, tzinfo=dt.UTC)
RECORD, EXPORT = "/koe/asiakas/1/?osa=2", "/koe/vienti/"
BACK_TO_RECORD = "next=%2Fkoe%2Fasiakas%2F1%2F%3Fosa%3D2"
CODE, CONFIRM, ENROL = "/tyo/vahvistuskoodi/", "/tyo/vahvistuskoodi/vahvista/", "/tyo/vahvistuskoodi/kayttoon/"
PASSWORD = "seitsemän leveää lautaa"


@pytest.fixture(autouse=True)
def clock_hand():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person():
    return UserFactory(password=PASSWORD)


@pytest.fixture
def later(client, person, clock_hand):
    """The session of ``person`` ten minutes after they proved who they are."""
    signed_in_with_code(client, person)
    client.get(EXPORT)
    clock_hand.shift(600)
    return client


# -- the second factor ----------------------------------------------------------------------------


def test_who_has_passed_comes_in(client, person):
    assert signed_in_with_code(client, person).get(RECORD).content == b"record 1"


def test_a_visitor_signs_in_first(client):
    assert client.get(RECORD)["Location"] == f"/tyo/kirjaudu/?{BACK_TO_RECORD}"


def test_who_has_codes_writes_one_and_comes_back_under_a_new_key(client, person):
    with_codes(person)
    client.force_login(person)
    before = client.session.session_key

    there = client.get(RECORD)
    back = client.post(CODE, {"code": code_of(person), "next": RECORD})

    assert there["Location"] == f"{CODE}?{BACK_TO_RECORD}"
    assert f'value="{RECORD}"' in client.get(there["Location"]).content.decode() or back["Location"] == RECORD
    assert client.session.session_key != before
    assert client.get(RECORD).status_code == 200


def test_who_has_none_takes_them_into_use_first(client, person):
    client.force_login(person)

    led_on = client.get(client.get(RECORD)["Location"])

    assert led_on["Location"] == f"{ENROL}?{BACK_TO_RECORD}"


def test_a_part_of_a_page_changes_the_whole_page_and_returns_to_where_it_stands(client, person):
    client.force_login(person)

    answer = client.get(
        "/koe/asiakas/1/", headers={"HX-Request": "true", "Referer": "http://testserver/koe/asiakas/1/?osa=2"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"{CODE}?{BACK_TO_RECORD}")


def test_a_script_that_sends_data_is_told_in_words(client, person):
    client.force_login(person)

    answer = client.post("/koe/asiakas/1/", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert "vahvistuskoodi" in answer.json()["error"]
    assert answer.json()["address"] == CODE


def test_the_mark_of_one_person_does_not_open_the_session_of_the_next(client, person):
    signed_in_with_code(client, person)
    client.force_login(UserFactory())

    assert client.get(RECORD).status_code == 302


def test_the_mark_costs_no_query(client, person, django_assert_num_queries):
    signed_in_with_code(client, person)
    client.get(RECORD)

    with django_assert_num_queries(2):  # the session and the person
        client.get(RECORD)


# -- proving who one is anew ----------------------------------------------------------------------


def test_nine_minutes_are_recent_and_ten_are_not(client, person, clock_hand):
    signed_in_with_code(client, person)
    clock_hand.shift(599)
    assert client.get(EXPORT).content == b"export GET"

    clock_hand.shift(1)
    assert client.get(EXPORT)["Location"] == f"{CONFIRM}?next=%2Fkoe%2Fvienti%2F"


def test_signing_in_is_recent(client, person):
    client.post("/tyo/kirjaudu/", {"login": person.email, "password": PASSWORD})

    assert client.get(EXPORT).status_code == 200


def test_a_visitor_signs_in_for_it(client):
    assert client.get(EXPORT)["Location"].startswith("/tyo/kirjaudu/")


def test_the_password_leads_back_of_who_has_no_codes(later):
    before = later.session.session_key

    answer = later.post(CONFIRM, {"password": PASSWORD, "next": EXPORT})

    assert answer["Location"] == EXPORT
    assert later.get(EXPORT).status_code == 200
    assert later.session.session_key != before


def test_a_wrong_password_does_not(later):
    answer = later.post(CONFIRM, {"password": "arvaus", "next": EXPORT})

    assert answer.context["form"].errors["password"]
    assert later.get(EXPORT).status_code == 302


def test_the_code_leads_back_of_who_has_codes_and_the_password_does_not(later, person):
    with_codes(person)

    assert later.post(CONFIRM, {"password": PASSWORD, "next": EXPORT}).status_code == 200
    assert later.post(CONFIRM, {"code": code_of(person), "next": EXPORT})["Location"] == EXPORT
    assert later.get(EXPORT).status_code == 200


def test_a_form_that_was_sent_is_returned_to_and_said_to_be_undone(later):
    there = later.post(EXPORT, {"a": "1"}, headers={"Referer": "http://testserver/koe/asiakas/1/"})
    assert there["Location"] == f"{CONFIRM}?next=%2Fkoe%2Fasiakas%2F1%2F&kesken=1"
    assert "vielä tekemättä" in later.get(there["Location"]).content.decode()

    back = later.post(CONFIRM, {"password": PASSWORD, "next": "/koe/asiakas/1/", "kesken": "1"})

    assert back["Location"] == "/koe/asiakas/1/"
    assert "jäi tekemättä" in later.get("/tyo/oma-tili/").content.decode()


def test_a_form_of_another_site_is_not_returned_to(later):
    there = later.post(EXPORT, headers={"Referer": "https://paha.example/koe/"})

    assert there["Location"] == f"{CONFIRM}?kesken=1"


def test_a_script_that_sends_data_is_told_to_confirm(later):
    answer = later.post(EXPORT, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["address"]) == (401, f"{CONFIRM}?kesken=1")


def test_who_has_neither_password_nor_codes_is_shown_no_form(client, clock_hand):
    person = UserFactory()
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert client.get(CONFIRM).context["form"] is None
    assert client.post(CONFIRM, {"next": EXPORT}).status_code == 200
    assert not second_factor.is_confirmed_within(client.session, 10)


def test_a_mark_from_the_future_is_not_recent(client, person, clock_hand):
    signed_in_with_code(client, person)
    clock_hand.shift(-60)

    assert client.get(EXPORT).status_code == 302


def test_another_session_of_the_same_person_has_its_own_marks(client, person):
    signed_in_with_code(client, person)
    other = Client()
    other.force_login(person)

    assert other.get(RECORD).status_code == 302
    assert other.get(EXPORT).status_code == 302
