"""The pages and files of frozen reports, and who opens what of all pages of this app."""

from __future__ import annotations

import json

import pytest
from django.test import Client as Browser
from django.urls import reverse

from seutu.newcomers.reports import urls
from seutu.newcomers.reports.actions.freezing import freeze
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.tests.flush import reports_can_go
from seutu.newcomers.reports.tests.reports_to_freeze import to_freeze
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

# In bookmarks and in reports that were handed in: one may be added, none may go or change.
ADDRESSES = {
    "luvut/tunnit/": "hours",
    "luvut/tunnit/<slug:file_kind>/": "hours_file",
    "luvut/puuttuvat/": "missing_data",
    "luvut/puuttuvat/<slug:what>/": "missing_rows",
    "luvut/taulukko/<slug:file_kind>/": "pivot_file",
    "luvut/raportit/": "frozen_reports",
    "luvut/raportit/uusi/": "freeze",
    "luvut/raportit/<int:report_id>/": "frozen_report",
    "luvut/raportit/<int:report_id>/ero/": "frozen_difference",
    "luvut/raportit/<int:report_id>/taulukko/<int:place>/<slug:file_kind>/": "frozen_table_file",
    "luvut/raportit/<int:report_id>/tiedosto/<slug:file_kind>/": "frozen_report_file",
}
OF_FIGURES = {name for name in ADDRESSES.values() if name.startswith("f")}


def addresses(report: FrozenReport) -> dict[str, str]:
    values = {"report_id": report.pk, "place": 0, "what": "peruste"}
    kinds = {"hours_file": "csv", "pivot_file": "csv", "frozen_table_file": "csv", "frozen_report_file": "xlsx"}
    found = {}
    for each in urls.urlpatterns:
        if each.name in ADDRESSES.values():
            known = {**values, "file_kind": kinds.get(each.name, "")}
            found[each.name] = reverse(
                f"reports:{each.name}", kwargs={key: known[key] for key in each.pattern.converters}
            )
    return found


def test_no_address_goes_or_changes():
    assert ADDRESSES.items() <= {str(each.pattern): each.name for each in urls.urlpatterns}.items()


def test_anonymous_people_sign_in_and_strangers_find_nothing(client, report, outsider, clerk, operator):
    for address in addresses(report).values():
        assert Browser().get(address)["Location"].startswith(reverse("account_login"))
    for user in (outsider, clerk, operator):
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses(report).values()} == {404}


def test_without_the_second_factor_nothing_opens(report, coordinator):
    browser = Browser()
    browser.force_login(coordinator)

    found = {name: browser.get(address) for name, address in addresses(report).items()}

    assert {each.status_code for each in found.values()} == {302}


@pytest.mark.parametrize("person", ["adviser", "counsellor", "foreign_counsellor", "data_protection_officer"])
def test_who_reads_no_figures_opens_no_report(request, client, report, person):
    client.force_login(request.getfixturevalue(person))

    assert {client.get(addresses(report)[name]).status_code for name in OF_FIGURES} == {404}


@pytest.mark.parametrize(
    ("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")]
)
def test_a_table_goes_out_in_each_kind_of_file_and_is_noted(client, contacts, supervisor, kind, begins):
    client.force_login(supervisor)
    asked = {"luku": "contacts", "kausi": "2026", "rivit": "month"}

    page = client.get("/tyo/luvut/taulukko/", asked).content.decode()
    answer = client.get(f"/tyo/luvut/taulukko/{kind}/", asked)

    assert f"/tyo/luvut/taulukko/{kind}/?" in page
    assert answer.content.startswith(begins)
    assert Entry.objects.get(verb="figures.handed_out").details["indicator"] == "contacts"
    assert client.get(f"/tyo/luvut/taulukko/{kind}/", {"luku": "x"}).status_code == 404
    assert client.get("/tyo/luvut/taulukko/exe/", asked).status_code == 404


def test_a_supervisor_reads_and_does_not_freeze(client, report, supervisor):
    client.force_login(supervisor)

    found = {name: client.get(addresses(report)[name]).status_code for name in OF_FIGURES}

    assert {name for name, status in found.items() if status != 200} == {"freeze"}


def typed(municipality, **changes):
    return {
        "name": "Väliraportti",
        "handed_in_for": "AMIF",
        "starts_on": "1.1.2026",
        "ends_on": "31.3.2026",
        "organizations": [municipality.pk],
        "tables": ["contacts-provider-municipality-month"],
        "is_sure": "on",
    } | changes


def test_a_coordinator_freezes_a_quarter_and_reads_it(client, contacts, municipality, coordinator):
    client.force_login(coordinator)

    answer = client.post("/tyo/luvut/raportit/uusi/", typed(municipality), follow=True)

    made = FrozenReport.objects.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert made.digest in answer.content.decode()
    assert made.name in client.get("/tyo/luvut/raportit/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"starts_on": "2.1.2026"}, "starts_on"),
        ({"ends_on": "30.3.2026"}, "ends_on"),
        ({"ends_on": "31.12.2025"}, "ends_on"),
        ({"ends_on": "31.12.2198"}, "ends_on"),
        ({"organizations": ["999999"]}, "organizations"),
        ({"tables": []}, "tables"),
        ({"is_sure": ""}, "is_sure"),
    ],
)
def test_what_cannot_be_frozen_is_said_beside_its_field(client, municipality, coordinator, changes, field):
    client.force_login(coordinator)

    answer = client.post("/tyo/luvut/raportit/uusi/", typed(municipality, **changes))

    assert list(answer.context["form"].errors) == [field]
    assert not FrozenReport.objects.exists()


def test_a_report_is_replaced_from_its_page(client, report, municipality, coordinator):
    client.force_login(coordinator)
    address = f"/tyo/luvut/raportit/uusi/?korvaa={report.pk}"
    assert client.get(address).context["form"]["name"].value() == report.name

    refused = client.post(address, typed(municipality))
    assert list(refused.context["form"].errors) == ["why"]
    client.post(address, typed(municipality, name="Korjattu", why="Väärä kunta"))

    page = client.get(report.get_absolute_url()).content.decode()
    assert "Korjattu" in page
    assert "Väärä kunta" in page
    assert client.get(address).status_code == 404
    assert client.get("/tyo/luvut/raportit/uusi/?korvaa=x").status_code == 404


def test_the_files_of_a_report_are_of_the_frozen_figures_and_each_is_noted(client, report, coordinator):
    client.force_login(coordinator)
    base = report.get_absolute_url()

    paper, book = client.get(f"{base}tiedosto/pdf/"), client.get(f"{base}tiedosto/xlsx/")
    text, data = client.get(f"{base}taulukko/0/csv/"), client.get(f"{base}taulukko/0/json/")

    assert paper.content.startswith(b"%PDF")
    assert book.content.startswith(b"PK")
    assert text.content.decode("utf-8-sig").splitlines()[-1].endswith(";0;0;7;7;")
    assert json.loads(data.content)["value"][-1] == 7
    noted = Entry.objects.filter(verb="figures.handed_out", target_id=str(report.pk))
    assert sorted(each.details["file"] for each in noted) == ["csv", "json", "pdf", "xlsx"]
    for wrong in ("tiedosto/exe/", "taulukko/9/csv/", "taulukko/0/pdf/"):
        assert client.get(f"{base}{wrong}").status_code == 404


def test_a_report_that_was_tampered_with_says_so(client, report, coordinator):
    client.force_login(coordinator)
    intact = client.get(report.get_absolute_url())
    with reports_can_go():
        FrozenReport.objects.update(digest="0" * 64)

    assert intact.context["is_intact"]
    assert not client.get(report.get_absolute_url()).context["is_intact"]


def test_three_reports_cost_as_many_questions_as_one(
    client, report, municipality, coordinator, django_assert_max_num_queries
):
    client.force_login(coordinator)

    def asked() -> int:
        with django_assert_max_num_queries(40) as queries:
            assert client.get("/tyo/luvut/raportit/").status_code == 200
        return len(queries)

    asked()
    one = asked()
    for number in range(2):
        freeze(to_freeze(municipality, name=f"Raportti {number}"), by=coordinator)

    assert asked() == one
