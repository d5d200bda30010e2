from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.funding.rules.billing import billed_next
from seutu.newcomers.funding.rules.splitting import (
    Cost,
    Parts,
    Rounding,
    StateOf,
    StateRule,
    YearRule,
    added,
    parted,
    split_cost,
    split_parts,
    state_part,
)
from seutu.newcomers.funding.rules.weights import Participant, Rule, RuleKind
from seutu.newcomers.funding.tests.cases import headcounts

percents = st.fractions(0, 100, max_denominator=10_000)
states = st.builds(StateRule, percents, st.sampled_from(StateOf), st.sampled_from(Rounding))
costs = st.builds(Cost, st.integers(0, 10**10), st.integers(0, 10**9))
aparts = st.sampled_from([None, Rule(RuleKind.EQUAL), Rule(RuleKind.LEAD), Rule(RuleKind.HEADCOUNT)])


def participants(heads: dict[str, int]) -> list[Participant]:
    return [Participant(code, 365, number, is_lead=place == 0) for place, (code, number) in enumerate(heads.items())]


def rule_of(state: StateRule, apart: Rule | None, heads: dict[str, int]) -> YearRule:
    return YearRule(state, Rule(RuleKind.HEADCOUNT), apart, participants(heads))


def test_seventy_and_thirty_close_to_nothing():
    rule = rule_of(StateRule(Fraction(70)), None, {"joensuu": 2300, "liperi": 310})

    split = split_cost(Cost(30_000_000), rule)

    assert (split.parts.state, split.parts.municipal) == (21_000_000, 9_000_000)
    assert split.shares == {"joensuu": 7_931_034, "liperi": 1_068_966}


@pytest.mark.parametrize(("rounding", "cents"), [(Rounding.FLOOR, 7), (Rounding.HALF_UP, 8)])
def test_half_a_cent_of_the_state_goes_by_the_wording_of_the_grant(rounding, cents):
    assert state_part(15, StateRule(Fraction(50), rounding=rounding)) == cents
    assert state_part(-15, StateRule(Fraction(50), rounding=rounding)) == -cents


def test_of_eligible_cost_the_state_pays_nothing_of_the_rest():
    cost = Cost(eligible=100_00, ineligible=50_00)

    assert parted(cost, StateRule(Fraction(70), StateOf.ELIGIBLE)) == Parts(150_00, 70_00, 80_00)
    assert parted(cost, StateRule(Fraction(70), StateOf.ELIGIBLE), has_apart=True) == Parts(150_00, 70_00, 30_00, 50_00)


def test_of_total_cost_the_state_pays_of_the_rest_too():
    cost = Cost(eligible=100_00, ineligible=50_00)

    assert parted(cost, StateRule(Fraction(70))) == Parts(150_00, 105_00, 45_00)
    assert parted(cost, StateRule(Fraction(70)), has_apart=True) == Parts(150_00, 105_00, 30_00, 15_00)


@given(costs, states, aparts, headcounts)
def test_the_parts_and_the_shares_always_add_up(cost, state, apart, heads):
    split = split_cost(cost, rule_of(state, apart, heads))

    assert split.parts.state + split.parts.municipal == cost.total
    assert sum(split.shares.values()) == split.parts.municipal
    assert min(split.parts.state, split.parts.shared, split.parts.apart) >= 0


@given(costs, states, aparts, headcounts)
def test_a_credit_of_a_cost_mirrors_it(cost, state, apart, heads):
    rule = rule_of(state, apart, heads)

    credit = split_cost(Cost(-cost.eligible, -cost.ineligible), rule)

    assert credit.shares == {code: -share for code, share in split_cost(cost, rule).shares.items()}


def test_the_lead_alone_pays_what_is_not_eligible():
    rule = rule_of(StateRule(Fraction(70), StateOf.ELIGIBLE), Rule(RuleKind.LEAD), {"167": 100, "426": 100})

    split = split_cost(Cost(100_00, 9_99), rule)

    assert split.shares == {"167": 15_00 + 9_99, "426": 15_00}


@given(st.lists(st.integers(0, 10**9), max_size=6), st.integers(0, 10**10), headcounts)
def test_advances_and_settlement_are_the_years_share_to_the_cent(advances, final, heads):
    rule = rule_of(StateRule(Fraction(70)), None, heads)
    year = split_cost(Cost(final), rule)
    billed: dict[str, int] = {}
    cumulative = 0

    for advance in advances:
        cumulative += advance
        so_far = split_parts(Parts(cumulative, 0, cumulative), rule).shares
        bill = billed_next(so_far, billed)
        assert sum(bill.values()) == advance
        billed = added(billed, bill)
    settlement = billed_next(year.shares, billed)

    assert added(billed, settlement) == year.shares
    assert sum(settlement.values()) == year.parts.municipal - cumulative


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**8), min_size=1, max_size=8), headcounts)
def test_every_bill_is_less_than_two_cents_from_its_own_quota(first, advances, heads):
    rule = rule_of(StateRule(Fraction(0)), None, heads)
    total = sum(heads.values())
    before, cumulative = split_parts(Parts(first, 0, first), rule).shares, first

    for advance in advances:
        cumulative += advance
        now = split_parts(Parts(cumulative, 0, cumulative), rule).shares
        for code, number in heads.items():
            assert abs(now[code] - before[code] - Fraction(advance * number, total)) < 2
        before = now


def test_who_no_longer_takes_part_gets_back_what_it_paid():
    assert billed_next({"167": 900}, {"167": 500, "426": 120}) == {"167": 400, "426": -120}
