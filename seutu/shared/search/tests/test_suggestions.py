from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def suggested(client, typed, **query):
    return client.get("/haku/ehdotukset", {"q": typed, **query}).json()


def test_titles_bodies_and_cases_are_offered(client, records):
    assert suggested(client, "kouluv")["suggestions"] == [
        {
            "kind": "title",
            "kind_label": "Asiakirja",
            "label": "Kouluverkon tarkistaminen",
            "about": "Joensuu, kunnanhallitus 1.2.2021 § 20",
            "url": "/joensuu/kokoukset/1/7/",
            "lang": "fi",
        }
    ]
    body = suggested(client, "henkilöst")["suggestions"][0]
    assert (body["label"], body["about"]) == ("Henkilöstö- ja työllisyysjaosto", "Joensuu")
    assert body["url"] == "/haku/?toimielin=joensuu/hetyj"
    case = suggested(client, "157/00.01.05.00/2020")["suggestions"][0]
    assert (case["kind"], case["label"]) == ("case", "Asia 157/00.01.05.00/2020")


def test_on_the_pages_of_a_municipality_its_own_are_offered(client, records):
    found = suggested(client, "kunnanhal", kunta="liperi")["suggestions"]

    assert [each["url"] for each in found if each["kind"] == "body"] == ["/liperi/haku/?toimielin=liperi/kh"]
    assert client.get("/haku/ehdotukset?q=ko&kunta=helsinki").status_code == 404


@pytest.mark.parametrize("typed", ["", "k", "   ", "zzzz", '"', "-", "kunta:", "\x00"])
def test_for_too_little_nothing_is_offered(client, records, typed):
    assert suggested(client, typed) == {"suggestions": [], "status": "Ei ehdotuksia"}


def test_what_may_not_be_shown_is_not_offered(client, records):
    records.hidden.add(7)

    assert suggested(client, "kouluv")["suggestions"] == []


def test_how_many_there_are_is_said(client, records):
    assert suggested(client, "kouluv")["status"] == "1 ehdotus"


def test_browsers_read_them_in_their_own_form(client, records):
    answer = client.get("/haku/ehdotukset?q=kouluv&muoto=opensearch")

    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == [
        "kouluv",
        ["Kouluverkon tarkistaminen"],
        ["Joensuu, kunnanhallitus 1.2.2021 § 20"],
        ["http://testserver/joensuu/kokoukset/1/7/"],
    ]


def test_a_record_that_has_the_word_in_its_text_alone_is_not_offered(client, records):
    assert suggested(client, "peruskorj")["suggestions"] == []
    assert client.get("/haku.json?q=peruskorj*").json()["total"] == 1


def test_a_case_is_offered_by_its_own_number_alone(client, records):
    assert [each["kind"] for each in suggested(client, "2021")["suggestions"]] == []
