"""What the database itself refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.newcomers.funding.models import (
    ApartKind,
    CostShare,
    Instalment,
    SplitKind,
    StateBase,
    StateRounding,
    UseNumber,
)
from seutu.newcomers.funding.rules.splitting import Rounding, StateOf
from seutu.newcomers.funding.rules.weights import RuleKind
from seutu.newcomers.funding.tests.factories import (
    BasisFactory,
    CostYearFactory,
    PoolMemberFactory,
    SplitRuleFactory,
)
from seutu.shared.core import clock

EARLIER = dt.date(2020, 8, 31)


def instalment(year, user, number=1, kind="settlement") -> Instalment:
    return Instalment.objects.create(year=year, number=number, kind=kind, amount_cents=0, inputs={}, made_by=user)


def share(year, user, state="decided") -> None:
    CostShare.objects.create(
        instalment=instalment(year, user),
        organization=year.pool.organization,
        amount_cents=1,
        state=state,
        state_on=clock.today(),
    )


REFUSED = {
    "pool_member_once": lambda year, user: PoolMemberFactory(pool=year.pool, organization=year.pool.organization),
    "pool_member_leaves_after_joining": lambda year, user: PoolMemberFactory(pool=year.pool, left_on=EARLIER),
    "split_rule_percent_within_a_hundred": lambda year, user: SplitRuleFactory(pool=year.pool, state_percent="100.01"),
    "cost_year_starts_once": lambda year, user: CostYearFactory(pool=year.pool),
    "cost_year_ends_after_start": lambda year, user: CostYearFactory(ends_on=EARLIER),
    "cost_year_actual_whole_or_not_at_all": lambda year, user: CostYearFactory(actual_eligible_cents=1),
    "cost_year_closed_with_costs_and_rule": lambda year, user: CostYearFactory(closed_at=clock.now()),
    "cost_year_budget_not_negative": lambda year, user: CostYearFactory(budget_eligible_cents=-1),
    "basis_approved_by_somebody": lambda year, user: BasisFactory(approved_by=None),
    "basis_has_known_definition": lambda year, user: BasisFactory(definition="ulkomaalaiset"),
    "use_number_once": lambda year, user: [
        UseNumber.objects.create(year=year, organization=year.pool.organization, number=1) for _ in range(2)
    ],
    "instalment_number_once": lambda year, user: [instalment(year, user, kind="advance") for _ in range(2)],
    "instalment_one_settlement_of_a_year": lambda year, user: [instalment(year, user, number) for number in (1, 2)],
    "cost_share_has_known_state": lambda year, user: share(year, user, "maksettu"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name, year, coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[name](year, coordinator)


def test_what_is_kept_is_what_is_computed_with():
    assert {*SplitKind.values, *ApartKind.values} == {kind.value for kind in RuleKind}
    assert set(StateBase.values) == {each.value for each in StateOf}
    assert set(StateRounding.values) == {each.value for each in Rounding}
