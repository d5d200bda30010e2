"""The page of the demo's accounts, with the codes that no phone shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from seutu.home.demo.newcomers import fill_units
from seutu.home.demo.region import (
    PASSWORD,
    demo_accounts,
    demo_secret,
    fill_accounts,
    fill_region,
    fill_second_factors,
)
from seutu.shared.accounts import queries
from seutu.shared.accounts.models import User
from seutu.shared.accounts.second_factor import must_have
from tests.standing import standing

OFFICER, OPERATOR = "tietosuoja@joensuu.example", "yllapito@joensuu.example"
NOON = dt.datetime(2026, 11, 27, 10, 0, 5, tzinfo=dt.UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def _filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with standing(django_db_blocker), override_settings(DEMO=True):
        # The accounts have their roles from the day of their filling on.
        with time_machine.travel(NOON, tick=False):
            fill_region()
            fill_units()
            fill_accounts()
            fill_second_factors()
        yield


@pytest.fixture(autouse=True)
def demo(_filled: None, settings):
    settings.DEMO = True
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def shown_code(client) -> str:
    page = client.get("/demo/")
    shown = {each.account.email: each.code for each in page.context["accounts"]}
    assert shown[OFFICER] in page.content.decode()
    return str(shown[OFFICER])


def test_an_account_that_needs_a_code_signs_in_with_the_one_that_is_shown(client):
    client.post("/tyo/kirjaudu/", {"login": OFFICER, "password": PASSWORD})
    assert SESSION_KEY not in client.session

    client.post("/tyo/vahvistuskoodi/", {"code": shown_code(client)})

    assert SESSION_KEY in client.session


def test_the_others_have_none_and_sign_in_as_before(client):
    enrolled = {user.email for user in User.objects.all() if queries.has_second_factor(user)}
    assert enrolled == {user.email for user in User.objects.all() if must_have(user)}
    assert OFFICER in enrolled
    assert OPERATOR not in enrolled

    client.post("/tyo/kirjaudu/", {"login": OPERATOR, "password": PASSWORD})

    assert SESSION_KEY in client.session


def test_the_page_names_every_account_with_its_password_and_the_seconds_that_are_left(client):
    page = client.get("/demo/")
    text = page.content.decode()

    assert all(account.email in text for account in demo_accounts())
    assert PASSWORD in text
    assert page.context["seconds_left"] == 25
    assert page["Cache-Control"] == "private, no-store"
    assert 'href="/demo/"' in client.get("/saavutettavuus/").content.decode()


def test_the_code_changes_with_the_half_minute(client, demo):
    before = shown_code(client)
    demo.shift(24)
    assert shown_code(client) == before

    demo.shift(1)
    assert shown_code(client) != before


def test_filling_again_changes_nothing_and_the_secret_comes_from_the_installation(settings):
    user = User.objects.get(email=OFFICER)
    before = queries.recovery_codes_of(user)

    fill_second_factors()

    assert queries.recovery_codes_of(user) == before
    secret = demo_secret(OFFICER)
    assert demo_secret(OFFICER) == secret
    assert demo_secret(OPERATOR) != secret
    settings.SECRET_KEY = "another key that only this test uses, and nothing else"
    assert demo_secret(OFFICER) != secret


def test_there_is_no_such_page_anywhere_else(settings):
    settings.DEMO = False

    assert Client().get("/demo/").status_code == 404
    assert 'href="/demo/"' not in Client().get("/saavutettavuus/").content.decode()


def test_an_account_that_is_gone_has_no_code(client):
    User.objects.get(email=OPERATOR).delete()

    assert client.get("/demo/").status_code == 200
