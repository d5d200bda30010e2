"""A board report is made with one button, keeps its figures, and is the same on the screen and on paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.rules.sheets import paragraphs_of, sheets_from_json, sheets_to_json
from seutu.newcomers.projects.tests.factories import (
    ActualCostFactory,
    BudgetLineFactory,
    CostKindFactory,
    PartnerFactory,
    ProjectFactory,
    TargetFactory,
)
from seutu.shared.documents.tests.opened import assert_accessible, text_of

pytestmark = pytest.mark.django_db

DAY = dt.date


@pytest.fixture
def project(municipality):
    project = ProjectFactory(lead=municipality, starts_on=DAY(2025, 1, 1), ends_on=DAY(2025, 12, 31))
    PartnerFactory(project=project, organization=municipality, joined_on=project.starts_on)
    TargetFactory(project=project, organization=municipality, number=40)
    kind = CostKindFactory(project=project, name_fi="Palkat")
    BudgetLineFactory(kind=kind, year=2025, amount_cents=100_000)
    ActualCostFactory(kind=kind, booked_on=DAY(2025, 3, 1), amount_cents=71_000)
    return project


@pytest.fixture
def contacts(municipality, unit, counsellor):
    return [
        ContactFactory(
            unit=unit,
            provider_municipality=municipality,
            client_municipality=municipality,
            client_municipality_kind="named",
            logged_by=counsellor,
            occurred_on=DAY(2025, 2, 3),
        )
        for _number in range(12)
    ]


@pytest.fixture
def browser(coordinator):
    return signed_in(coordinator)


def made(browser, project) -> BoardReport:
    answer = browser.post(reverse("projects:make_board_report", args=[project.slug]))
    report = BoardReport.objects.order_by("-pk")[0]
    assert answer.url == report.get_absolute_url()
    return report


def test_one_button_makes_a_report_with_figures_money_and_a_proposal(browser, project, contacts):
    page = browser.get(made(browser, project).get_absolute_url()).content.decode()

    assert "12 / 40" in page
    assert "30\N{NO-BREAK SPACE}%" in page
    assert "71\N{NO-BREAK SPACE}%" in page
    assert "merkitsee" in page


def test_the_paper_is_accessible_and_tells_the_same(browser, project, contacts, tmp_path):
    report = made(browser, project)

    content = browser.get(reverse("projects:board_pdf", args=[project.slug, report.pk])).content

    assert_accessible(content, tmp_path)
    words = text_of(content)
    assert "12 / 40" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Palkat" in words


def test_the_figures_stay_until_somebody_asks_for_those_of_today(browser, project, contacts, municipality, unit):
    report = made(browser, project)
    for _number in range(8):
        ContactFactory(
            unit=unit,
            provider_municipality=municipality,
            client_municipality=municipality,
            client_municipality_kind="named",
            occurred_on=DAY(2025, 2, 4),
        )
    slides = reverse("projects:board_slides", args=[project.slug, report.pk])
    assert "12 / 40" in browser.get(slides).content.decode()

    browser.post(reverse("projects:renew_board_report", args=[project.slug, report.pk]))

    assert "20 / 40" in browser.get(slides).content.decode()


def test_who_saves_over_another_is_told_and_loses_nothing(browser, project):
    report = made(browser, project)
    written = {"title": "Oma", "proposal_text": "Minun ehdotukseni.", "revision": report.revision}
    browser.post(report.get_absolute_url(), {**written, "proposal_text": "Toisen ehdotus."})

    answer = browser.post(report.get_absolute_url(), written)

    assert answer.status_code == 409
    assert "Minun ehdotukseni." in answer.content.decode()
    assert BoardReport.objects.get().proposal_text == "Toisen ehdotus."


def test_a_report_without_a_proposal_is_not_saved(browser, project):
    report = made(browser, project)

    answer = browser.post(report.get_absolute_url(), {"title": "", "proposal_text": " ", "revision": report.revision})

    assert answer.status_code == 200
    assert answer.content.decode().count('class="error"') >= 1
    assert BoardReport.objects.get().revision == 1


def test_a_report_is_removed(browser, project):
    report = made(browser, project)

    browser.post(reverse("projects:remove_board_report", args=[project.slug, report.pk]))

    assert not BoardReport.objects.exists()


def test_a_partner_reads_the_slides_and_changes_nothing(browser, project, other_municipality, supervisor):
    PartnerFactory(project=project, organization=other_municipality, joined_on=project.starts_on)
    report = made(browser, project)
    reader = signed_in(supervisor)

    assert reader.get(reverse("projects:board_slides", args=[project.slug, report.pk])).status_code == 200
    assert reader.get(report.get_absolute_url()).status_code == 404
    assert reader.post(reverse("projects:make_board_report", args=[project.slug])).status_code == 404


def test_sheets_are_stored_and_read_back_as_they_were(browser, project, contacts):
    sheets = sheets_from_json(made(browser, project).sheets)

    assert sheets_from_json(sheets_to_json(sheets)) == sheets
    assert any(sheet.bars for sheet in sheets)
    assert any(sheet.line for sheet in sheets)


def test_paragraphs_are_parted_by_empty_lines():
    assert paragraphs_of("Yksi\r\nrivi.\r\n\r\n\r\nKaksi.\n") == ["Yksi rivi.", "Kaksi."]
