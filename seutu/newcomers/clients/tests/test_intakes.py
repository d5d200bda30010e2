from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.intake import (
    AlreadyDecided,
    ConsentMissing,
    OfAnotherOrganization,
    assess_intake,
    decline_intake,
)
from seutu.newcomers.clients.actions.intake_clients import NameMissing
from seutu.newcomers.clients.models import Client, Intake, scoped
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.intake import DeclineReason
from seutu.newcomers.clients.tests.path_rows import client_of, open_intake, opened_assessment
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db


def stored(intake: Intake) -> Intake:
    return scoped(Intake.objects.filter(pk=intake.pk)).get()


def all_clients():
    return scoped(Client.objects.all())


def test_whoever_is_declined_is_forgotten_but_for_days_source_and_a_code(counsellor, unit):
    intake = open_intake(unit, counsellor)

    decline_intake(intake, DeclineReason.TIME_IS_OVER, by=counsellor)

    row = stored(intake)
    assert (row.person, row.source_name, row.reason) == (None, "", "time_is_over")
    assert (row.source, row.arrived_on, row.decided_by) == ("school", dt.date(2026, 11, 2), counsellor)
    assert Entry.objects.filter(verb="intake.declined", details={"reason": "time_is_over"}).count() == 1


def test_whoever_is_assessed_becomes_a_client_with_an_assessment_from_the_day_of_the_contact(counsellor, unit):
    intake = open_intake(unit, counsellor)

    made = assess_intake(intake, client=None, worker=worker_of(counsellor), by=counsellor)

    assert (made.shown_name, made.unit, made.keyworker) == ("Keksi Kotoutuja", unit, counsellor)
    assert made.names.get().family_name == "Kotoutuja"
    assert made.contact_details.phone == "000 000"
    assert made.assessments.get().asked_on == dt.date(2026, 11, 2)
    assert (stored(intake).person, stored(intake).client) == (None, made)


def test_a_client_who_is_there_already_is_linked(counsellor, unit):
    client = client_of(unit)
    opened_assessment(client)

    assert (
        assess_intake(open_intake(unit, counsellor), client=client, worker=worker_of(counsellor), by=counsellor)
        == client
    )
    assert (all_clients().count(), client.assessments.count()) == (1, 1)


@pytest.mark.parametrize("consent", [Intake.Consent.ASKED, Intake.Consent.REFUSED])
def test_nobody_is_assessed_without_consent(counsellor, unit, consent):
    with pytest.raises(ConsentMissing):
        assess_intake(
            open_intake(unit, counsellor, consent=consent), client=None, worker=worker_of(counsellor), by=counsellor
        )
    assert all_clients().count() == 0


def test_an_intake_is_decided_once(counsellor, unit):
    intake = open_intake(unit, counsellor)
    decline_intake(intake, DeclineReason.OTHER, by=counsellor)

    with pytest.raises(AlreadyDecided):
        decline_intake(intake, DeclineReason.OTHER, by=counsellor)
    with pytest.raises(AlreadyDecided):
        assess_intake(intake, client=None, worker=worker_of(counsellor), by=counsellor)
    assert all_clients().count() == 0


def test_a_client_of_another_municipality_is_not_linked(counsellor, unit, foreign_unit):
    with pytest.raises(OfAnotherOrganization):
        assess_intake(
            open_intake(unit, counsellor), client=client_of(foreign_unit), worker=worker_of(counsellor), by=counsellor
        )


def test_no_client_is_made_of_nobody(counsellor, unit):
    with pytest.raises(NameMissing):
        assess_intake(
            open_intake(unit, counsellor, person={"phone": "000"}),
            client=None,
            worker=worker_of(counsellor),
            by=counsellor,
        )


def test_a_likely_client_is_shown_before_another_is_made(client, counsellor, unit):
    first, second = open_intake(unit, counsellor), open_intake(unit, counsellor)
    made = assess_intake(first, client=None, worker=worker_of(counsellor), by=counsellor)
    client.force_login(counsellor)
    address = reverse("clients:intake", args=[second.pk])

    told = client.post(address, {"consent": "given", "decision": "new"})
    assert (told.status_code, made.reference in told.content.decode()) == (409, True)
    assert all_clients().count() == 1

    client.post(address, {"consent": "given", "decision": "new", "duplicate_reason": "another_person"})
    assert all_clients().count() == 2


# -- pages ------------------------------------------------------------------------------------


def sent(**more: str) -> dict[str, str]:
    return {
        "arrived_on": "2.11.2026",
        "source": "school",
        "source_name": "Keksitty koulu",
        "consent": "given",
        "given_names": "Keksi",
        "family_name": "Kotoutuja",
        **more,
    }


def test_a_contact_is_logged_and_decided_by_the_pages(client, counsellor, unit):
    client.force_login(counsellor)

    logged = client.post(reverse("clients:new_intake"), sent(unit=str(unit.pk)))
    decided = client.post(logged["Location"], {"consent": "given", "decision": "new"})

    (made,) = all_clients()
    assert decided["Location"] == reverse("clients:path", args=[made.reference])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_names", ""),
        ("birth_year", "1850"),
        ("birth_year", "3000"),
        ("arrived_on", "1.1.2999"),
        ("message", "131052-308T"),
        ("source", "x"),
        ("email", "ei osoite"),
    ],
)
def test_what_cannot_be_is_not_logged(client, counsellor, unit, field, value):
    client.force_login(counsellor)

    form = sent(unit=str(unit.pk)) | {"family_name": "" if field == "given_names" else "Kotoutuja", field: value}

    assert client.post(reverse("clients:new_intake"), form).status_code == 200
    assert scoped(Intake.objects.all()).count() == 0


def test_nobody_logs_to_a_unit_of_others(client, counsellor, unit, foreign_unit):
    client.force_login(counsellor)

    assert client.post(reverse("clients:new_intake"), sent(unit=str(foreign_unit.pk))).status_code == 200
    assert scoped(Intake.objects.all()).count() == 0


def test_a_decision_asks_for_what_it_needs(client, counsellor, unit):
    intake = open_intake(unit, counsellor, consent=Intake.Consent.ASKED)
    client.force_login(counsellor)
    address = reverse("clients:intake", args=[intake.pk])

    for form in (
        {"consent": "asked", "decision": "new"},
        {"consent": "given", "decision": "existing"},
        {"consent": "given", "decision": "existing", "reference": "ZZZZZZZZ"},
        {"consent": "given", "decision": "decline"},
        {"consent": "given"},
    ):
        assert client.post(address, form).status_code == 200, form
    assert stored(intake).decision == Intake.Decision.OPEN


def test_a_reference_of_a_client_of_others_tells_nothing(client, counsellor, unit, foreign_unit):
    intake, foreign = open_intake(unit, counsellor), client_of(foreign_unit)
    client.force_login(counsellor)
    address = reverse("clients:intake", args=[intake.pk])

    def answer(reference: str) -> str:
        form = {"consent": "given", "decision": "existing", "reference": reference}
        return client.post(address, form).content.decode().replace(reference, "X").partition("<main")[2]

    assert answer(foreign.reference).partition("csrf")[0] == answer("ZZZZZZZZ").partition("csrf")[0]


def test_a_decision_sent_twice_is_made_once(client, counsellor, unit):
    intake = open_intake(unit, counsellor)
    client.force_login(counsellor)
    address = reverse("clients:intake", args=[intake.pk])

    for _time in range(2):
        client.post(address, {"consent": "given", "decision": "new"})

    assert all_clients().count() == 1


def test_after_a_decline_the_page_says_that_the_data_is_gone(client, counsellor, unit):
    intake = open_intake(unit, counsellor)
    client.force_login(counsellor)
    address = reverse("clients:intake", args=[intake.pk])

    client.post(address, {"consent": "refused", "decision": "decline", "reason": "consent_refused"})

    words = client.get(address).content.decode()
    assert "Kotoutuja" not in words.partition("<main")[2]
    assert "ei antanut suostumusta" in words
