from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions import own_data as actions
from seutu.newcomers.clients.models import Client, OwnDataRequest, scoped
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.full_client import (
    FAMILY,
    GIVEN,
    IDENTITY_CODE,
    NOTE,
    PLANTED,
    SECTION,
    full_client,
)
from seutu.newcomers.clients.tests.rights import ask, looked
from seutu.shared.accounts.second_factor import CONFIRMED
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.documents.tests.opened import assert_accessible, text_of

TODAY = clock.today()


@pytest.fixture(autouse=True)
def _journal(tmp_path, settings):
    settings.JOURNAL_DIR = tmp_path / "journal"


@pytest.fixture
def officer(client, data_protection_officer):
    """A browser in which the data protection officer has signed in."""
    client.force_login(data_protection_officer)
    return client


@pytest.fixture
def asked(unit, data_protection_officer):
    """A request of an ordinary client."""
    return ask(ClientFactory(unit=unit), data_protection_officer)


# -- requests -----------------------------------------------------------------------------------------------------


def test_a_request_is_due_in_a_month_and_can_be_done(officer, unit, data_protection_officer):
    someone = ClientFactory(unit=unit)
    given = {"client": someone.reference, "kind": "access", "received_on": "2.11.2026", "details": NOTE}

    officer.post(reverse("clients:new_own_data_request"), given)
    made = scoped(OwnDataRequest.objects.all()).get()
    officer.post(reverse("clients:answer_own_data_request", args=[made.pk]))

    made = scoped(OwnDataRequest.objects.all()).get()
    assert (made.client_id, made.due_on, made.details) == (someone.pk, dt.date(2026, 12, 2), NOTE)
    assert (made.outcome, made.handled_by) == ("done", data_protection_officer)
    verbs = list(Entry.objects.filter(target_id=str(made.pk)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["own_data_request.received", "own_data_request.done"]


def test_an_objection_has_its_month_too(officer, unit):
    someone = ClientFactory(unit=unit)

    officer.post(
        reverse("clients:new_own_data_request"),
        {"client": someone.reference, "kind": "object", "received_on": "2.11.2026", "details": NOTE},
    )
    page = officer.get(reverse("clients:own_data_requests"))

    made = scoped(OwnDataRequest.objects.all()).get()
    assert (made.client_id, made.kind, made.due_on) == (someone.pk, "object", dt.date(2026, 12, 2))
    assert "käsittelyn vastustaminen" in page.content.decode().lower()


def test_a_request_is_not_taken_down_before_it_comes(officer, unit):
    someone, tomorrow = ClientFactory(unit=unit), TODAY + dt.timedelta(days=1)
    day = f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}"

    answer = officer.post(
        reverse("clients:new_own_data_request"), {"client": someone.reference, "kind": "access", "received_on": day}
    )

    assert "received_on" in answer.context["form"].errors


def test_a_request_whose_time_is_over_stands_first_and_is_marked(officer, unit, data_protection_officer):
    fresh = ask(ClientFactory(unit=unit), data_protection_officer)
    late = ask(
        ClientFactory(unit=unit), data_protection_officer, received_on=TODAY - dt.timedelta(days=60), kind="rectify"
    )

    answer = officer.get(reverse("clients:own_data_requests"))

    assert [row.pk for row, _state in answer.context["waiting"]] == [late.pk, fresh.pk]
    assert "Myöhässä" in answer.content.decode()


def test_a_request_is_refused_with_a_reason_only(officer, asked):
    address = reverse("clients:refuse_own_data_request", args=[asked.pk])

    empty = officer.post(address, {"reason": " "})
    officer.post(address, {"reason": "Perusteeton pyyntö"})

    assert "reason" in empty.context["form"].errors
    row = scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get()
    assert (row.outcome, row.reason) == ("refused", "Perusteeton pyyntö")


def test_a_complex_request_gets_two_months_more_once(asked, data_protection_officer):
    actions.extend_request(asked, "Paljon tietoja", by=data_protection_officer)

    row = scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get()
    assert (row.due_on - row.received_on).days > 85
    with pytest.raises(actions.TooLateToExtend):
        actions.extend_request(row, "Vielä", by=data_protection_officer)


def test_nobody_answers_twice(asked, data_protection_officer):
    actions.answer_request(asked, by=data_protection_officer)

    with pytest.raises(actions.AlreadyAnswered):
        actions.refuse_request(asked, "Ei", by=data_protection_officer)


# -- the copy -----------------------------------------------------------------------------------------------------


def test_the_copy_for_programs_holds_what_is_kept_and_who_looked_without_names(officer, unit, counsellor):
    someone = full_client(unit)
    looked(someone, counsellor)

    answer = officer.get(reverse("clients:own_data_json", args=[someone.reference]))

    copy, text = json.loads(answer.content), answer.content.decode()
    assert (copy["format"], copy["version"], copy["reference"]) == ("seutu.own-data", 1, someone.reference)
    assert [word for word in PLANTED if word not in text and word != "5550199"] == []
    assert counsellor.display_name not in text
    assert f"kotouttamisohjaaja, {unit.name}" in {line["who"] for line in copy["handled"]}
    assert FAMILY not in answer.headers["Content-Disposition"]
    assert someone.reference in answer.headers["Content-Disposition"]


def test_a_setting_lets_the_copy_name_who_looked(officer, unit, counsellor, settings):
    settings.NAMES_OF_VIEWERS = True
    someone = ClientFactory(unit=unit)
    looked(someone, counsellor)

    text = officer.get(reverse("clients:own_data_json", args=[someone.reference])).content.decode()

    assert counsellor.display_name in text


@pytest.mark.slow  # makes a document
def test_the_copy_to_read_is_an_accessible_document_with_the_same_words(officer, unit, tmp_path):
    someone = full_client(unit)

    answer = officer.get(reverse("clients:own_data_pdf", args=[someone.reference]))

    assert answer.headers["Content-Type"] == "application/pdf"
    # PDF/UA-1: marked, with its language, title and headings in order.
    assert_accessible(answer.content, tmp_path)
    words = " ".join(text_of(answer.content).split())
    for word in (FAMILY, GIVEN, IDENTITY_CODE, NOTE, SECTION):
        assert word in words


def test_each_copy_leaves_a_trace(officer, unit):
    someone = ClientFactory(unit=unit)

    officer.get(reverse("clients:own_data_json", args=[someone.reference]))

    assert Entry.objects.filter(verb="client.copied", target_id=str(someone.pk), details__form="json").count() == 1


# -- restriction, erasure -----------------------------------------------------------------------------------------


def test_processing_is_restricted_with_a_ground_and_the_restriction_is_lifted(officer, unit):
    someone = ClientFactory(unit=unit)

    officer.post(reverse("clients:restrict_client", args=[someone.reference]), {"ground": "accuracy"})
    someone.refresh_from_db()
    assert (someone.processing_restricted, someone.revision) == (True, 2)

    officer.post(reverse("clients:lift_client_restriction", args=[someone.reference]))
    someone.refresh_from_db()
    assert not someone.processing_restricted
    verbs = set(Entry.objects.filter(target_id=str(someone.pk)).values_list("verb", flat=True))
    assert {"client.restricted", "client.restriction_lifted"} <= verbs


def test_who_asks_to_be_erased_is_erased_when_no_law_requires_the_record(officer, unit, data_protection_officer):
    asked = ask(ClientFactory(unit=unit), data_protection_officer, kind="erase")

    officer.post(reverse("clients:answer_own_data_request", args=[asked.pk]))

    someone = scoped(Client.objects.filter(pk=asked.client_id)).get()
    assert someone.anonymised_at is not None
    assert scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get().outcome == "done"


@pytest.mark.parametrize("why", ["statutory_record", "restricted", "open_request"])
def test_who_cannot_be_erased_is_refused_with_the_ground_in_law(officer, unit, data_protection_officer, why):
    someone = full_client(unit) if why == "statutory_record" else ClientFactory(unit=unit)
    asked = ask(someone, data_protection_officer, kind="erase")
    if why == "restricted":
        scoped(Client.objects.filter(pk=someone.pk)).update(processing_restricted=True)
    if why == "open_request":
        ask(someone, data_protection_officer)

    officer.post(reverse("clients:answer_own_data_request", args=[asked.pk]))
    suggested = officer.get(reverse("clients:refuse_own_data_request", args=[asked.pk])).content.decode()

    assert scoped(Client.objects.filter(pk=someone.pk)).get().anonymised_at is None
    assert scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get().outcome == "open"
    assert "TSA" in suggested


def test_who_has_not_lately_proved_who_they_are_gets_no_copy(client, data_protection_officer, unit):
    client.force_login(data_protection_officer)
    session = client.session
    session.pop(CONFIRMED, None)
    session.save()
    someone = ClientFactory(unit=unit)

    for name in ("own_data_pdf", "own_data_json"):
        answer = client.get(reverse(f"clients:{name}", args=[someone.reference]))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("accounts:confirm"))
    assert not Entry.objects.filter(verb="client.copied").exists()
