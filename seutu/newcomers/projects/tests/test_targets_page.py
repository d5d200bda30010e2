"""The page of targets says who is behind and by how much, in which unit, and where the definition is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import Target
from seutu.newcomers.projects.tests.factories import PartnerFactory, ProjectFactory, TargetFactory

pytestmark = pytest.mark.django_db

DAY = dt.date


@pytest.fixture
def project(municipality, unit):
    project = ProjectFactory(lead=municipality, starts_on=DAY(2024, 1, 1), ends_on=DAY(2024, 12, 31))
    PartnerFactory(project=project, organization=municipality, joined_on=project.starts_on)
    TargetFactory(project=project, organization=municipality, number=20)
    for _number in range(9):
        ContactFactory(
            unit=unit,
            provider_municipality=municipality,
            client_municipality=municipality,
            client_municipality_kind="named",
            occurred_on=DAY(2024, 2, 3),
        )
    return project


def page_of(project, **asked) -> str:
    return reverse("projects:targets", args=[project.slug], query=asked)


def test_the_gap_the_unit_and_the_definition_are_told(project, coordinator):
    page = signed_in(coordinator).get(page_of(project)).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "jäljessä kaikissa kunnissa" in page
    assert "Selvästi jäljessä" in page
    assert "−11" in page
    assert "Yksikkö: kontakti." in page
    assert f"{reverse('reports:definitions')}#" in page


def test_a_partner_reads_it_and_sets_nothing(project, supervisor):
    page = signed_in(supervisor).get(page_of(project)).content.decode()

    assert "9 / 20" in page
    assert "Aseta tavoite" not in page
    assert "Tee esittely" not in page


def test_an_unknown_indicator_shows_the_first_one(project, coordinator):
    assert "9 / 20" in signed_in(coordinator).get(page_of(project, mittari="%00")).content.decode()


def test_without_targets_the_page_says_what_to_do(project, coordinator):
    Target.objects.all().delete()

    assert "Tavoitteita ei ole vielä" in signed_in(coordinator).get(page_of(project)).content.decode()


def test_a_target_is_set_for_a_quarter_of_a_municipality(project, coordinator, municipality):
    given = {"indicator": "clients", "organization": municipality.pk, "quarter": "3", "number": "15"}

    answer = signed_in(coordinator).post(reverse("projects:new_row", args=[project.slug, "tavoiteluvut"]), given)

    assert answer.status_code == 302
    target = Target.objects.get(indicator="clients")
    assert (target.organization, target.quarter, target.number) == (municipality, 3, 15)


@pytest.mark.parametrize("wrong", [{"quarter": "5"}, {"indicator": "nothing"}, {"number": "-1"}, {"number": ""}])
def test_a_target_that_cannot_be_is_refused_in_words(project, coordinator, municipality, wrong):
    given = {"indicator": "clients", "organization": municipality.pk, "quarter": "3", "number": "15"} | wrong

    answer = signed_in(coordinator).post(reverse("projects:new_row", args=[project.slug, "tavoiteluvut"]), given)

    assert answer.status_code == 200
    assert not Target.objects.filter(indicator="clients").exists()


def test_more_contacts_cost_no_more_queries(project, coordinator, municipality, unit):
    browser = signed_in(coordinator)
    browser.get(page_of(project))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(page_of(project))
        return len(asked)

    for _number in range(5):
        ContactFactory(unit=unit, provider_municipality=municipality, occurred_on=DAY(2024, 5, 3))
    few = queries()
    for _number in range(5):
        ContactFactory(unit=unit, provider_municipality=municipality, occurred_on=DAY(2024, 5, 3))

    assert queries() == few
    assert few < (80 if connection.vendor == "postgresql" else 40)  # there each count tells the database who asks
