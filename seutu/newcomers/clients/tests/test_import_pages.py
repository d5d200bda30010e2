from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.models import Client, RegisterImport, scoped
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

CLIENTS = "Sukunimi;Etunimi;Syntymäaika\nKeksitty;Amina;1.2.1990\nKeksitty;Omar;31.2.1990\n"


def uploaded(browser, unit, text=CLIENTS, kind="clients"):
    file = SimpleUploadedFile("asiakkaat.csv", text.encode() if isinstance(text, str) else text)
    return browser.post(reverse("clients:imports"), {"kind": kind, "unit": unit.pk, "file": file})


def columns_of(answer):
    form = answer.context["form"]
    return {name: form.get_initial_for_field(form.fields[name], name) or "" for name in form.fields}


def test_from_the_file_to_the_register_and_back(unit, coordinator):
    browser = signed_in(coordinator)

    answer = uploaded(browser, unit)
    made = RegisterImport.objects.get()
    assert answer["Location"] == reverse("clients:import_columns", args=[made.pk])

    answer = browser.get(answer["Location"])
    assert "Amina" in answer.content.decode()
    answer = browser.post(reverse("clients:import_columns", args=[made.pk]), columns_of(answer))
    assert answer["Location"] == made.get_absolute_url()

    page = browser.get(made.get_absolute_url())
    assert "31.2.1990" in page.content.decode()
    assert scoped(Client.objects.all()).count() == 0

    browser.post(reverse("clients:bring_in", args=[made.pk]))
    assert scoped(Client.objects.all()).get().shown_name == "Amina Keksitty"
    assert "Amina" not in browser.get(made.get_absolute_url()).content.decode()

    assert browser.get(reverse("clients:undo_import", args=[made.pk])).status_code == 200
    browser.post(reverse("clients:undo_import", args=[made.pk]))
    assert scoped(Client.objects.all()).count() == 0
    assert browser.get(made.get_absolute_url()).status_code == 200
    assert browser.get(reverse("clients:imports")).status_code == 200
    assert b"".join(browser.get(reverse("clients:import_problems", args=[made.pk])).streaming_content)


def test_every_row_of_who_is_there_is_told_apart_and_the_client_shown_to_who_sees_them(unit, supervisor):
    known = named_client("Amina", "Keksitty", unit=unit, birth_date=dt.date(1990, 2, 1))
    browser = signed_in(supervisor)
    page = tried(browser, unit)

    text = page.content.decode()
    assert reverse("clients:client", args=[known.reference]) in text
    assert page.context["made"].duplicate_count == 1


def test_to_a_coordinator_who_is_like_a_row_is_not_named(unit, coordinator):
    known = named_client("Amina", "Keksitty", unit=unit, birth_date=dt.date(1990, 2, 1))

    page = tried(signed_in(coordinator), unit)

    assert page.context["made"].duplicate_count == 1
    assert known.reference not in page.content.decode()


def test_two_columns_with_one_meaning_are_told_at_both(unit, coordinator):
    browser = signed_in(coordinator)
    answer = uploaded(browser, unit)

    answer = browser.post(answer["Location"], {"column_0": "family_name", "column_1": "family_name", "column_2": "-"})

    assert set(answer.context["form"].errors) == {"column_0", "column_1"}


def test_what_cannot_be_read_is_told_at_the_file_and_nothing_is_kept(unit, coordinator):
    answer = uploaded(signed_in(coordinator), unit, text=b"%PDF-1.7")

    assert answer.context["form"].errors["file"]
    assert not RegisterImport.objects.exists()


def test_a_unit_of_another_municipality_is_no_choice(foreign_unit, coordinator):
    answer = uploaded(signed_in(coordinator), foreign_unit)

    assert answer.context["form"].errors["unit"]


@pytest.mark.parametrize("person", ["adviser", "counsellor", "data_protection_officer", "clerk", "outsider"])
def test_who_neither_keeps_nor_leads_finds_no_import(request, person, unit, coordinator):
    uploaded(signed_in(coordinator), unit)
    made = RegisterImport.objects.get()
    browser = signed_in(request.getfixturevalue(person))

    assert browser.get(reverse("clients:imports")).status_code == 404
    for name in ("import", "import_columns", "undo_import", "import_problems"):
        assert browser.get(reverse(f"clients:{name}", args=[made.pk])).status_code == 404
    for name in ("bring_in", "give_up_import", "change_import_columns", "undo_import"):
        assert browser.post(reverse(f"clients:{name}", args=[made.pk])).status_code == 404
    assert RegisterImport.objects.get().state == RegisterImport.State.READ


def test_an_import_of_another_municipality_is_not_there(unit, coordinator, other_municipality):
    uploaded(signed_in(coordinator), unit)
    made = RegisterImport.objects.get()
    stranger = UserFactory()
    MembershipFactory(user=stranger, organization=other_municipality, role=Role.COORDINATOR)
    browser = signed_in(stranger)

    assert browser.get(reverse("clients:imports")).status_code == 200
    for name in ("import", "import_columns"):
        assert browser.get(reverse(f"clients:{name}", args=[made.pk])).status_code == 404
    assert browser.post(reverse("clients:give_up_import", args=[made.pk])).status_code == 404
    assert RegisterImport.objects.exists()


def test_an_import_that_is_given_up_is_gone(unit, coordinator):
    browser = signed_in(coordinator)
    uploaded(browser, unit)

    answer = browser.post(reverse("clients:give_up_import", args=[RegisterImport.objects.get().pk]))

    assert answer["Location"] == reverse("clients:imports")
    assert not RegisterImport.objects.exists()


def test_what_is_going_on_shows_how_far_it_is(unit, coordinator):
    browser = signed_in(coordinator)
    uploaded(browser, unit)
    RegisterImport.objects.update(state=RegisterImport.State.TRYING, position=1)

    page = browser.get(RegisterImport.objects.get().get_absolute_url()).content.decode()

    assert '<progress max="2" value="1">' in page


def test_problems_are_taken_home_as_a_table_without_formulas(unit, coordinator):
    browser = signed_in(coordinator)
    page = tried(browser, unit, "Sukunimi;Syntymäaika\nKeksitty;=1+1\n")

    answer = browser.get(reverse("clients:import_problems", args=[page.context["made"].pk]))

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:3] == ["2", "Syntymäaika", "'=1+1"]


def test_pages_ask_as_much_for_many_rows_as_for_few(unit, coordinator):
    browser = signed_in(coordinator)

    def cost(rows):
        page = tried(browser, unit, "Sukunimi;Syntymäaika\n" + "Keksitty;31.2.1990\n" * rows)
        with CaptureQueriesContext(connection) as queries:
            browser.get(page.context["made"].get_absolute_url())
        return len(queries)

    assert cost(1) == cost(3)


def tried(browser, unit, text=CLIENTS):
    answer = uploaded(browser, unit, text)
    answer = browser.post(answer["Location"], columns_of(browser.get(answer["Location"])))
    return browser.get(answer["Location"])
