"""Who sees and manages a project, and of which time."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.projects.models import ActualCost, BudgetLine, Negotiation, Partner
from seutu.newcomers.projects.queries.visible import (
    access_to,
    partners_of_led_projects,
    parts_visible_in,
    projects_visible_to,
)
from seutu.newcomers.projects.tests.factories import (
    ActualCostFactory,
    BudgetLineFactory,
    CostKindFactory,
    NegotiationFactory,
    ProjectFactory,
)
from seutu.newcomers.reports.queries.scope import organizations_of
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_2027(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2027, 6, 1))


def test_the_coordinator_of_the_lead_manages(project, coordinator):
    access = access_to(coordinator, project.slug)

    assert access is not None
    assert access.manages
    assert access.windows is None


def test_who_reads_figures_in_the_lead_reads(project, supervisor):
    access = access_to(supervisor, project.slug)

    assert access is not None
    assert not access.manages
    assert access.windows is None


def test_who_reads_figures_in_a_partner_reads(project, partner_supervisor):
    access = access_to(partner_supervisor, project.slug)

    assert access is not None
    assert not access.manages
    assert list(projects_visible_to(partner_supervisor)) == [project]


@pytest.mark.parametrize("person", ["outsider", "clerk", "counsellor", "adviser", "operator"])
def test_for_others_there_is_no_project(request, project, person):
    user = request.getfixturevalue(person)

    assert access_to(user, project.slug) is None
    assert not projects_visible_to(user).exists()


def test_a_coordinator_elsewhere_sees_nothing_of_a_stranger_project(coordinator):
    stranger = ProjectFactory()

    assert access_to(coordinator, stranger.slug) is None


def test_a_partner_that_has_left_reads_its_own_time(project, partner_supervisor, other_municipality):
    Partner.objects.filter(organization=other_municipality).update(left_on=dt.date(2026, 12, 31))
    kind = CostKindFactory(project=project)
    before, after = (ActualCostFactory(kind=kind, booked_on=dt.date(year, 3, 1)) for year in (2026, 2027))
    for year in (2026, 2027):
        BudgetLineFactory(kind=kind, year=year)
        NegotiationFactory(project=project, held_on=dt.date(year, 2, 2))

    access = access_to(partner_supervisor, project.slug)

    assert access is not None
    assert access.windows == ((dt.date(2026, 1, 1), dt.date(2026, 12, 31)),)
    assert list(parts_visible_in(access, ActualCost)) == [before]
    assert after not in parts_visible_in(access, ActualCost)
    assert [row.year for row in parts_visible_in(access, BudgetLine)] == [2026]
    assert [row.held_on.year for row in parts_visible_in(access, Negotiation)] == [2026]


def test_on_its_last_day_a_partner_still_reads_all(project, partner_supervisor, other_municipality):
    Partner.objects.filter(organization=other_municipality).update(left_on=dt.date(2027, 6, 1))

    access = access_to(partner_supervisor, project.slug)

    assert access is not None
    assert access.windows is None


def test_a_lead_counts_the_figures_of_its_partners_and_of_nobody_else(
    project, coordinator, supervisor, municipality, other_municipality
):
    OrganizationFactory()

    assert partners_of_led_projects(coordinator) == {municipality.pk, other_municipality.pk}
    assert organizations_of(coordinator) == {municipality.pk, other_municipality.pk}
    assert partners_of_led_projects(supervisor) == frozenset()
    assert organizations_of(supervisor) == {municipality.pk}
