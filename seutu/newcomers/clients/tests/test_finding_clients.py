"""A client is found by name however it is spelled, and by nobody who may not see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.models import GrantLevel
from seutu.newcomers.clients.queries.finding import find_clients, find_elsewhere
from seutu.newcomers.clients.queries.typed_search import typed_search
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

# Invented, with the right check character.
CODE = "131052-308T"


def found(user, text: str) -> list[str]:
    findings = find_clients(worker_of(user), typed_search(text))
    return [each.client.shown_name for each in findings.found]


def elsewhere(user, text: str) -> list[str]:
    return [each.controller.name for each in find_elsewhere(worker_of(user), typed_search(text))]


def test_what_was_typed_is_told_apart():
    asked = typed_search("  Mohammed\u202e Ali, 3.4.1990 131052-308t 7K3F2BCD ")

    assert asked.name == "Mohammed Ali"
    assert asked.birth_date == dt.date(1990, 4, 3)
    assert asked.identity_code == CODE
    assert asked.reference == "7K3F2BCD"


def test_a_code_that_is_none_is_told_and_is_no_name():
    asked = typed_search("Ali 131052-308A")

    assert asked.has_wrong_code
    assert asked.name == "Ali"


@pytest.mark.parametrize("text", ["", "\x00", "\u202e\u202e", "31.2.1990", "-", "12345678901234567890"])
def test_odd_texts_are_searched_without_harm(counsellor, text):
    assert found(counsellor, text) == []


def test_ten_thousand_characters_are_searched_without_harm(counsellor):
    assert found(counsellor, "Mohammed " * 2000) == []


@pytest.mark.parametrize("typed", ["Мохаммед Али", "Muhammad Ali", "Ali, Mohamed", "moham", "محمد علي"])
def test_a_name_is_found_however_it_is_spelled(counsellor, unit, typed):
    named_client("Mohammed", "Ali", unit=unit)
    named_client("Aino", "Virtanen", unit=unit)

    assert found(counsellor, typed) == ["Mohammed Ali"]


def test_a_former_or_other_name_is_found_too(counsellor, unit):
    named_client("Oleksandra", "Koval", unit=unit, other_names=["Шевченко"])

    assert found(counsellor, "Shevtšenko") == ["Oleksandra Koval"]


def test_the_likeliest_stands_first_and_the_birth_tells_two_of_a_name_apart(counsellor, unit):
    named_client("Ali", "Hassan", unit=unit, birth_date=dt.date(1990, 1, 2))
    named_client("Ali", "Hasan", unit=unit, birth_date=dt.date(1984, 5, 6))

    assert found(counsellor, "Ali Hassan") == ["Ali Hassan", "Ali Hasan"]
    assert found(counsellor, "Ali Hassan 6.5.1984") == ["Ali Hasan"]
    assert found(counsellor, "Ali Hassan 1990") == ["Ali Hassan"]


def test_a_birth_that_was_typed_wrong_hides_nobody(counsellor, unit):
    named_client("Ali", "Hassan", unit=unit, birth_date=dt.date(1990, 1, 2))

    assert found(counsellor, "Ali Hassan 2.1.1991") == ["Ali Hassan"]


def test_a_client_is_found_by_birth_code_and_reference(counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, birth_date=dt.date(1952, 10, 13), identity_code=CODE)

    assert found(counsellor, "13.10.1952") == ["Aino Keksitty"]
    assert found(counsellor, "1952") == ["Aino Keksitty"]
    assert found(counsellor, CODE.lower()) == ["Aino Keksitty"]
    assert found(counsellor, client.reference) == ["Aino Keksitty"]


@pytest.mark.parametrize("text", ["Aino Keksitty 13.10.1952", CODE, "13.10.1952"])
def test_a_protected_client_is_found_only_by_whom_they_are_opened_to(
    counsellor, colleague, supervisor, foreign_counsellor, unit, text
):
    client = named_client(
        "Aino",
        "Keksitty",
        unit=unit,
        is_protected=True,
        keyworker=counsellor,
        birth_date=dt.date(1952, 10, 13),
        identity_code=CODE,
    )

    assert found(counsellor, text) == found(supervisor, text) == ["Aino Keksitty"]
    assert found(colleague, text) == found(foreign_counsellor, text) == []
    assert found(colleague, client.reference) == []
    assert elsewhere(foreign_counsellor, text) == []


def test_of_another_municipality_it_is_told_that_there_is_one_on_strong_ground_only(foreign_counsellor, unit):
    named_client("Aino", "Keksitty", unit=unit, birth_date=dt.date(1952, 10, 13), identity_code=CODE)

    assert found(foreign_counsellor, "Aino Keksitty 13.10.1952") == []
    assert elsewhere(foreign_counsellor, "Aino Keksitty 13.10.1952") == ["Kuusela"]
    assert elsewhere(foreign_counsellor, "Aino Keksitty 1952") == ["Kuusela"]
    assert elsewhere(foreign_counsellor, CODE) == ["Kuusela"]
    assert elsewhere(foreign_counsellor, "Aino Keksitty") == []
    assert elsewhere(foreign_counsellor, "13.10.1952") == []
    assert elsewhere(foreign_counsellor, "Aino Virtanen 13.10.1952") == []
    assert elsewhere(foreign_counsellor, "Aino Keksitty 14.10.1952") == []


def test_who_was_granted_the_client_is_not_told_of_them_once_more(foreign_counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, birth_year=1952)
    AccessGrantFactory(client=client, user=foreign_counsellor, level=GrantLevel.READ)

    assert found(foreign_counsellor, "Aino Keksitty 1952") == ["Aino Keksitty"]
    assert elsewhere(foreign_counsellor, "Aino Keksitty 1952") == []


# -- the page -------------------------------------------------------------------------------------


def search(user, text: str, **headers) -> str:
    answer = signed_in(user).post(reverse("clients:clients"), {"text": text}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_foreign_worker_reads_at_most_that_the_client_exists_and_whom_to_ask(
    foreign_counsellor, supervisor, counsellor, unit
):
    client = named_client("Aino", "Keksitty", unit=unit, birth_year=1952, keyworker=counsellor)

    shown = search(foreign_counsellor, "Aino Keksitty 1952")

    assert "Kuusela" in shown
    assert supervisor.display_name in shown
    assert reverse("clients:new_request") in shown
    assert client.reference not in shown
    assert counsellor.display_name not in shown
    assert unit.name not in shown
    told = Entry.objects.get(verb="client.told_elsewhere")
    assert told.details == {"client": client.pk, "ground": "name_and_birth"}
    assert told.actor == foreign_counsellor.audit_id


def test_who_asks_elsewhere_too_often_is_told_nothing_more(foreign_counsellor, unit, monkeypatch):
    monkeypatch.setattr("seutu.newcomers.clients.actions.reading.MOST_ASKED_ELSEWHERE", 2)
    named_client("Aino", "Keksitty", unit=unit, birth_year=1952)

    answers = [search(foreign_counsellor, "Aino Keksitty 1952") for _time in range(3)]

    assert ["Kuusela" in answer for answer in answers] == [True, True, False]


def test_a_search_stands_in_no_address_and_its_words_in_no_trail(counsellor, unit):
    named_client("Aino", "Keksitty", unit=unit)

    shown = search(counsellor, "Aino Keksitty")

    assert "Aino Keksitty" in shown
    assert "Aino" not in shown.split("</title>")[0]
    assert "=Aino" not in shown.replace('value="Aino', "")
    assert all("Aino" not in str(entry.details) for entry in Entry.objects.all())


def test_a_script_is_given_what_was_found_alone(counsellor, unit):
    named_client("Aino", "Keksitty", unit=unit)

    shown = search(counsellor, "Aino", **{"HX-Request": "true"})

    assert shown.strip().startswith("<section")
    assert "Aino Keksitty" in shown


@pytest.mark.parametrize("person", ["outsider", "adviser", "coordinator", "data_protection_officer", "clerk"])
def test_who_serves_nobody_finds_no_page(request, person):
    browser = signed_in(request.getfixturevalue(person))

    assert browser.get(reverse("clients:clients")).status_code == 404
    assert browser.post(reverse("clients:clients"), {"text": "Aino"}).status_code == 404
    assert browser.post(reverse("clients:new_client")).status_code == 404


@pytest.mark.parametrize("search_for", ["Aino", ""], ids=["a search", "the list"])
def test_it_costs_as_many_queries_for_three_as_for_one(counsellor, unit, search_for):
    browser, address = signed_in(counsellor), reverse("clients:clients")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post(address, {"text": search_for}) if search_for else browser.get(address)
        assert answer.status_code == 200
        return len(queries)

    named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor)
    cost()  # the first page of a session writes more
    one = cost()
    named_client("Aino", "Virtanen", unit=unit, keyworker=counsellor)
    named_client("Aino", "Laine", unit=unit)

    assert cost() == one
