from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.funding.actions import billing, pools, years
from seutu.newcomers.funding.models import ApartKind, CostShare, CostYear, Instalment, StateBase
from seutu.newcomers.funding.queries.years import BasisMissing, RuleMissing, actual_of, billed_in, budget_of, year_split
from seutu.newcomers.funding.rules.snapshot import recomputed
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.newcomers.funding.tests.factories import BasisFactory, SplitRuleFactory
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import OrganizationFactory

SHARES = {"901": 79_310_34, "902": 10_689_66}


def now(year: CostYear) -> CostYear:
    return CostYear.objects.get(pk=year.pk)


def with_actual(year: CostYear, by, cents: int = 300_000_00) -> CostYear:
    years.set_costs(year, budget=budget_of(year), actual=Cost(cents), by=by)
    return now(year)


def bills(instalment: Instalment) -> dict[str, int]:
    rows = instalment.shares.values_list("organization__municipality_code", "amount_cents")
    return dict(rows)


def test_advances_and_settlement_close_to_nothing(year, coordinator):
    for amount in (30_000_01, 30_000_01, 20_000_01):
        billing.bill_advance(year, amount=amount, by=coordinator)

    settlement = billing.settle(with_actual(year, coordinator), by=coordinator)

    assert settlement.amount_cents == 90_000_00 - 80_000_03
    assert billed_in(year) == SHARES == year_split(now(year)).shares
    assert now(year).closed_at is not None


def test_each_advance_is_the_cumulative_amount_less_what_was_billed(year, coordinator):
    first = billing.bill_advance(year, amount=1, by=coordinator)
    second = billing.bill_advance(year, amount=1, by=coordinator)

    assert bills(first) == {"901": 1, "902": 0}
    assert bills(second) == {"901": 1, "902": 0}
    assert [each.number for each in year.instalments.all()] == [1, 2]


def test_too_much_in_advance_is_given_back_by_the_settlement(year, coordinator):
    billing.bill_advance(year, amount=95_000_00, by=coordinator)

    settlement = billing.settle(with_actual(year, coordinator), by=coordinator)

    assert settlement.amount_cents == -5_000_00
    assert max(bills(settlement).values()) < 0
    assert billed_in(year) == SHARES


def test_a_correction_mirrors_itself(year, coordinator):
    billing.settle(with_actual(year, coordinator), by=coordinator)

    down = billing.correct(year, Cost(290_000_01), by=coordinator)
    up = billing.correct(year, Cost(300_000_00), by=coordinator)

    assert (down.kind, up.kind) == (Instalment.Kind.CREDIT, Instalment.Kind.ADDITION)
    assert bills(up) == {code: -cents for code, cents in bills(down).items()}
    assert billed_in(year) == SHARES


def test_the_state_pays_of_the_eligible_cost_and_the_lead_pays_the_rest(year, pool, coordinator):
    rule = SplitRuleFactory(pool=pool, state_of=StateBase.ELIGIBLE, apart=ApartKind.LEAD)
    years.choose_ground(year, rule=rule, basis=year.basis, by=coordinator)
    years.set_costs(year, budget=budget_of(year), actual=Cost(300_000_00, 5_000_00), by=coordinator)
    billing.bill_advance(year, amount=40_000_00, apart=1_000_00, by=coordinator)

    billing.settle(year, by=coordinator)

    assert billed_in(year) == {"901": SHARES["901"] + 5_000_00, "902": SHARES["902"]}


def test_nothing_is_apart_where_the_rule_says_so(year, coordinator):
    with pytest.raises(billing.NoSuchPartApart):
        billing.bill_advance(year, amount=1, apart=1, by=coordinator)


@pytest.mark.parametrize("amount", [0, -1])
def test_an_advance_of_nothing_is_refused(year, coordinator, amount):
    with pytest.raises(billing.NothingToBill):
        billing.bill_advance(year, amount=amount, by=coordinator)


def test_a_settlement_needs_the_actual_cost(year, coordinator):
    with pytest.raises(billing.CostsMissing):
        billing.settle(year, by=coordinator)


def test_a_bill_needs_a_rule_and_an_approved_basis(year, coordinator):
    rule = year.rule
    years.choose_ground(year, rule=None, basis=None, by=coordinator)
    with pytest.raises(RuleMissing):
        billing.bill_advance(year, amount=1, by=coordinator)

    years.choose_ground(year, rule=rule, basis=None, by=coordinator)
    with pytest.raises(BasisMissing):
        billing.bill_advance(year, amount=1, by=coordinator)


def test_a_settled_year_takes_no_advance_and_no_second_settlement(year, coordinator):
    year = with_actual(year, coordinator)
    billing.settle(year, by=coordinator)

    with pytest.raises(billing.YearClosed):
        billing.bill_advance(year, amount=1, by=coordinator)
    with pytest.raises(billing.YearClosed):
        billing.settle(year, by=coordinator)


def test_only_a_settled_year_is_corrected_and_only_by_another_cost(year, coordinator):
    with pytest.raises(billing.YearOpen):
        billing.correct(year, Cost(1), by=coordinator)
    year = with_actual(year, coordinator)
    billing.settle(year, by=coordinator)

    for cost in (Cost(300_000_00), Cost(-1)):
        with pytest.raises(billing.NothingToBill):
            billing.correct(year, cost, by=coordinator)


def test_a_settled_year_stands_whatever_becomes_of_basis_rule_and_partners(year, pool, coordinator):
    year = with_actual(year, coordinator)
    billing.settle(year, by=coordinator)
    newer = BasisFactory(organization=pool.organization, numbers={"901": 1, "902": 999})
    member = pool.members.get(organization__municipality_code="902")

    with pytest.raises(years.YearClosed):
        years.choose_ground(year, rule=year.rule, basis=newer, by=coordinator)
    with pytest.raises(years.YearClosed):
        years.set_costs(year, budget=Cost(1), actual=None, by=coordinator)
    with pytest.raises(years.YearClosed):
        years.hand_in_use(year, {}, source="", by=coordinator)
    with pytest.raises(pools.TouchesClosedYear, match="2021"):
        pools.change_member(member, joined_on=member.joined_on, left_on=dt.date(2021, 6, 30), by=coordinator)
    pools.change_member(member, joined_on=member.joined_on, left_on=dt.date(2022, 6, 30), by=coordinator)

    assert year_split(now(year)).shares == billed_in(year)


def test_what_was_billed_can_be_computed_anew_from_what_is_kept(year, coordinator):
    billing.bill_advance(year, amount=40_000_00, by=coordinator)
    settlement = billing.settle(with_actual(year, coordinator), by=coordinator)

    assert recomputed(Instalment.objects.get(pk=settlement.pk).inputs).shares == SHARES


def test_the_last_instalment_can_be_taken_back_while_no_bill_has_been_sent(year, coordinator):
    first = billing.bill_advance(year, amount=40_000_00, by=coordinator)
    settlement = billing.settle(with_actual(year, coordinator), by=coordinator)
    credit = billing.correct(year, Cost(290_000_00), by=coordinator)

    with pytest.raises(billing.NotTheLast):
        billing.take_back(first, by=coordinator)
    billing.take_back(credit, by=coordinator)
    assert actual_of(now(year)) == Cost(300_000_00)
    billing.take_back(settlement, by=coordinator)
    assert now(year).closed_at is None
    billing.mark_shares(first.shares.all(), CostShare.State.INVOICED, by=coordinator)
    with pytest.raises(billing.InvoicedAlready):
        billing.take_back(first, by=coordinator)


def test_every_step_leaves_a_line_in_the_trail(year, coordinator, municipality):
    first = billing.bill_advance(year, amount=40_000_00, by=coordinator)
    billing.mark_shares(first.shares.all()[:1], CostShare.State.DECIDED, by=coordinator)
    billing.settle(with_actual(year, coordinator), by=coordinator)

    verbs = list(Entry.objects.filter(organization_id=municipality.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["instalment.billed", "cost_share.marked", "cost_year.costs_set", "instalment.billed"]


def test_an_advance_is_taken_back_and_leaves_nothing(year, coordinator):
    advance = billing.bill_advance(year, amount=40_000_00, by=coordinator)

    billing.take_back(advance, by=coordinator)

    assert billed_in(year) == {}


def test_a_partner_joins_once(pool, other_municipality, coordinator):
    with pytest.raises(pools.TakesPartAlready):
        pools.add_member(pool, other_municipality, joined_on=dt.date(2021, 1, 1), by=coordinator)


def test_figures_of_use_of_a_stranger_are_refused(year, coordinator):
    stranger = OrganizationFactory(municipality_code="999")

    with pytest.raises(years.NotAPartner, match="999"):
        years.hand_in_use(year, {stranger: 5}, source="koe", by=coordinator)


def test_an_actual_cost_can_be_unknown_again(year, coordinator):
    with_actual(year, coordinator)

    years.set_costs(year, budget=Cost(1), actual=None, by=coordinator)

    assert actual_of(now(year)) is None


def test_a_member_that_leaves_is_told_with_its_day(pool, coordinator):
    member = pool.members.all()[0]

    pools.change_member(member, joined_on=member.joined_on, left_on=dt.date(2022, 8, 31), by=coordinator)

    assert Entry.objects.get(verb="cost_pool.member_changed").details["left_on"] == "2022-08-31"


def test_a_partner_may_stay_for_good(pool, coordinator):
    member = pools.add_member(pool, OrganizationFactory(), joined_on=dt.date(2021, 1, 1), by=coordinator)

    assert member.left_on is None
    assert "left_on" not in Entry.objects.get(verb="cost_pool.member_added").details
