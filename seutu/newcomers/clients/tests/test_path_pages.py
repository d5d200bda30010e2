from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.models import Assessment, GrantLevel
from seutu.newcomers.clients.tests.factories import AccessGrantFactory
from seutu.newcomers.clients.tests.path_rows import (
    client_of,
    final_assessment,
    final_plan,
    open_intake,
    opened_assessment,
    ready_plan,
)
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db


def addresses(client, counsellor) -> dict[str, str]:
    """Every page of a client's path, by name."""
    assessment = Assessment.objects.filter(client=client)
    assert assessment.is_scoped is False
    made = opened_assessment(client)
    plan = ready_plan(client, counsellor)
    of_client = ("path", "checklist", "statuses", "close", "closed", "reopen", "new_assessment", "new_plan")
    of_assessment = ("assessment", "finalise_assessment", "hand_over_assessment", "export_assessment")
    of_plan = ("plan", "finalise_plan", "plan_directed", "discard_plan", "hand_over_plan", "export_plan", "print_plan")
    return {
        **{name: reverse(f"clients:{name}", args=[client.reference]) for name in of_client},
        **{name: reverse(f"clients:{name}", args=[client.reference, made.pk]) for name in of_assessment},
        **{name: reverse(f"clients:{name}", args=[client.reference, plan.number]) for name in of_plan},
    }


READ_BY_COLLEAGUES = {"path", "assessment", "plan", "print_plan"}


@pytest.mark.slow
def test_the_counsellor_opens_every_page(client, counsellor, unit):
    client.force_login(counsellor)

    for name, address in addresses(client_of(unit), counsellor).items():
        status = client.get(address).status_code
        assert status in {200, 302} if name in {"close", "reopen"} else status == 200, name


@pytest.mark.slow
@pytest.mark.parametrize(
    "person",
    ["outsider", "foreign_counsellor", "adviser", "coordinator", "data_protection_officer", "clerk", "operator"],
)
def test_no_page_is_there_for_who_may_not_see_the_client(request, client, counsellor, unit, person):
    client.force_login(request.getfixturevalue(person))

    for name, address in addresses(client_of(unit), counsellor).items():
        assert client.get(address).status_code == 404, name
        assert client.post(address, {"revision": "1"}).status_code in {404, 405}, name


@pytest.mark.slow
def test_a_colleague_of_another_unit_reads_and_changes_nothing(client, colleague, counsellor, unit):
    made = client_of(unit)
    client.force_login(colleague)
    client.post(made.get_absolute_url(), {"purpose": "guidance"})

    for name, address in addresses(made, counsellor).items():
        assert client.get(address).status_code == (200 if name in READ_BY_COLLEAGUES else 404), name
    assert "<form class=" not in client.get(reverse("clients:plan", args=[made.reference, 1])).content.decode()


@pytest.mark.slow
def test_whoever_has_not_signed_in_is_led_to_the_sign_in(client, counsellor, unit):
    for name, address in addresses(client_of(unit), counsellor).items():
        answer = client.get(address)
        assert (answer.status_code, "/kirjaudu/" in answer["Location"]) == (302, True), name


@pytest.mark.slow
def test_a_protected_client_is_not_there_for_the_unit(client, counsellor, supervisor, unit):
    pages = addresses(client_of(unit, is_protected=True), supervisor)
    client.force_login(counsellor)

    assert {client.get(address).status_code for address in pages.values()} == {404}
    client.force_login(supervisor)
    assert client.get(pages["path"]).status_code == 200


def test_who_has_a_grant_to_read_reads_the_path(client, foreign_counsellor, unit):
    made = client_of(unit)
    AccessGrantFactory(client=made, user=foreign_counsellor, level=GrantLevel.READ)
    client.force_login(foreign_counsellor)

    assert client.get(reverse("clients:path", args=[made.reference])).status_code == 200
    assert client.get(reverse("clients:checklist", args=[made.reference])).status_code == 404


def test_the_page_says_the_state_and_the_provision_in_words(client, counsellor, unit):
    made = client_of(unit)
    opened_assessment(made)
    client.force_login(counsellor)

    words = client.get(reverse("clients:path", args=[made.reference])).content.decode()

    assert "Arviointia ei ole aloitettu" in words
    assert "KotoL 681/2023 14 § (vahvistamaton)" in words
    assert "Osaamisen ja kotoutumisen palvelutarpeen arviointi" in words


def test_a_client_of_2022_is_shown_by_the_words_of_2022(client, counsellor, unit):
    made = client_of(unit, began_on=dt.date(2022, 3, 1))
    opened_assessment(made, asked_on=dt.date(2022, 3, 1))
    client.force_login(counsellor)

    words = client.get(reverse("clients:path", args=[made.reference])).content.decode()

    assert "Alkukartoitus" in words
    assert "KotoL 1386/2010 10 §" in words


@pytest.mark.parametrize("name", ["path", "assessment", "plan", "print_plan", "export_plan"])
def test_reading_leaves_a_trace_with_its_purpose_and_no_names(client, counsellor, unit, name):
    made = client_of(unit)
    address = addresses(made, counsellor)[name]
    client.force_login(counsellor)

    client.get(address)

    entry = Entry.objects.filter(actor=counsellor.audit_id).latest("at")
    assert entry.details["purpose"] == "service"
    assert entry.organization_id == made.controller_id
    assert made.shown_name not in str(entry.details)


def test_no_title_and_no_address_names_the_client(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)

    for name, address in addresses(made, counsellor).items():
        words = client.get(address).content.decode(errors="replace")
        assert made.shown_name not in words.partition("</title>")[0] or name in {"export_assessment", "export_plan"}


def test_the_page_costs_the_same_for_a_short_and_a_long_path(client, counsellor, unit):
    short, long = client_of(unit), client_of(unit)
    final_assessment(long, counsellor)
    for number in range(1, 4):
        final_plan(long, counsellor, number=number)
    opened_assessment(long)
    client.force_login(counsellor)

    def cost(one) -> int:
        address = reverse("clients:path", args=[one.reference])
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    assert cost(short) == cost(long)


def test_the_queue_of_intakes_is_the_municipalitys(client, counsellor, foreign_counsellor, unit):
    open_intake(unit, counsellor)
    client.force_login(counsellor)
    assert "Keksi Kotoutuja" in client.get(reverse("clients:intakes")).content.decode()

    client.force_login(foreign_counsellor)
    assert "Keksi Kotoutuja" not in client.get(reverse("clients:intakes")).content.decode()


@pytest.mark.parametrize("person", ["outsider", "adviser", "coordinator", "data_protection_officer"])
def test_the_queue_is_not_there_for_who_serves_nobody(request, client, counsellor, unit, person):
    intake = open_intake(unit, counsellor)
    client.force_login(request.getfixturevalue(person))

    for name, places in (("intakes", []), ("new_intake", []), ("intake", [intake.pk])):
        assert client.get(reverse(f"clients:{name}", args=places)).status_code == 404


def test_an_intake_of_another_municipality_is_not_there(client, counsellor, foreign_counsellor, unit):
    intake = open_intake(unit, counsellor)
    client.force_login(foreign_counsellor)

    assert client.get(reverse("clients:intake", args=[intake.pk])).status_code == 404


def test_the_queue_costs_the_same_for_one_and_for_three(client, counsellor, unit):
    client.force_login(counsellor)

    def cost() -> int:
        client.get(reverse("clients:intakes"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("clients:intakes"))
        return len(asked)

    open_intake(unit, counsellor)
    one = cost()
    open_intake(unit, counsellor)
    open_intake(unit, counsellor)
    assert cost() == one
