"""Making and changing projects and their parts on the pages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seutu.newcomers.projects.actions.parts import change_part
from seutu.newcomers.projects.models import (
    Agreement,
    BudgetLine,
    CostKind,
    MunicipalShare,
    Negotiation,
    Partner,
    Project,
    ProjectDecision,
)
from seutu.newcomers.projects.tests import factories as make
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.files.models import StoredFile
from seutu.shared.tasks.models import WaitingTask

pytestmark = pytest.mark.django_db

NEW = {
    "name_fi": "Seudun kotohanke",
    "starts_on": "1.1.2026",
    "ends_on": "31.12.2027",
    "state_percent": "70",
    "state_percent_of": "total",
    "target_basis": "client",
}


@pytest.fixture(autouse=True)
def _signed_in(client, coordinator):
    client.force_login(coordinator)


def page(project, rest=""):
    return f"/tyo/hankkeet/{project.slug}/{rest}"


# -- the project itself ------------------------------------------------------------------------------------------------


def test_a_project_begins_with_its_lead_as_a_partner(client, coordinator, municipality):
    answer = client.post("/tyo/hankkeet/uusi/", {**NEW, "lead": municipality.pk})

    made = Project.objects.get()
    assert answer["Location"] == "/tyo/hankkeet/seudun-kotohanke/"
    assert [(each.organization, each.joined_on) for each in made.partners.all()] == [(municipality, made.starts_on)]
    assert Entry.objects.get(verb="project.begun").actor == coordinator.audit_id


def test_two_projects_of_one_name_have_two_addresses(client, municipality):
    for _each in range(2):
        client.post("/tyo/hankkeet/uusi/", {**NEW, "name_fi": "Uusi", "lead": municipality.pk})

    assert set(Project.objects.values_list("slug", flat=True)) == {"uusi-2", "uusi-3"}


def test_a_project_of_another_lead_is_not_begun(client, other_municipality):
    answer = client.post("/tyo/hankkeet/uusi/", {**NEW, "lead": other_municipality.pk})

    assert answer.status_code == 200
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_fi", ""),
        ("ends_on", "31.12.2025"),
        ("ends_on", "kesällä"),
        ("state_percent", "101"),
        ("state_percent", "-1"),
        ("target_basis", "other"),
        ("starts_on", "1.1.0000"),
        ("name_fi", "x" * 201),
        ("name_fi", "a\x00b"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(client, municipality, field, value):
    answer = client.post("/tyo/hankkeet/uusi/", {**NEW, "lead": municipality.pk, field: value})

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Project.objects.exists()


def test_a_project_is_changed(client, project):
    answer = client.post(page(project, "muokkaa/"), {**NEW, "funder": "Elinvoimakeskus", "revision": 1})

    project.refresh_from_db()
    assert answer.status_code == 302
    assert (project.name_fi, project.funder, project.slug, project.revision) == (
        "Seudun kotohanke",
        "Elinvoimakeskus",
        "kotohanke",
        2,
    )


@pytest.mark.parametrize(
    ("typed", "kept", "shown"), [("33,33", "33.33", "33,33"), ("33.5", "33.5", "33,50"), ("70,0", "70", "70")]
)
def test_the_states_part_is_written_and_shown_as_people_here_write_it(client, project, typed, kept, shown):
    client.post(page(project, "muokkaa/"), {**NEW, "state_percent": typed, "revision": 1})

    project.refresh_from_db()
    assert project.state_percent == Decimal(kept)
    assert f'value="{shown}"' in client.get(page(project, "muokkaa/")).content.decode()


def test_the_same_share_is_no_difference_between_two_versions(client, project):
    client.post(page(project, "muokkaa/"), {**NEW, "state_percent": "33,30", "revision": 1})

    answer = client.post(
        page(project, "muokkaa/"), {**NEW, "name_fi": "Oma nimi", "state_percent": "33,30", "revision": 1}
    )

    assert [each.typed for each in answer.context["conflict"].differences] == ["Oma nimi"]


def test_who_was_slower_sees_both_versions_of_a_project(client, project):
    client.post(page(project, "muokkaa/"), {**NEW, "name_fi": "Toisen nimi", "revision": 1})

    answer = client.post(page(project, "muokkaa/"), {**NEW, "name_fi": "Oma nimi", "revision": 1})

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Toisen nimi" in said
    assert 'value="Oma nimi"' in said
    assert 'name="revision" value="2"' in said
    project.refresh_from_db()
    assert project.name_fi == "Toisen nimi"


def test_a_project_begun_in_vain_is_removed(client, project):
    make.CostKindFactory(project=project)

    answer = client.post(page(project, "poista/"), {"revision": 1})

    assert answer["Location"] == "/tyo/hankkeet/"
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        lambda project: make.ActualCostFactory(kind=make.CostKindFactory(project=project)),
        lambda project: make.PaymentClaimFactory(project=project),
        lambda project: make.ProjectFactory(continues=project),
        lambda project: make.AgreementFileFactory(agreement__project=project),
        lambda project: make.LedgerImportFactory(project=project, state="done", done_at=clock.now()),
    ],
    ids=["cost", "claim", "continuation", "document", "ledger"],
)
def test_a_project_with_content_stays(client, project, content):
    content(project)

    client.post(page(project, "poista/"), {"revision": 1})

    assert Project.objects.filter(pk=project.pk).exists()


# -- its parts ---------------------------------------------------------------------------------------------------------

PARTS = {
    "kunnat": {"outside_name": "Ulkokunta", "municipality_code": "999", "joined_on": "1.2.2026"},
    "tavoitteet": {"kind": "programme", "document": "Kotoutumisohjelma", "section": "4.2"},
    "ohjausryhma": {"name": "Ohto Ohjaaja", "role": "chair", "starts_on": "1.1.2026"},
    "paatokset": {"case_number": "157/00.01.05.00/2020"},
    "neuvottelut": {"held_on": "2.2.2026", "outside_name": "Ulkokunta", "agreed": "Jatketaan."},
    "sopimukset": {"title": "Yhteistyösopimus", "parties": "Kaikki kunnat", "state": "signed", "day": "1.2.2026"},
    "kustannuslajit": {"name_fi": "Palkkakulut", "is_eligible": "on", "position": "1"},
    "talousarvio": {"year": "2026", "amount_cents": "300 000,00"},
    "kustannukset": {"booked_on": "1.3.2026", "amount_cents": "-12,50"},
    "osuudet": {"year": "2026", "stage": "decided"},
    "maksatushakemukset": {"starts_on": "1.1.2026", "ends_on": "30.6.2026", "state": "sent", "asked_cents": "1000"},
    "raportit": {"kind": "final", "starts_on": "1.1.2026", "ends_on": "30.6.2026", "due_on": "31.8.2026"},
}


def filled(project, word):
    values = dict(PARTS[word])
    if word in {"talousarvio", "kustannukset"}:
        values["kind"] = make.CostKindFactory(project=project).pk
    if word == "osuudet":
        values["partner"] = project.partners.first().pk
    return values


@pytest.mark.parametrize("word", PARTS)
def test_each_part_is_added_changed_and_removed(client, project, word):
    values = filled(project, word)

    added = client.post(page(project, f"{word}/uusi/"), values)
    assert added.status_code == 302, added.context["form"].errors
    note = Entry.objects.get(verb="project.part_added")
    row = page(project, f"{word}/{note.details['row']}/")
    assert client.get(added["Location"]).status_code == 200
    assert client.get(row).status_code == 200

    assert client.post(row, {**values, "revision": 1}).status_code == 302
    assert client.post(row, {**values, "revision": 1}).status_code == 409
    assert client.post(f"{row}poista/", {"revision": 1})["Location"] == row
    assert client.post(f"{row}poista/", {"revision": 2})["Location"] == added["Location"]
    assert client.get(row).status_code == 404


@pytest.mark.parametrize("word", ["kustannuslajit", "talousarvio", "osuudet"])
def test_what_is_there_is_not_added_twice(client, project, word):
    values = filled(project, word)
    client.post(page(project, f"{word}/uusi/"), values)

    answer = client.post(page(project, f"{word}/uusi/"), values)

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_a_row_of_another_project_is_not_there(client, project, municipality):
    other = make.CostKindFactory(project=make.ProjectFactory(lead=municipality))

    assert client.get(page(project, f"kustannuslajit/{other.pk}/")).status_code == 404
    values = {"year": "2026", "amount_cents": "1", "kind": other.pk}
    assert client.post(page(project, "talousarvio/uusi/"), values).status_code == 200
    assert not BudgetLine.objects.exists()


def test_a_kind_of_cost_in_use_stays(client, project):
    line = make.BudgetLineFactory(kind=make.CostKindFactory(project=project))

    client.post(page(project, f"kustannuslajit/{line.kind_id}/poista/"), {"revision": 1})

    assert CostKind.objects.filter(pk=line.kind_id).exists()


def test_what_was_removed_meanwhile_is_kept_as_a_new_one(client, project):
    row = make.NegotiationFactory(project=project)
    values = {**PARTS["neuvottelut"], "revision": 1}
    real = Negotiation.objects.all()

    def removed(*args, **kwargs):
        real.delete()
        return change_part(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seutu.newcomers.projects.views.rows.actions.change_part", removed)
        answer = client.post(page(project, f"neuvottelut/{row.pk}/"), values)

    assert answer.status_code == 409
    assert page(project, "neuvottelut/uusi/") in answer.content.decode()
    assert "Jatketaan." in answer.content.decode()


@pytest.mark.parametrize("value", ["", "-1", "x", "9" * 12, "٣"])
def test_without_a_revision_nothing_is_saved(client, project, value):
    row = make.CostKindFactory(project=project)

    answer = client.post(page(project, f"kustannuslajit/{row.pk}/"), {"name_fi": "X", "position": 1, "revision": value})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("word", "values", "field"),
    [
        ("kunnat", {"joined_on": "1.1.2026"}, "organization"),
        ("kunnat", {"outside_name": "X", "joined_on": "2.1.2026", "left_on": "1.1.2026"}, "left_on"),
        ("kunnat", {"outside_name": "X", "joined_on": "2.1.2026", "municipality_code": "12"}, "municipality_code"),
        ("sopimukset", {"title": "S", "parties": "K", "state": "signed"}, "day"),
        ("paatokset", {"title": "P"}, "case_number"),
        ("paatokset", {"address": "javascript:alert(1)"}, "address"),
        ("talousarvio", {"year": "26", "amount_cents": "1"}, "year"),
        ("talousarvio", {"year": "2026", "amount_cents": "-1"}, "amount_cents"),
        ("talousarvio", {"year": "2026", "amount_cents": "1.234"}, "amount_cents"),
        ("maksatushakemukset", {**PARTS["maksatushakemukset"], "state": "paid"}, "paid_cents"),
        ("maksatushakemukset", {**PARTS["maksatushakemukset"], "state": "granted"}, "granted_cents"),
        ("raportit", {**PARTS["raportit"], "ends_on": "1.1.2020"}, "ends_on"),
    ],
)
def test_a_part_that_is_not_right_is_told_at_its_field(client, project, word, values, field):
    answer = client.post(page(project, f"{word}/uusi/"), values)

    assert answer.status_code == 200
    assert field in answer.context["form"].errors


def test_a_decision_with_an_address_is_read_by_a_worker(client, project):
    values = {"address": "https://kunta.example/paatos/", "case_number": ""}

    client.post(page(project, "paatokset/uusi/"), values)

    decision = ProjectDecision.objects.get()
    assert WaitingTask.objects.get().unique_key == f"projects.decision:{decision.pk}"


def test_an_address_that_may_not_be_read_is_told(client, project):
    decision = make.ProjectDecisionFactory(project=project, address="http://10.0.0.1/")

    answer = client.post(page(project, f"paatokset/{decision.pk}/lue/"), follow=True)

    assert "http://10.0.0.1/" in answer.content.decode()
    decision.refresh_from_db()
    assert decision.reading == "not_allowed"


# -- what the pages show -----------------------------------------------------------------------------------------------


def test_budget_and_actual_costs_stand_side_by_side(client, project):
    wages = make.CostKindFactory(project=project, name_fi="Palkkakulut")
    other = make.CostKindFactory(project=project, name_fi="Edustuskulut", is_eligible=False)
    make.BudgetLineFactory(kind=wages, year=2026, amount_cents=10_000_000)
    make.BudgetLineFactory(kind=wages, year=2027, amount_cents=5_000_000)
    make.ActualCostFactory(kind=wages, amount_cents=2_500_000)
    make.ActualCostFactory(kind=other, amount_cents=12_345)

    answer = client.get(page(project, "kustannukset/"))

    tables = answer.context["tables"]
    assert [table.key for table in tables] == ["costs-all", "costs-2026", "costs-2027"]
    whole = {row.label: (row.sums.budget, row.sums.actual, row.share) for row in tables[0].rows}
    assert whole["Palkkakulut"] == (15_000_000, 2_500_000, "17\u00a0%")
    assert [row.sums.actual for row in tables[0].totals] == [2_500_000, 12_345, 2_512_345]
    assert answer.context["eligible"].actual == 2_500_000
    assert "123,45\u00a0€" in answer.content.decode()


def test_a_share_is_shown_by_its_stages(client, project, other_municipality):
    partner = project.partners.get(organization=other_municipality)
    make.MunicipalShareFactory(partner=partner, amount_cents=1_500_000)
    make.MunicipalShareFactory(partner=partner, stage=MunicipalShare.Stage.DECIDED)

    (table,) = client.get(page(project, "osuudet/")).context["tables"]

    ((shown, cells),) = table.rows
    assert shown == partner
    assert [cell and cell.amount_cents for cell in cells] == [1_500_000, None, None]
    assert table.totals == [1_500_000, None, None]


def test_a_missing_programme_is_told_until_it_is_published(client, project, municipality, other_municipality):
    make.IntegrationProgrammeFactory(organization=municipality, is_published=True)
    make.IntegrationProgrammeFactory(organization=other_municipality)

    assert client.get(page(project)).context["lacking"] == [other_municipality]

    Partner.objects.filter(organization=other_municipality).update(left_on=dt.date(2026, 1, 2))
    assert client.get(page(project)).context["lacking"] == []


def test_documents_of_an_agreement_are_kept_shown_and_removed(client, project):
    agreement = make.AgreementFactory(project=project)
    documents = page(project, f"sopimukset/{agreement.pk}/tiedostot/")

    client.post(documents, {"file": SimpleUploadedFile("sopimus.txt", "Sovimme näin.".encode())})

    kept = agreement.files.get()
    answer = client.get(f"{documents}{kept.pk}/")
    assert b"".join(answer).decode() == "Sovimme näin."
    client.post(page(project, f"sopimukset/{agreement.pk}/poista/"), {"revision": 1})
    assert Agreement.objects.filter(pk=agreement.pk).exists()
    client.post(f"{documents}{kept.pk}/poista/")
    assert not StoredFile.objects.exists()


def test_nothing_of_what_was_typed_is_in_the_trail(client, project):
    client.post(page(project, "neuvottelut/uusi/"), {**PARTS["neuvottelut"], "people": "Ulla Ulkopuoli"})

    told = str(list(Entry.objects.values_list("verb", "details")))
    assert "Ulla" not in told
    assert "Jatketaan" not in told
