"""Targets are set against what the municipalities did in their time in the project, and small numbers stay hidden."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from seutu.newcomers.projects.queries.targets import indicators_with_targets, light_of, target_table
from seutu.newcomers.projects.rules.progress import Light
from seutu.newcomers.projects.tests.factories import PartnerFactory, ProjectFactory, TargetFactory
from seutu.shared.core.figures import CountUnit, FigureCell, Indicator, indicators
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

DAY = dt.date
END_OF_SIX = DAY(2022, 2, 28)


class Logged:
    """Contacts as rows of day and municipality, counted as an app below would count them."""

    def __init__(self) -> None:
        self.rows: list[tuple[dt.date, str]] = []
        self.questions: list = []

    def add(self, number: int, on: dt.date, place: str) -> None:
        self.rows += [(on, place)] * number

    def count(self, question):
        self.questions.append(question)
        found: Counter[tuple[str, ...]] = Counter()
        for on, place in self.rows:
            if not question.starts_on <= on <= question.ends_on:
                continue
            if "client_municipality" in question.only and place not in question.only["client_municipality"]:
                continue
            found[tuple(place for _key in question.by)] += 1
        return [FigureCell(values, number, number) for values, number in found.items()]


@pytest.fixture
def logged(monkeypatch) -> Logged:
    counted = Logged()
    indicator = Indicator(
        key="test-contacts",
        label="Kontaktit",
        definition="Koe",
        count_unit=CountUnit.CONTACT,
        dimensions=frozenset({"client_municipality", "funding_code"}),
        count=counted.count,
    )
    monkeypatch.setitem(indicators._entries, indicator.key, indicator)
    return counted


@pytest.fixture
def project():
    project = ProjectFactory(starts_on=DAY(2020, 9, 1), ends_on=DAY(2022, 8, 31), funding_codes=["koe"])
    for slug, target in (("liperi", 260), ("ilomantsi", 90)):
        organization = OrganizationFactory(slug=slug, name_fi=slug.title())
        PartnerFactory(project=project, organization=organization, joined_on=project.starts_on)
        TargetFactory(project=project, indicator="test-contacts", organization=organization, number=target)
    return project


def table_of(project, day=END_OF_SIX):
    (indicator,) = indicators_with_targets(project)
    return target_table(project, indicator, day)


def test_each_municipality_is_behind_by_its_own_number(project, logged):
    logged.add(118, DAY(2021, 5, 3), "liperi")
    logged.add(24, DAY(2021, 5, 3), "ilomantsi")

    table = table_of(project)

    told = {
        row.name: (row.progress.actual, row.progress.due, row.progress.gap, row.progress.light) for row in table.rows
    }
    assert told == {
        "Ilomantsi": (24, 68, -44, Light.FAR_BEHIND),
        "Liperi": (118, 195, -77, Light.BEHIND),
    }
    assert (table.total.progress.actual, table.total.progress.target) == (142, 350)


def test_the_quarters_and_what_was_reached_by_their_ends_add_up(project, logged):
    logged.add(30, DAY(2020, 10, 1), "liperi")
    logged.add(20, DAY(2021, 1, 15), "liperi")
    logged.add(10, DAY(2021, 1, 15), "ilomantsi")

    table = table_of(project, DAY(2021, 2, 28))

    assert [each.actual for each in table.total.quarters[:3]] == [30, 30, None]
    assert [each.has_begun for each in table.total.quarters[:3]] == [True, True, False]
    assert table.reached[:3] == (30, 60, None)
    assert table.due[:2] == (45, 88)


def test_only_what_the_project_pays_for_is_asked(project, logged):
    table_of(project)

    assert {question.only["funding_code"] for question in logged.questions} == {frozenset({"koe"})}


def test_a_municipality_counts_from_the_day_it_joined_until_the_day_it_left(project, logged):
    project.partners.filter(organization__slug="ilomantsi").update(joined_on=DAY(2021, 3, 1), left_on=DAY(2021, 8, 31))
    logged.add(50, DAY(2020, 10, 1), "ilomantsi")
    logged.add(12, DAY(2021, 4, 1), "ilomantsi")
    logged.add(40, DAY(2021, 10, 1), "ilomantsi")

    ilomantsi = table_of(project).rows[0]

    assert ilomantsi.progress.actual == 12


def test_who_lives_nowhere_or_elsewhere_is_told_beside_the_table(project, logged):
    logged.add(30, DAY(2021, 4, 1), "liperi")
    logged.add(63, DAY(2021, 4, 1), "none")
    logged.add(2, DAY(2021, 4, 1), "other_finnish")

    table = table_of(project)

    assert table.total.progress.actual == 30
    assert table.outside == {"none": 63}


def test_a_small_number_is_hidden_and_cannot_be_computed_back(project, logged):
    logged.add(3, DAY(2020, 10, 1), "ilomantsi")
    logged.add(40, DAY(2021, 1, 1), "ilomantsi")
    logged.add(60, DAY(2020, 10, 1), "liperi")
    logged.add(60, DAY(2021, 1, 1), "liperi")

    table = table_of(project, DAY(2021, 2, 28))

    ilomantsi, liperi = table.rows
    assert ilomantsi.quarters[0].actual is None
    told = [row.quarters[0].actual for row in (*table.rows, table.total)]
    assert told.count(None) >= 2
    assert [each.actual for each in ilomantsi.quarters[:2]].count(None) == 2 or ilomantsi.progress.actual is None
    assert liperi.progress.actual == 120


def test_a_target_of_the_quarters_is_due_as_it_was_set(project, logged):
    project.targets.all().delete()
    for quarter, number in ((1, 10), (2, 50)):
        TargetFactory(project=project, indicator="test-contacts", organization=None, quarter=quarter, number=number)

    table = table_of(project, DAY(2020, 11, 30))

    assert (table.total.progress.due, table.total.progress.target) == (10, 60)
    assert table.rows[0].progress.light == Light.NO_TARGET


def test_an_indicator_that_nothing_counts_is_left_out(project, logged):
    TargetFactory(project=project, indicator="gone", number=3)

    assert [each.key for each in indicators_with_targets(project)] == ["test-contacts"]


@pytest.mark.parametrize(
    ("done", "light"),
    [(0, Light.FAR_BEHIND), (3, Light.HIDDEN), (200, Light.BEHIND), (400, Light.EXCEEDED)],
)
def test_the_light_of_all_together_is_that_of_the_table_without_counting_it(project, logged, done, light):
    logged.add(done, DAY(2021, 5, 3), "liperi")
    table = table_of(project)
    asked = len(logged.questions)

    assert light_of(project, table.indicator, END_OF_SIX) is table.total.progress.light is light
    assert len(logged.questions) == asked + 1
