from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from seutu.newcomers.funding.models import (
    Basis,
    CostPool,
    CostYear,
    Definition,
    PoolMember,
    SplitKind,
    SplitRule,
    StateBase,
    StateRounding,
    StatisticsAnswer,
)
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import OrganizationFactory


class CostPoolFactory(DjangoModelFactory):
    class Meta:
        model = CostPool

    organization = factory.SubFactory(OrganizationFactory)
    name = "Yhteinen neuvonta (keksitty)"


class PoolMemberFactory(DjangoModelFactory):
    class Meta:
        model = PoolMember

    pool = factory.SubFactory(CostPoolFactory)
    organization = factory.SubFactory(OrganizationFactory)
    joined_on = dt.date(2020, 9, 1)


class SplitRuleFactory(DjangoModelFactory):
    class Meta:
        model = SplitRule

    pool = factory.SubFactory(CostPoolFactory)
    name = "Valtio 70 %, kunnat henkilömäärän mukaan"
    state_percent = "70"
    state_of = StateBase.TOTAL
    rounding = StateRounding.FLOOR
    kind = SplitKind.HEADCOUNT


class StatisticsAnswerFactory(DjangoModelFactory):
    class Meta:
        model = StatisticsAnswer

    address = "luvut.csv"
    media_type = "text/csv"
    content = b"167;2300\n426;310\n"
    sha256 = "0" * 64
    retrieved_at = factory.LazyFunction(clock.now)


class BasisFactory(DjangoModelFactory):
    """An approved one; ``approved_at=None, approved_by=None`` is a draft."""

    class Meta:
        model = Basis

    organization = factory.SubFactory(OrganizationFactory)
    definition = Definition.FOREIGN_CITIZENS
    table_id = "keksitty-taulu"
    reference_on = dt.date(2020, 12, 31)
    retrieved_at = factory.LazyFunction(clock.now)
    numbers = factory.Dict({})
    drafted_by = factory.SubFactory(UserFactory)
    approved_at = factory.LazyFunction(clock.now)
    approved_by = factory.SubFactory(UserFactory)


class CostYearFactory(DjangoModelFactory):
    class Meta:
        model = CostYear

    pool = factory.SubFactory(CostPoolFactory)
    starts_on = dt.date(2021, 1, 1)
    ends_on = dt.date(2021, 12, 31)
    budget_eligible_cents = 300_000_00
