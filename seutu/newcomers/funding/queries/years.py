"""A year of a shared cost as it is divided: who takes part, by which rule, and what has been billed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet, Sum

from seutu.newcomers.funding.models import Basis, CostPool, CostShare, CostYear, PoolMember, SplitKind, SplitRule
from seutu.newcomers.funding.rules.days import days_within
from seutu.newcomers.funding.rules.snapshot import recomputed
from seutu.newcomers.funding.rules.splitting import Cost, Rounding, Split, StateOf, StateRule, YearRule, split_cost
from seutu.newcomers.funding.rules.weights import Participant, Rule, RuleKind
from seutu.shared.organizations.models import Organization


class RuleMissing(Exception):
    """It has not been said by which rule the year is divided."""


class BasisMissing(Exception):
    """The rule divides by headcount, and the year has no approved basis."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a year is divided by instead of what was chosen for it; None leaves it as it is.

    ``without`` are ids of organizations that leave on ``leaving_on``, or take no part at all when that is None.
    """

    rule: SplitRule | None = None
    basis: Basis | None = None
    without: frozenset[int] = frozenset()
    leaving_on: dt.date | None = None


NOTHING_ELSE = Supposed()


def budget_of(year: CostYear) -> Cost:
    return Cost(year.budget_eligible_cents, year.budget_ineligible_cents)


def actual_of(year: CostYear) -> Cost | None:
    """What the year did cost, once that is known."""
    if year.actual_eligible_cents is None or year.actual_ineligible_cents is None:
        return None
    return Cost(year.actual_eligible_cents, year.actual_ineligible_cents)


def code_of(organization: Organization) -> str:
    """What a municipality is called in a computation: its municipality code, else its address word."""
    return organization.municipality_code or organization.slug


def members_of(pool: CostPool) -> QuerySet[PoolMember]:
    return pool.members.select_related("organization")


def members_in(year: CostYear) -> list[PoolMember]:
    """The municipalities that take part on at least one day of the year."""
    return [each for each in members_of(year.pool) if _days(each, year, NOTHING_ELSE) > 0]


def names_by_code(organizations: Iterable[Organization]) -> dict[str, str]:
    return {code_of(each): each.name for each in organizations}


def organizations_by_code(codes: Collection[str]) -> dict[str, Organization]:
    """The organizations that a computation names."""
    found = Organization.objects.filter(municipality_code__in=codes) | Organization.objects.filter(
        municipality_code="", slug__in=codes
    )
    return {code_of(each): each for each in found}


def plain_rule(rule: SplitRule) -> Rule:
    """The rule of the municipalities' part, as it is computed with."""
    return Rule(
        RuleKind(rule.kind),
        {code: Fraction(percent) for code, percent in rule.percentages.items()},
        # In the order of the kinds: a database may keep the parts in another one.
        {RuleKind(kind.value): Fraction(rule.mix[kind]) for kind in SplitKind if kind in rule.mix},
    )


def state_rule(rule: SplitRule) -> StateRule:
    return StateRule(Fraction(Decimal(rule.state_percent)), StateOf(rule.state_of), Rounding(rule.rounding))


def year_rule(year: CostYear, supposed: Supposed = NOTHING_ELSE) -> YearRule:
    """All by which ``year`` is divided.

    :raises RuleMissing: no rule was chosen.
    :raises BasisMissing: the rule asks for a basis, and there is no approved one.
    """
    rule = supposed.rule or year.rule
    if rule is None:
        raise RuleMissing
    basis = supposed.basis or year.basis
    shared, apart = plain_rule(rule), Rule(RuleKind(rule.apart)) if rule.apart else None
    asks = {*shared.parts, *(apart.parts if apart else ())}
    if RuleKind.HEADCOUNT in asks and (basis is None or basis.approved_at is None):
        raise BasisMissing
    return YearRule(state_rule(rule), shared, apart, _participants(year, basis, supposed))


def year_split(year: CostYear, supposed: Supposed = NOTHING_ELSE) -> Split:
    """The year's cost divided: the actual one, or the budget while that is not known.

    :raises RuleMissing: no rule was chosen.
    :raises BasisMissing: the rule asks for a basis, and there is no approved one.
    :raises NothingToSplitBy: every weight is zero, or nobody takes part.
    :raises NumberMissing: a number that the rule asks for is not known.
    :raises NotAHundred: percentages do not add up to 100.
    """
    return split_cost(actual_of(year) or budget_of(year), year_rule(year, supposed))


def standing_split(year: CostYear) -> Split:
    """The year's cost divided: of a settled year by everything that it was settled by, else as `year_split`."""
    last = year.instalments.order_by("number").last() if year.closed_at else None
    return recomputed(last.inputs) if last else year_split(year)


def _participants(year: CostYear, basis: Basis | None, supposed: Supposed) -> tuple[Participant, ...]:
    numbers: Mapping[str, int] = basis.numbers if basis else {}
    used = dict(year.use_numbers.values_list("organization_id", "number"))
    return tuple(
        Participant(
            code=code_of(each.organization),
            days=days,
            headcount=numbers.get(each.organization.municipality_code),
            use=used.get(each.organization_id),
            is_lead=each.organization_id == year.pool.organization_id,
        )
        for each in members_of(year.pool)
        if (days := _days(each, year, supposed)) > 0
    )


def _days(member: PoolMember, year: CostYear, supposed: Supposed) -> int:
    left_on = member.left_on
    if member.organization_id in supposed.without:
        if supposed.leaving_on is None:
            return 0
        left_on = min(left_on or supposed.leaving_on, supposed.leaving_on)
    return days_within(member.joined_on, left_on, starts_on=year.starts_on, ends_on=year.ends_on)


def billed_in(year: CostYear) -> dict[str, int]:
    """What each municipality has been billed in all instalments of the year, by code."""
    shares = CostShare.objects.filter(instalment__year=year)
    sums = dict(shares.values_list("organization_id").annotate(sum=Sum("amount_cents")).order_by())
    organizations = Organization.objects.filter(pk__in=sums)
    return {code_of(each): sums[each.pk] for each in organizations}


def numbers_missing(basis: Basis, organizations: Iterable[Organization]) -> list[Organization]:
    """Of these municipalities, the ones that the basis has no number of."""
    return [each for each in organizations if each.municipality_code not in basis.numbers]


def names_in(year: CostYear) -> dict[str, str]:
    """The names, by code, of everybody who takes part in the shared cost or has been billed in the year."""
    organizations = Organization.objects.filter(
        Q(pool_memberships__pool=year.pool_id) | Q(cost_shares__instalment__year=year.pk)
    )
    return names_by_code(organizations.distinct())
