"""The way of a ledger through its pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seutu.newcomers.clients.spreadsheets.sheet import MOST_OCTETS
from seutu.newcomers.projects.models import ActualCost, LedgerImport
from seutu.newcomers.projects.tests.factories import CostKindFactory, LedgerImportFactory
from seutu.newcomers.projects.tests.test_ledger_actions import LEDGER

pytestmark = pytest.mark.django_db

COLUMNS = {"column_0": "day", "column_1": "account", "column_2": "text", "column_3": "voucher", "column_4": "amount"}


@pytest.fixture
def ledgers(client, coordinator, project) -> str:
    client.force_login(coordinator)
    return f"/tyo/hankkeet/{project.slug}/kirjanpito/"


def upload(client, ledgers, content, name="kirjanpito.csv"):
    return client.post(ledgers, {"file": SimpleUploadedFile(name, content)})


def test_a_ledger_goes_from_file_to_costs_and_back(client, ledgers, project):
    wages, rent = (CostKindFactory(project=project, name_fi=name) for name in ("Palkkakulut", "Toimitilat"))

    columns = upload(client, ledgers, LEDGER.encode("cp1252"))["Location"]
    shown = client.get(columns)
    assert {each.initial for each in shown.context["form"].fields.values()} == {*COLUMNS.values()}
    trial = client.post(columns, COLUMNS)["Location"]
    shown = client.get(trial)
    assert [field.label for field in shown.context["form"]] == ["4300", "5000"]
    client.post(trial, {"account_0": rent.pk, "account_1": wages.pk})
    shown = client.get(trial)
    assert shown.context["total"] == 1_334_567
    assert not ActualCost.objects.exists()

    assert client.post(f"{trial}tuo/")["Location"] == trial
    assert ActualCost.objects.count() == 3
    assert client.get(trial).context["total"] == 1_334_567

    assert client.get(f"{trial}peru/").status_code == 200
    client.post(f"{trial}peru/")
    assert not ActualCost.objects.exists()


def test_an_account_can_be_no_cost_of_the_project(client, ledgers, project, coordinator):
    CostKindFactory(project=project, name_fi="5000")
    columns = upload(client, ledgers, LEDGER.encode("cp1252"))["Location"]
    trial = client.post(columns, COLUMNS)["Location"]

    client.post(trial, {"account_0": "none"})

    shown = client.get(trial)
    assert shown.context["form"] is None
    assert len(shown.context["trial"].bookings) == 1


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"column_0": "day", "column_1": "account"},
        {"column_0": "day", "column_4": "amount"},
        {"column_1": "account", "column_4": "amount"},
        {"column_0": "day", "column_1": "day", "column_2": "account", "column_4": "amount"},
        {"column_0": "day", "column_1": "account", "column_3": "debit", "column_4": "amount"},
        {"column_0": "x"},
    ],
)
def test_columns_that_do_not_suffice_are_told(client, ledgers, project, columns):
    CostKindFactory(project=project)
    address = upload(client, ledgers, LEDGER.encode("cp1252"))["Location"]

    answer = client.post(address, {**dict.fromkeys(COLUMNS, "-"), **columns})

    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\x00\x01\x02" * 50, "Pvm;Summa\n\n".encode("utf-16")])
def test_a_file_that_cannot_be_read_is_told_beside_its_field(client, ledgers, project, content):
    CostKindFactory(project=project)

    answer = upload(client, ledgers, content)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not LedgerImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, ledgers, project):
    answer = upload(client, ledgers, b"x" * (MOST_OCTETS + 1))

    assert answer.context["form"].errors["file"]


def test_the_same_file_leads_to_the_import_that_stands(client, ledgers, project):
    CostKindFactory(project=project, name_fi="5000")
    columns = upload(client, ledgers, LEDGER.encode("cp1252"))["Location"]
    trial = client.post(columns, COLUMNS)["Location"]
    client.post(f"{trial}tuo/")

    assert upload(client, ledgers, LEDGER.encode("cp1252"))["Location"] == trial


def test_a_file_can_be_given_up(client, ledgers, project):
    CostKindFactory(project=project)
    columns = upload(client, ledgers, LEDGER.encode("cp1252"))["Location"]

    client.post(columns.replace("sarakkeet/", "luovu/"))

    assert not LedgerImport.objects.exists()


def test_an_import_of_another_project_is_not_there(client, ledgers):
    other = LedgerImportFactory()

    assert client.get(f"{ledgers}{other.pk}/").status_code == 404


def test_a_formula_in_an_explanation_is_shown_as_text(client, ledgers, project):
    CostKindFactory(project=project, name_fi="5000")
    text = 'Pvm;Tili;Selite;Tosite;Summa\n1.3.2026;5000;"=HYPERLINK(""http://x"")<b>";T1;5,00\n'
    columns = upload(client, ledgers, text.encode())["Location"]
    trial = client.post(columns, COLUMNS)["Location"]
    client.post(f"{trial}tuo/")

    said = client.get(f"/tyo/hankkeet/{project.slug}/kustannukset/").content.decode()

    assert "=HYPERLINK(&quot;http://x&quot;)&lt;b&gt;" in said
