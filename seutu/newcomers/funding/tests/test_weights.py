from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from seutu.newcomers.funding.rules.days import days_within
from seutu.newcomers.funding.rules.largest_remainder import NothingToSplitBy
from seutu.newcomers.funding.rules.percentages import NotAHundred
from seutu.newcomers.funding.rules.splitting import divided
from seutu.newcomers.funding.rules.weights import NumberMissing, Participant, Rule, RuleKind, weighed

YEAR = 365


def participant(code: str, headcount: int | None = 100, days: int = YEAR, use: int | None = None, lead: bool = False):
    return Participant(code, days, headcount, use, lead)


def test_by_headcount_for_the_whole_year_days_are_not_in_the_computation():
    rows = weighed(Rule(RuleKind.HEADCOUNT), [participant("167", 2300), participant("426", 310)])

    assert [row.claim.weight for row in rows] == [2300, 310]
    assert rows[0].parts[0].days is None


def test_who_joins_midway_weighs_by_headcount_times_days():
    rows = weighed(Rule(RuleKind.HEADCOUNT), [participant("167", 2300), participant("426", 310, days=100)])

    assert [row.claim.weight for row in rows] == [2300 * YEAR, 310 * 100]
    assert [row.parts[0].days for row in rows] == [YEAR, 100]


def test_who_was_not_there_on_any_day_is_not_in_the_division():
    rows = weighed(Rule(RuleKind.EQUAL), [participant("167"), participant("426", days=0)])

    assert [row.claim.code for row in rows] == ["167"]


def test_equal_shares_are_equal_by_the_day():
    shares = divided(30_000, Rule(RuleKind.EQUAL), [participant("167", days=200), participant("426", days=100)])

    assert shares.apportionment.shares == {"167": 20_000, "426": 10_000}


def test_fixed_percentages_are_as_they_were_agreed():
    rule = Rule(RuleKind.PERCENTAGES, percentages={"167": Fraction("66.67"), "426": Fraction("33.33")})

    shares = divided(10_000, rule, [participant("167", None), participant("426", None)])

    assert shares.apportionment.shares == {"167": 6667, "426": 3333}


def test_percentages_that_are_not_a_hundred_are_refused_with_their_sum():
    rule = Rule(RuleKind.PERCENTAGES, percentages={"167": Fraction(60), "426": Fraction("39.5")})

    with pytest.raises(NotAHundred) as refused:
        weighed(rule, [participant("167"), participant("426")])

    assert refused.value.total == Fraction("99.5")


def test_by_use_days_make_no_difference():
    rule = Rule(RuleKind.USE)

    rows = weighed(rule, [participant("167", use=90), participant("426", use=10, days=3)])

    assert [row.claim.weight for row in rows] == [90, 10]


@pytest.mark.parametrize("kind", [RuleKind.HEADCOUNT, RuleKind.USE, RuleKind.PERCENTAGES])
def test_a_missing_number_is_named_and_not_taken_for_nothing(kind):
    rule = Rule(kind, percentages={"167": Fraction(100)})

    with pytest.raises(NumberMissing) as refused:
        weighed(rule, [participant("167", use=4), participant("426", None), participant("309", None)])

    assert refused.value.codes == ("426", "309")


def test_a_mixed_rule_divides_its_parts_of_the_amount():
    rule = Rule(RuleKind.MIXED, mix={RuleKind.EQUAL: Fraction(40), RuleKind.HEADCOUNT: Fraction(60)})
    people = [participant("167", 75), participant("426", 25)]

    division = divided(100_000, rule, people)

    # 20 % each and 60 % by 75 : 25
    assert division.apportionment.shares == {"167": 65_000, "426": 35_000}
    assert [part.percent for part in division.weighed[0].parts] == [40, 60]
    assert division.apportionment.weight == 1


def test_a_mixed_rule_must_be_a_hundred_percent():
    with pytest.raises(NotAHundred):
        weighed(Rule(RuleKind.MIXED, mix={RuleKind.EQUAL: Fraction(40)}), [participant("167")])


def test_a_part_that_nobody_weighs_in_is_refused():
    rule = Rule(RuleKind.MIXED, mix={RuleKind.EQUAL: Fraction(50), RuleKind.USE: Fraction(50)})

    with pytest.raises(NothingToSplitBy):
        weighed(rule, [participant("167", use=0), participant("426", use=0)])


def test_nobody_on_any_day_is_refused():
    with pytest.raises(NothingToSplitBy):
        weighed(Rule(RuleKind.EQUAL), [participant("167", days=0)])


def test_the_lead_can_pay_all():
    shares = divided(999, Rule(RuleKind.LEAD), [participant("167", lead=True), participant("426")])

    assert shares.apportionment.shares == {"167": 999, "426": 0}


@pytest.mark.parametrize(
    ("joined", "left", "days"),
    [
        ((2020, 9, 1), None, 365),
        ((2021, 12, 31), None, 1),
        ((2022, 1, 1), None, 0),
        ((2020, 9, 1), (2021, 1, 1), 1),
        ((2020, 9, 1), (2020, 12, 31), 0),
        ((2021, 3, 1), (2021, 3, 31), 31),
    ],
)
def test_the_first_and_the_last_day_are_counted(joined, left, days):
    year = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 12, 31)}

    assert days_within(dt.date(*joined), dt.date(*left) if left else None, **year) == days
