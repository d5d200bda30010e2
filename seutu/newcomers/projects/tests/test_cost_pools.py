"""A project hands its municipalities, costs and contacts to the split of costs, which closes to the cent."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.funding.actions.billing import bill_advance, settle
from seutu.newcomers.funding.actions.split_rules import RuleInput, add_rule
from seutu.newcomers.funding.actions.years import choose_ground
from seutu.newcomers.funding.models import SplitKind
from seutu.newcomers.projects.actions import cost_pools as actions
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.queries.shares import shares_of, years_of
from seutu.newcomers.projects.tests.factories import (
    ActualCostFactory,
    BudgetLineFactory,
    CostKindFactory,
    PartnerFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.date


@pytest.fixture(autouse=True)
def in_2026():
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def project(municipality, other_municipality) -> Project:
    """A project of 16 months and two municipalities, of which one joined late; the first year has cost 100 000,01 €."""
    project = ProjectFactory(lead=municipality, starts_on=DAY(2025, 1, 1), ends_on=DAY(2026, 4, 30))
    PartnerFactory(project=project, organization=municipality, joined_on=DAY(2025, 1, 1))
    PartnerFactory(project=project, organization=other_municipality, joined_on=DAY(2025, 7, 1))
    salaries = CostKindFactory(project=project)
    other = CostKindFactory(project=project, is_eligible=False)
    BudgetLineFactory(kind=salaries, year=2025, amount_cents=11_000_000)
    BudgetLineFactory(kind=other, year=2025, amount_cents=500_000)
    ActualCostFactory(kind=salaries, booked_on=DAY(2025, 5, 2), amount_cents=9_900_001)
    ActualCostFactory(kind=other, booked_on=DAY(2025, 6, 2), amount_cents=100_000)
    ActualCostFactory(kind=salaries, booked_on=DAY(2026, 1, 5), amount_cents=700_000)
    return project


def test_the_years_and_municipalities_of_the_project_are_those_of_the_split(project, coordinator):
    pool = actions.begin_split(project, by=coordinator)

    assert [(year.starts_on, year.ends_on) for year in years_of(project)] == [
        (DAY(2025, 1, 1), DAY(2025, 12, 31)),
        (DAY(2026, 1, 1), DAY(2026, 4, 30)),
    ]
    assert {each.organization.slug: each.joined_on for each in pool.members.all()} == {
        "kuusela": DAY(2025, 1, 1),
        "mantyla": DAY(2025, 7, 1),
    }


def test_a_split_is_begun_once(project, coordinator):
    actions.begin_split(project, by=coordinator)

    with pytest.raises(actions.HasPool):
        actions.begin_split(Project.objects.get(), by=coordinator)


def test_costs_are_handed_over_when_their_year_is_over(project, coordinator):
    actions.begin_split(project, by=coordinator)

    assert actions.hand_to_funding(project, by=coordinator) == 2

    over, going_on = years_of(project)
    assert (over.actual_eligible_cents, over.actual_ineligible_cents) == (9_900_001, 100_000)
    assert (over.budget_eligible_cents, over.budget_ineligible_cents) == (11_000_000, 500_000)
    assert going_on.actual_eligible_cents is None


def test_contacts_of_the_residents_are_handed_over_as_use(project, coordinator, municipality, unit):
    for day in (DAY(2025, 2, 3), DAY(2025, 8, 4), DAY(2026, 1, 7)):
        ContactFactory(
            unit=unit,
            provider_municipality=municipality,
            client_municipality=municipality,
            client_municipality_kind="named",
            occurred_on=day,
        )
    actions.begin_split(project, by=coordinator)

    with translation.override("sv"):  # the words that stay do not follow who presses
        actions.hand_to_funding(project, by=coordinator)

    used = [dict(year.use_numbers.values_list("organization__slug", "number")) for year in years_of(project)]
    assert used == [{"kuusela": 2, "mantyla": 0}, {"kuusela": 1, "mantyla": 0}]
    assert {year.use_source for year in years_of(project)} == {"Kontaktit"}


def test_a_municipality_that_leaves_is_told_to_the_split(project, coordinator, other_municipality):
    pool = actions.begin_split(project, by=coordinator)
    project.partners.filter(organization=other_municipality).update(left_on=DAY(2026, 2, 28))

    actions.hand_to_funding(project, by=coordinator)

    assert pool.members.get(organization=other_municipality).left_on == DAY(2026, 2, 28)


def test_seventy_and_thirty_per_cent_close_to_nothing(project, coordinator):
    pool = actions.begin_split(project, by=coordinator)
    actions.hand_to_funding(project, by=coordinator)
    given = RuleInput(name="70/30", state_percent=Fraction(70), kind=SplitKind.EQUAL)
    year = years_of(project)[0]
    choose_ground(year, rule=add_rule(pool, given, by=coordinator), basis=None, by=coordinator)
    for amount in (1_000_000, 1_500_003):
        bill_advance(year, amount=amount, by=coordinator)
    settle(year, by=coordinator)

    (found,) = shares_of(project)

    parts = found.split.parts
    assert (parts.total, parts.state, parts.municipal) == (10_000_001, 7_000_000, 3_000_001)
    assert sum(found.billed.values()) == parts.municipal
    assert found.billed == found.split.shares


def test_the_page_begins_the_split_and_tells_the_shares(project, coordinator):
    browser = signed_in(coordinator)
    page = reverse("projects:shares", args=[project.slug])
    assert "Aloita kustannusten jako" in browser.get(page).content.decode()

    browser.post(reverse("projects:begin_split", args=[project.slug]))
    browser.post(reverse("projects:begin_split", args=[project.slug]))
    browser.post(reverse("projects:hand_to_funding", args=[project.slug]))

    project.refresh_from_db()
    year = years_of(project)[0]
    given = RuleInput(name="70/30", state_percent=Fraction(70), kind=SplitKind.EQUAL)
    choose_ground(year, rule=add_rule(year.pool, given, by=coordinator), basis=None, by=coordinator)
    told = browser.get(page).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "70 000,00 €" in told
    assert "30 000,01 €" in told


def test_who_only_reads_hands_nothing_over(project, supervisor):
    browser = signed_in(supervisor)

    for name in ("begin_split", "hand_to_funding"):
        assert browser.post(reverse(f"projects:{name}", args=[project.slug])).status_code == 404
    assert Project.objects.get().cost_pool is None
