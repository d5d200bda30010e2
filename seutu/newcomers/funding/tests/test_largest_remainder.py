from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.newcomers.funding.rules.largest_remainder import (
    Claim,
    NegativeWeight,
    NothingToSplitBy,
    SameCodeTwice,
    Why,
    apportion,
)
from seutu.newcomers.funding.tests.cases import amounts, by_headcount, headcounts


@given(amounts, headcounts)
def test_the_shares_add_up_to_the_cent(amount, heads):
    assert sum(apportion(amount, by_headcount(heads)).shares.values()) == amount


@given(amounts, headcounts)
def test_a_share_is_less_than_a_cent_from_its_exact_quota(amount, heads):
    total = sum(heads.values())

    split = apportion(amount, by_headcount(heads))

    for line in split.lines:
        assert line.quota == Fraction(amount * heads[line.code], total)
        assert abs(line.amount - line.quota) < 1


@given(amounts, headcounts, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_does_not_matter(amount, heads, random):
    shuffled = list(heads.items())
    random.shuffle(shuffled)

    assert apportion(amount, by_headcount(dict(shuffled))).shares == apportion(amount, by_headcount(heads)).shares


@given(st.integers(0, 10**11), headcounts)
def test_a_larger_headcount_never_pays_less(amount, heads):
    shares = apportion(amount, by_headcount(heads)).shares

    ranked = sorted(heads, key=lambda code: heads[code])
    for smaller, larger in pairwise(ranked):
        assert heads[smaller] == heads[larger] or shares[smaller] <= shares[larger]


@given(amounts, headcounts)
def test_who_has_nobody_pays_nothing(amount, heads):
    shares = apportion(amount, by_headcount(heads)).shares

    assert all(shares[code] == 0 for code, number in heads.items() if number == 0)


@given(amounts, headcounts)
def test_a_credit_mirrors_the_charge(amount, heads):
    charge, credit = apportion(amount, by_headcount(heads)), apportion(-amount, by_headcount(heads))

    assert credit.shares == {code: -share for code, share in charge.shares.items()}
    assert [line.whole + line.cent for line in credit.lines] == list(credit.shares.values())


@given(amounts, headcounts)
def test_the_lines_are_a_computation_that_can_be_checked_by_hand(amount, heads):
    split = apportion(amount, by_headcount(heads))

    assert sum(line.quota for line in split.lines) == amount
    assert sum(line.cent for line in split.lines) == split.left_over
    for line in split.lines:
        assert abs(line.quota) == abs(line.whole) + line.remainder
        assert line.cent in {-1, 0, 1}
    given_one = [line.remainder for line in split.lines if line.cent]
    not_given = [line.remainder for line in split.lines if not line.cent]
    assert not given_one or not not_given or min(given_one) >= max(not_given)


def test_all_zero_is_refused():
    with pytest.raises(NothingToSplitBy):
        apportion(100, by_headcount({"167": 0, "426": 0}))


def test_nobody_is_refused():
    with pytest.raises(NothingToSplitBy):
        apportion(100, [])


def test_a_negative_weight_is_refused_with_whose_it_is():
    with pytest.raises(NegativeWeight, match="426"):
        apportion(100, [Claim("167", Fraction(1)), Claim("426", Fraction(-1))])


def test_the_same_municipality_twice_is_refused():
    with pytest.raises(SameCodeTwice, match="167"):
        apportion(100, [Claim("167", Fraction(1)), Claim("167", Fraction(2))])


def test_a_tie_goes_to_the_larger_headcount():
    claims = [Claim("146", Fraction(1), 5), Claim("167", Fraction(1), 9)]

    split = apportion(101, claims)

    assert split.shares == {"146": 50, "167": 51}
    assert [line.why for line in split.lines] == [Why.SMALLER_HEADCOUNT, Why.LARGER_HEADCOUNT]


def test_a_tie_of_equal_headcounts_goes_to_the_smaller_code():
    split = apportion(100, by_headcount({"426": 7, "167": 7, "309": 7}))

    assert split.shares == {"426": 33, "167": 34, "309": 33}
    assert {line.code: line.why for line in split.lines} == {
        "426": Why.LATER_CODE,
        "167": Why.EARLIER_CODE,
        "309": Why.LATER_CODE,
    }


def test_it_is_told_why_a_cent_was_given_or_not():
    split = apportion(1000, by_headcount({"167": 2, "426": 1, "309": 0, "276": 3}))

    # 333.33…, 166.66…, 0 and 500 exactly
    assert split.shares == {"167": 333, "426": 167, "309": 0, "276": 500}
    assert [line.why for line in split.lines] == [
        Why.SMALL_REMAINDER,
        Why.LARGE_REMAINDER,
        Why.NO_REMAINDER,
        Why.NO_REMAINDER,
    ]


@pytest.mark.slow  # ten thousand divisions, twice
def test_ten_thousand_divisions_are_those_of_another_program():
    import random

    from apportionment.methods import TiesException, compute

    chance = random.Random(70_30)
    equal = 0
    while equal < 10_000:
        heads = [
            chance.choice([0, chance.randrange(50), chance.randrange(10_000)]) for _ in range(chance.randint(1, 9))
        ]
        amount = chance.randrange(1, 10 ** chance.randint(2, 9))
        if not any(heads):
            continue
        try:
            expected = compute("hamilton", heads, amount, fractions=True, tiesallowed=False)
        except TiesException:
            continue  # it does not say who would get the cent
        claims = by_headcount({f"{place:03}": number for place, number in enumerate(heads)})
        assert list(apportion(amount, claims).shares.values()) == expected
        equal += 1
