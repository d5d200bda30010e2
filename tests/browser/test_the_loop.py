"""The loop: a project is behind its targets and reports, a body decides, and the project shows the decision."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.tests.factories import (
    ActualCostFactory,
    BudgetLineFactory,
    CostKindFactory,
    PartnerFactory,
    ProjectFactory,
    TargetFactory,
)
from seutu.publishing.decisions.models import Meeting
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.models import PreparedItem
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard, is_sound, is_told

CASE = "157/00.01.05.00/2020"


@pytest.fixture
def body(municipality) -> Body:
    return BodyFactory(organization=municipality, name_fi="Henkilöstö- ja työllisyysjaosto", slug="hetyj")


@pytest.fixture
def meeting(body) -> Meeting:
    return desk.draft(body=body)


@pytest.fixture
def project(municipality, other_municipality, unit) -> Project:
    """A project that is over: one municipality is slightly behind, the other far."""
    project = ProjectFactory(
        lead=municipality, name_fi="Koeseudun keskus", starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2025, 12, 31)
    )
    for organization, target, done in ((municipality, 20, 18), (other_municipality, 30, 9)):
        PartnerFactory(project=project, organization=organization, joined_on=project.starts_on)
        TargetFactory(project=project, organization=organization, number=target)
        for _number in range(done):
            ContactFactory(
                unit=unit,
                provider_municipality=municipality,
                client_municipality=organization,
                client_municipality_kind="named",
                occurred_on=dt.date(2024, 5, 2),
            )
    kind = CostKindFactory(project=project, name_fi="Palkat")
    BudgetLineFactory(kind=kind, year=2024, amount_cents=30_000_000)
    ActualCostFactory(kind=kind, booked_on=dt.date(2024, 6, 1), amount_cents=21_348_000)
    return project


def test_a_report_becomes_an_item_and_its_decision_comes_back(
    open_page: OpenPage, coordinator, clerk, project: Project, meeting: Meeting
) -> None:
    page = open_page(f"/tyo/hankkeet/{project.slug}/tavoitteet/", client=signed_in(coordinator))
    sees_who_is_behind(page)
    makes_the_report(page)
    sends_it(page)

    takes_it_to_the_agenda(open_page("/tyo/", client=signed_in(clerk)))
    decides(meeting)

    page.goto(f"/tyo/hankkeet/{project.slug}/")
    is_told(page, "Tässä palvelussa julkaistu samasta asiasta")
    with page.expect_navigation():
        page.get_by_role("link", name="Koeseudun keskuksen jatko").click()
    is_told(page, "Hyväksyttiin.")


def sees_who_is_behind(page: Page) -> None:
    is_told(page, "jäljessä kaikissa kunnissa")
    row = page.get_by_role("table", name="Kontaktit kunnittain").get_by_role("row").filter(has_text="Mäntylä")
    expect(row).to_contain_text("Selvästi jäljessä")
    expect(row).to_contain_text("\N{MINUS SIGN}21")
    is_sound(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Määritelmä").click()
    is_told(page, "Kontaktit")
    page.go_back()


def makes_the_report(page: Page) -> None:
    go_by_keyboard(page, "Tee esittely jaostolle")
    is_told(page, "27 / 50")
    is_told(page, "71\N{NO-BREAK SPACE}%")
    is_sound(page)
    page.get_by_label("Otsikko").fill("Koeseudun keskuksen jatko")
    page.get_by_label("Asianumero").fill(CASE)
    page.get_by_label("Mitä tehtiin").fill("Neuvontaa annettiin kahdessa kunnassa.")
    page.get_by_label("Ehdotus").fill("Jaosto hyväksyy hankkeen jatkon.")
    go_by_keyboard(page, "Tallenna tekstit")
    with page.expect_navigation():
        page.get_by_role("link", name="Näytä dioina").click()
    is_told(page, "Jaosto hyväksyy hankkeen jatkon.")
    is_sound(page)
    page.go_back()


def sends_it(page: Page) -> None:
    go_by_keyboard(page, "Lähetä esittely toimielimen esityslistalle")
    is_sound(page)
    page.get_by_label("Henkilöstö- ja työllisyysjaosto").check()
    go_by_keyboard(page, "Lähetä esittely")
    is_told(page, "Se odottaa kokoussihteeriä.")


def takes_it_to_the_agenda(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Koeseudun keskuksen jatko").click()
    is_told(page, "Jaosto hyväksyy hankkeen jatkon.")
    is_sound(page)
    page.get_by_role("radio").first.check()
    go_by_keyboard(page, "Ota asia esityslistalle")
    is_told(page, "Koeseudun keskuksen jatko")


def decides(meeting: Meeting) -> None:
    """The rest is the clerk's evening, which has a journey of its own."""
    item = PreparedItem.objects.get().item
    assert item is not None
    assert item.attachments.get().file is not None
    desk.hold(meeting, {item.pk: CASE})
