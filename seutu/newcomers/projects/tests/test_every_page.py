"""Every page of projects, opened as anonymous, as outsiders, as who reads, and without the second factor.

The pages are read from the addresses, so that a new one is tried before anyone remembers to.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.projects import public_urls, urls
from seutu.newcomers.projects.forms.parts import PARTS
from seutu.newcomers.projects.tests import factories as make

pytestmark = pytest.mark.django_db

READ_BY_PARTNERS = {
    "projects",
    "project",
    "targets",
    "costs",
    "shares",
    "talks",
    "reports",
    "board_slides",
    "board_pdf",
    "document",
    "programmes",
}
ADDRESSES = {
    "hankkeet/": "projects",
    "hankkeet/uusi/": "new_project",
    "hankkeet/<slug:slug>/": "project",
    "hankkeet/<slug:slug>/muokkaa/": "change_project",
    "hankkeet/<slug:slug>/poista/": "remove_project",
    "hankkeet/<slug:slug>/tavoitteet/": "targets",
    "hankkeet/<slug:slug>/kustannukset/": "costs",
    "hankkeet/<slug:slug>/osuudet/": "shares",
    "hankkeet/<slug:slug>/osuudet/jako/": "begin_split",
    "hankkeet/<slug:slug>/osuudet/luvut/": "hand_to_funding",
    "hankkeet/<slug:slug>/esittelyt/uusi/": "make_board_report",
    "hankkeet/<slug:slug>/esittelyt/<int:report_id>/": "board_report",
    "hankkeet/<slug:slug>/esittelyt/<int:report_id>/diat/": "board_slides",
    "hankkeet/<slug:slug>/esittelyt/<int:report_id>/esittely.pdf": "board_pdf",
    "hankkeet/<slug:slug>/esittelyt/<int:report_id>/luvut/": "renew_board_report",
    "hankkeet/<slug:slug>/esittelyt/<int:report_id>/poista/": "remove_board_report",
    "hankkeet/<slug:slug>/neuvottelut/": "talks",
    "hankkeet/<slug:slug>/raportit/": "reports",
    "hankkeet/<slug:slug>/kirjanpito/": "ledgers",
    "hankkeet/<slug:slug>/kirjanpito/<int:import_id>/": "ledger",
    "hankkeet/<slug:slug>/kirjanpito/<int:import_id>/sarakkeet/": "ledger_columns",
    "hankkeet/<slug:slug>/kirjanpito/<int:import_id>/tuo/": "bring_in",
    "hankkeet/<slug:slug>/kirjanpito/<int:import_id>/peru/": "undo_ledger",
    "hankkeet/<slug:slug>/kirjanpito/<int:import_id>/luovu/": "give_up_ledger",
    "hankkeet/<slug:slug>/sopimukset/<int:agreement_id>/tiedostot/": "new_document",
    "hankkeet/<slug:slug>/sopimukset/<int:agreement_id>/tiedostot/<int:file_id>/": "document",
    "hankkeet/<slug:slug>/sopimukset/<int:agreement_id>/tiedostot/<int:file_id>/poista/": "remove_document",
    "hankkeet/<slug:slug>/paatokset/<int:row_id>/lue/": "read_decision",
    "hankkeet/<slug:slug>/<slug:word>/uusi/": "new_row",
    "hankkeet/<slug:slug>/<slug:word>/<int:row_id>/": "row",
    "hankkeet/<slug:slug>/<slug:word>/<int:row_id>/poista/": "remove_row",
    "kotoutumisohjelmat/": "programmes",
    "kotoutumisohjelmat/<slug:slug>/uusi/": "new_programme",
    "kotoutumisohjelmat/<slug:slug>/<int:number>/": "programme_version",
    "kotoutumisohjelmat/<slug:slug>/<int:number>/muokkaa/": "change_programme",
    "kotoutumisohjelmat/<slug:slug>/<int:number>/julkaise/": "publish_programme",
    "kotoutumisohjelmat/<slug:slug>/<int:number>/poista/": "remove_programme",
}
PUBLIC = {
    "kotoutumisohjelma/<slug:slug>/": "programme",
    "kotoutumisohjelma/<slug:slug>/<int:number>/": "version",
    "kotoutumisohjelma/<slug:slug>/<int:number>/<str:language>/tiedosto/": "file",
}
WORDS = {
    "kunnat",
    "tavoitteet",
    "tavoiteluvut",
    "ohjausryhma",
    "paatokset",
    "neuvottelut",
    "sopimukset",
    "kustannuslajit",
    "talousarvio",
    "kustannukset",
    "osuudet",
    "maksatushakemukset",
    "raportit",
}


def test_addresses_never_change():
    assert {str(each.pattern): each.name for each in urls.urlpatterns} == ADDRESSES
    assert {str(each.pattern): each.name for each in public_urls.urlpatterns} == PUBLIC
    assert set(PARTS) == WORDS


def test_every_page_is_guarded():
    assert [each.name for each in urls.urlpatterns if not hasattr(each.callback, "is_guarded")] == []


@pytest.fixture
def found(project, municipality) -> dict[str, str]:
    """The address of every page, with rows behind all of them."""
    brought = make.LedgerImportFactory(
        project=project, table={"headings": ["Pvm"], "numbers": [2], "rows": [["1.3.2026"]]}
    )
    kept = make.AgreementFileFactory(agreement__project=project)
    agreement = kept.agreement
    decision = make.ProjectDecisionFactory(project=project)
    programme = make.IntegrationProgrammeFactory(organization=municipality)
    values = {
        "slug": project.slug,
        "import_id": brought.pk,
        "agreement_id": agreement.pk,
        "file_id": kept.pk,
        "row_id": decision.pk,
        "report_id": make.BoardReportFactory(project=project).pk,
        "word": "paatokset",
        "number": programme.version,
    }
    addresses = {}
    for each in urls.urlpatterns:
        arguments = {name: values[name] for name in each.pattern.converters}
        if "slug" in arguments and str(each.pattern).startswith("kotoutumisohjelmat"):
            arguments["slug"] = municipality.slug
        addresses[each.name] = reverse(f"projects:{each.name}", kwargs=arguments)
    return addresses


def _answers(browser, found, *methods):
    return {
        f"{name} {method}": getattr(browser, method)(address) for name, address in found.items() for method in methods
    }


def test_who_has_not_signed_in_is_led_there(client, found):
    answers = _answers(client, found, "get", "post")

    login = reverse("account_login")
    assert [name for name, each in answers.items() if not each.get("Location", "").startswith(login)] == []


@pytest.mark.parametrize("person", ["outsider", "clerk", "operator", "counsellor", "adviser"])
def test_for_outsiders_no_page_is_there(request, client, person, found):
    client.force_login(request.getfixturevalue(person))

    answers = _answers(client, found, "get", "post")

    assert {name: each.status_code for name, each in answers.items() if each.status_code != 404} == {}


def test_a_partner_reads_and_changes_nothing(client, partner_supervisor, found):
    client.force_login(partner_supervisor)

    answers = {name: client.get(address) for name, address in found.items()}

    assert {name for name, each in answers.items() if each.status_code == 200} == READ_BY_PARTNERS
    assert {each.status_code for name, each in answers.items() if name not in READ_BY_PARTNERS} == {404}
    writes = {name: client.post(address).status_code for name, address in found.items()}
    assert set(writes.values()) <= {404, 405}


def test_the_coordinator_opens_every_page(client, coordinator, found):
    client.force_login(coordinator)

    answers = {name: client.get(address) for name, address in found.items()}

    by_post = {
        "begin_split",
        "bring_in",
        "give_up_ledger",
        "hand_to_funding",
        "make_board_report",
        "read_decision",
        "renew_board_report",
    }
    led_on = {"ledger", "undo_ledger"}
    wrong = {name: each.status_code for name, each in answers.items() if name not in by_post | led_on}
    assert set(wrong.values()) == {200}, wrong
    assert {answers[name].status_code for name in by_post} == {405}
    assert {answers[name].status_code for name in led_on} == {302}
    assert all(each["Cache-Control"] == "no-store" for each in answers.values() if each.status_code == 200)


def test_without_the_second_factor_nothing_opens(coordinator, found):
    browser = Browser()
    browser.force_login(coordinator)

    answers = _answers(browser, found, "get")

    code = reverse("accounts:code")
    assert [name for name, each in answers.items() if not each.get("Location", "").startswith(code)] == []


@pytest.mark.parametrize("word", ["targets", "kirjanpito", "projekti"])
def test_another_word_is_no_part(client, coordinator, project, word):
    client.force_login(coordinator)

    assert client.get(f"/tyo/hankkeet/{project.slug}/{word}/uusi/").status_code == 404


def test_the_link_to_projects_is_for_those_who_read_them(client, supervisor, clerk):
    client.force_login(supervisor)
    assert b'href="/tyo/hankkeet/"' in client.get("/tyo/").content
    client.force_login(clerk)
    assert b'href="/tyo/hankkeet/"' not in client.get("/tyo/").content


@pytest.mark.parametrize("page", ["projects", "project", "costs", "shares", "talks", "reports"])
def test_a_longer_list_asks_no_more_questions(client, coordinator, project, page, municipality):
    client.force_login(coordinator)
    address = "/tyo/hankkeet/" if page == "projects" else reverse(f"projects:{page}", args=[project.slug])

    def fill(n):
        for _number in range(n):
            partner = make.PartnerFactory(project=project)
            kind = make.CostKindFactory(project=project)
            make.BudgetLineFactory(kind=kind)
            make.ActualCostFactory(kind=kind)
            make.MunicipalShareFactory(partner=partner, amount_cents=5)
            make.NegotiationFactory(project=project)
            make.AgreementFileFactory(agreement__project=project)
            make.PaymentClaimFactory(project=project)
            make.ProjectReportFactory(project=project)
            make.GoalFactory(project=project)
            make.ProjectDecisionFactory(project=project)
            make.SteeringMemberFactory(project=project)
            make.ProjectFactory(lead=municipality)

    fill(1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    fill(2)
    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)
