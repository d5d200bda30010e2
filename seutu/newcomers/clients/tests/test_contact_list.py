"""The list of contacts: whose, which, and what it does not tell."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.tests.entries import sent
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
NEW = "/tyo/kontaktit/uusi/"


@pytest.fixture
def browser(client, counsellor):
    client.force_login(counsellor)
    return client


def test_a_list_has_the_short_name_and_reference_of_a_client_and_never_the_whole_name(browser, unit, counsellor):
    client = ClientFactory(unit=unit, shown_name="Aino Keksitty")
    ContactFactory(unit=unit, client=client, logged_by=counsellor)

    page = browser.get(reverse("clients:contacts")).content.decode()

    assert client.shown_name not in page
    assert "Aino K." in page
    assert client.reference[:4] in page


def test_a_list_names_no_client_to_who_opens_no_clients_data(client, unit, coordinator):
    ContactFactory(unit=unit, client=ClientFactory(unit=unit, shown_name="Aino Keksitty"), logged_by=coordinator)
    client.force_login(coordinator)

    assert "Aino" not in client.get(reverse("clients:contacts")).content.decode()


def test_late_logging_is_told_in_the_list(browser, unit, counsellor):
    ContactFactory(unit=unit, logged_by=counsellor, occurred_on=clock.today() - 3 * clock.ONE_DAY)

    page = browser.get(reverse("clients:contacts"))

    assert len(page.context["lines"][0].statuses) == 1


def test_the_list_is_ones_own_until_others_are_asked_for(browser, unit, colleague):
    ContactFactory(unit=unit, logged_by=colleague)

    assert browser.get("/tyo/kontaktit/").context["lines"] == []
    assert len(browser.get("/tyo/kontaktit/?tyontekija=kaikki").context["lines"]) == 1


@pytest.mark.parametrize(
    "query",
    ["alkaen=x&yksikko=9999&kanava=zz&aihe=-1&tavoitettu=1", "sivu=%00", "sivu=-1", f"sivu={10**30}", "tyontekija=1e3"],
)
def test_a_question_that_means_nothing_is_answered(browser, query):
    assert browser.get(f"/tyo/kontaktit/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kanava=phone", 1),
        ("kanava=visit", 0),
        ("tavoitettu=no_show", 0),
        ("alkaen=2026-03-01&asti=2.3.2026", 1),
        ("alkaen=3.3.2026", 0),
    ],
)
def test_the_list_is_narrowed(browser, unit, counsellor, query, count):
    ContactFactory(unit=unit, logged_by=counsellor)

    assert len(browser.get(f"/tyo/kontaktit/?{query}").context["lines"]) == count


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    browser, unit, counsellor, django_assert_num_queries
):
    def make(n: int) -> None:
        for _each in range(n):
            contact = ContactFactory(unit=unit, logged_by=counsellor, client=ClientFactory(unit=unit))
            contact.topics.add(*sent(unit)["topics"])

    make(1)
    browser.get("/tyo/kontaktit/")
    with CaptureQueriesContext(connection) as first:
        browser.get("/tyo/kontaktit/")
    make(3)
    with django_assert_num_queries(len(first)):
        browser.get("/tyo/kontaktit/")


def test_the_coordinator_is_led_to_the_lists_of_codes(client, coordinator):
    client.force_login(coordinator)

    assert reverse("clients:topics") in client.get("/tyo/kontaktit/").content.decode()
