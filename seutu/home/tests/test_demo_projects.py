"""The demo's joint project missed its targets of client work, its continuation goes on, and their shares close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from seutu.home.demo.cost_split import fill_cost_split
from seutu.home.demo.newcomers import fill_register, fill_units
from seutu.home.demo.projects import fill_projects
from seutu.home.demo.region import fill_accounts, fill_region
from seutu.newcomers.projects.models import Partner, Project
from seutu.newcomers.projects.queries.pages import lacking_a_programme
from seutu.newcomers.projects.queries.shares import shares_of, years_of
from seutu.newcomers.projects.queries.targets import TargetTable, target_table
from seutu.newcomers.projects.rules.progress import Light
from seutu.shared.core.figures import CountUnit, indicators

FIRST_START = dt.date(2026, 11, 24)
MORNING = dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)
BEHIND = {Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.FAR_BEHIND}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The projects on the morning of the first start, rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MORNING, tick=False):
            fill_region()
            fill_units()
            fill_accounts()
            for fill in (fill_register, fill_projects, fill_cost_split):
                list(fill(first_start=FIRST_START))
        yield
        transaction.set_rollback(True)


def contacts_of(project: Project) -> TargetTable:
    return target_table(project, indicators.entry("contacts"), FIRST_START)


def test_five_partners_missed_the_targets_of_client_work_each_by_its_own_gap():
    table = contacts_of(Project.objects.get(slug="kotouttamistyon-keskus"))

    assert len(table.rows) == 5
    assert {row.progress.light for row in table.rows} <= BEHIND
    assert all(row.progress.gap is not None and row.progress.gap < 0 for row in table.rows)
    assert table.indicator.count_unit is CountUnit.CONTACT
    assert table.outside["none"] > 5


def test_the_continuation_has_its_own_partners_and_seventy_per_cent_of_the_total():
    first, continuation = Project.objects.order_by("starts_on")

    assert continuation.continues == first
    assert (continuation.state_percent, continuation.state_percent_of) == (70, "total")
    partners = [
        set(Partner.objects.filter(project=each).values_list("organization__slug", flat=True))
        for each in (first, continuation)
    ]
    assert partners[1] < partners[0]


def test_seventy_and_thirty_close_to_nothing_in_every_settled_year():
    settled = 0
    for project in Project.objects.all():
        for found in shares_of(project):
            parts = found.split.parts
            assert parts.state + parts.municipal == parts.total
            assert parts.state == parts.total * 70 // 100
            if found.year.closed_at:
                settled += 1
                assert found.billed == found.split.shares
    assert settled == sum(year.ends_on < FIRST_START for project in Project.objects.all() for year in years_of(project))


def test_one_municipality_lacks_an_integration_programme():
    assert [each.slug for each in lacking_a_programme(FIRST_START)] == ["outokumpu"]
