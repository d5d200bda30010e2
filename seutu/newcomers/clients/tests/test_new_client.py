"""Making a client: only after a search, once, and not beside the same person."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from seutu.newcomers.clients.models import Client, NameKey, scoped
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.searched import NotSearched, opened_search, sealed_search
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

CODE = "131052-308T"


def proof_in(shown: str) -> str:
    found = re.search(r'name="proof" value="([^"]+)"', shown)
    assert found
    return found[1]


def sent(unit, proof: str, **more: str) -> dict[str, str]:
    return {
        "proof": proof,
        "save": "1",
        "given_names": "Aino",
        "family_name": "Keksitty",
        "gender": "not_asked",
        "basis_group": "not_asked",
        "municipality": "unknown",
        "unit": str(unit.pk),
        **more,
    }


def clients() -> list[Client]:
    return list(scoped(Client.objects.order_by("pk")))


def test_there_is_no_form_without_a_search(counsellor):
    browser = signed_in(counsellor)

    assert browser.get(reverse("clients:new_client"))["Location"] == reverse("clients:clients")
    assert browser.post(reverse("clients:new_client"), {"proof": "made up"}).status_code == 302


def test_a_search_is_another_workers_or_too_old(counsellor, colleague):
    proof = sealed_search("Aino", worker_of(counsellor))

    with pytest.raises(NotSearched):
        opened_search(proof, worker_of(colleague))
    with time_machine.travel(clock.now() + dt.timedelta(hours=5)), pytest.raises(NotSearched):
        opened_search(proof, worker_of(counsellor))
    assert opened_search(proof, worker_of(counsellor)).text == "Aino"


def test_from_a_search_that_found_nobody_to_a_client_who_is_found(counsellor, unit):
    browser = signed_in(counsellor)

    shown = browser.post(reverse("clients:clients"), {"text": "Aino Keksitty 13.10.1952"}).content.decode()
    proof = proof_in(shown)
    assert "Aino" not in proof
    form = browser.post(reverse("clients:new_client"), {"proof": proof}).content.decode()
    assert 'value="Keksitty"' in form
    assert 'value="13.10.1952"' in form
    answer = browser.post(
        reverse("clients:new_client"),
        sent(unit, proof, birth_date="13.10.1952", identity_code=CODE.lower(), citizenship="SY", phone="040 1234567"),
    )

    (client,) = clients()
    assert answer["Location"] == client.get_absolute_url()
    assert (client.shown_name, client.birth_date, client.birth_year) == ("Aino Keksitty", dt.date(1952, 10, 13), 1952)
    assert (client.controller, client.unit, client.citizenships) == (unit.organization, unit, ["SY"])
    assert client.identity_code == CODE
    assert client.contact_details.phone == "040 1234567"
    assert scoped(NameKey.objects.filter(client=client)).exists()
    assert Entry.objects.get(verb="client.created").target_id == str(client.pk)
    assert "Aino Keksitty" in browser.post(reverse("clients:clients"), {"text": "aino"}).content.decode()


def test_a_form_that_is_sent_twice_makes_one_client(counsellor, unit):
    browser = signed_in(counsellor)
    form = sent(unit, sealed_search("Aino", worker_of(counsellor)))

    first, second = (browser.post(reverse("clients:new_client"), form) for _time in range(2))

    assert len(clients()) == 1
    assert first["Location"] == second["Location"] == clients()[0].get_absolute_url()


def test_someone_much_alike_is_shown_first_and_a_reason_makes_the_client_all_the_same(counsellor, unit):
    there = named_client("Aino", "Keksitty", unit=unit, birth_date=dt.date(1952, 10, 13))
    browser = signed_in(counsellor)
    form = sent(unit, sealed_search("Aino", worker_of(counsellor)), birth_date="13.10.1952")

    asked = browser.post(reverse("clients:new_client"), form)
    assert asked.status_code == 409
    assert there.get_absolute_url() in asked.content.decode()
    assert clients() == [there]

    browser.post(reverse("clients:new_client"), {**form, "duplicate_reason": "another_person"})
    assert len(clients()) == 2
    made = Entry.objects.get(verb="client.created")
    assert made.details == {"unit": unit.pk, "alike": 1, "reason": "another_person"}


def test_the_same_identity_code_elsewhere_is_told_before_a_second_record_is_made(
    foreign_counsellor, foreign_unit, unit
):
    named_client("Aino", "Keksitty", unit=unit, identity_code=CODE)
    browser = signed_in(foreign_counsellor)
    proof = sealed_search("x", worker_of(foreign_counsellor))

    asked = browser.post(reverse("clients:new_client"), sent(foreign_unit, proof, identity_code=CODE))

    assert asked.status_code == 409
    assert "Kuusela" in asked.content.decode()
    assert len(clients()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("identity_code", "131052-308A"),
        ("birth_date", "31.2.1990"),
        ("birth_date", "1.1.2190"),
        ("birth_year", "90"),
        ("given_names", "A" * 10_000),
        ("email", "ei osoite"),
        ("citizenship", "Suomi"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(counsellor, unit, field, value):
    form = sent(unit, sealed_search("Aino", worker_of(counsellor)), **{field: value})

    answer = signed_in(counsellor).post(reverse("clients:new_client"), form)

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert clients() == []


def test_marks_that_turn_text_and_controls_are_left_out_of_names(counsellor, unit):
    form = sent(
        unit, sealed_search("x", worker_of(counsellor)), given_names="Ai\u202eno\x00\x1b", family_name="علی\u200cرضا"
    )

    signed_in(counsellor).post(reverse("clients:new_client"), form)

    (client,) = clients()
    assert client.shown_name == "Aino علی\u200cرضا"


@pytest.mark.parametrize("code", ["131052-308T", "010100A0010", "010100B001", "010190Y9991", "010190X900R"])
def test_codes_with_every_sign_of_a_century_are_tried(code):
    from stdnum.fi import hetu

    from seutu.newcomers.clients.models.identity_codes import masked, normalised

    if hetu.is_valid(code, allow_temporary=True):
        assert normalised(f" {code.lower()} ") == code
    assert code[:6] not in masked(code)


def test_a_unit_of_another_municipality_cannot_be_chosen(counsellor, foreign_unit):
    form = sent(foreign_unit, sealed_search("x", worker_of(counsellor)))

    assert signed_in(counsellor).post(reverse("clients:new_client"), form).status_code == 200
    assert clients() == []


def test_a_client_who_is_protected_gets_a_responsible_counsellor(counsellor, unit):
    form = sent(unit, sealed_search("x", worker_of(counsellor)), safety_non_disclosure="on")

    signed_in(counsellor).post(reverse("clients:new_client"), form)

    (client,) = clients()
    assert client.is_protected
    assert client.keyworker == counsellor


def test_who_cannot_serve_there_cannot_be_the_counsellor(counsellor, adviser, unit):
    form = sent(unit, sealed_search("x", worker_of(counsellor)), keyworker=str(adviser.pk))

    assert signed_in(counsellor).post(reverse("clients:new_client"), form).status_code == 200
    assert clients() == []


def test_the_form_tells_of_clients_elsewhere_no_oftener_than_the_search(
    foreign_counsellor, foreign_unit, unit, monkeypatch
):
    monkeypatch.setattr("seutu.newcomers.clients.actions.reading.MOST_ASKED_ELSEWHERE", 1)
    named_client("Aino", "Keksitty", unit=unit, identity_code=CODE)
    browser = signed_in(foreign_counsellor)
    form = sent(foreign_unit, sealed_search("x", worker_of(foreign_counsellor)), identity_code=CODE)

    first, second = (browser.post(reverse("clients:new_client"), form) for _time in range(2))

    assert first.status_code == 409
    assert "Pyydä oikeutta" in first.content.decode()
    assert "Pyydä oikeutta" not in second.content.decode()
    assert len(clients()) == 1
    assert Entry.objects.filter(verb="client.told_elsewhere").count() == 1
