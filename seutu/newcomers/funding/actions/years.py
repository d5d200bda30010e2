"""What can happen to a year of a shared cost before it is settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from seutu.newcomers.funding.models import Basis, CostPool, CostYear, SplitRule, UseNumber
from seutu.newcomers.funding.queries.years import code_of
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.organizations.models import Organization


class YearClosed(Exception):
    """The year has been settled: its basis, rule and figures stand."""


class YearsOverlap(Exception):
    """Another year of the same shared cost has some of these days."""


class EndsBeforeStart(Exception):
    """The last day is before the first one."""


class NotApproved(Exception):
    """The basis is a draft that nobody has approved."""


class NotOfThisPool(Exception):
    """The rule, or the basis, is another lead's or another shared cost's."""


class NotAPartner(Exception):
    """A figure of use is of somebody who does not take part; the argument is the code."""


class NegativeCost(Exception):
    """A cost is below zero."""


@transaction.atomic
def open_year(pool: CostPool, *, starts_on: dt.date, ends_on: dt.date, budget: Cost, by: User) -> CostYear:
    """Begin a year with its budget.

    :raises EndsBeforeStart: the days are the wrong way round.
    :raises YearsOverlap: some of the days are another year's.
    :raises NegativeCost: the budget is below zero.
    """
    if ends_on < starts_on:
        raise EndsBeforeStart
    _demand_no_less_than_nothing(budget)
    if pool.years.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise YearsOverlap
    year = CostYear.objects.create(
        pool=pool,
        starts_on=starts_on,
        ends_on=ends_on,
        budget_eligible_cents=budget.eligible,
        budget_ineligible_cents=budget.ineligible,
    )
    _record("cost_year.opened", year, by, {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()})
    return year


@transaction.atomic
def choose_ground(year: CostYear, *, rule: SplitRule | None, basis: Basis | None, by: User) -> None:
    """Say by which rule and basis the year is divided. Instalments made already are put right by the next one.

    :raises YearClosed: it has been settled.
    :raises NotApproved: the basis is a draft.
    :raises NotOfThisPool: the rule is another shared cost's, or the basis another lead's.
    """
    year = _open(year)
    if basis is not None and basis.approved_at is None:
        raise NotApproved
    if (rule and rule.pool_id != year.pool_id) or (basis and basis.organization_id != year.pool.organization_id):
        raise NotOfThisPool
    year.rule, year.basis = rule, basis
    year.save(update_fields=["rule", "basis", "updated_at"])
    _record("cost_year.ground_chosen", year, by, {"rule": rule.pk if rule else 0, "basis": basis.pk if basis else 0})


@transaction.atomic
def set_costs(year: CostYear, *, budget: Cost, actual: Cost | None, by: User) -> None:
    """Write down the year's budget, and what it did cost once that is known.

    :raises YearClosed: it has been settled; `billing.correct` is for what is found out afterwards.
    :raises NegativeCost: a cost is below zero.
    """
    year = _open(year)
    _demand_no_less_than_nothing(budget)
    if actual:
        _demand_no_less_than_nothing(actual)
    year.budget_eligible_cents, year.budget_ineligible_cents = budget.eligible, budget.ineligible
    year.actual_eligible_cents = actual.eligible if actual else None
    year.actual_ineligible_cents = actual.ineligible if actual else None
    year.save()
    _record("cost_year.costs_set", year, by, {"budget": budget.total, "actual": actual.total if actual else "unknown"})


@transaction.atomic
def hand_in_use(year: CostYear, numbers: Mapping[Organization, int], *, source: str, by: User) -> None:
    """Keep how much each municipality used; ``source`` says where the figures are from. Earlier ones are replaced.

    :raises YearClosed: it has been settled.
    :raises NotAPartner: a municipality takes no part in the shared cost.
    """
    year = _open(year)
    partners = set(year.pool.members.values_list("organization_id", flat=True))
    for organization in numbers:
        if organization.pk not in partners:
            raise NotAPartner(code_of(organization))
    year.use_numbers.all().delete()
    UseNumber.objects.bulk_create(
        UseNumber(year=year, organization=organization, number=number) for organization, number in numbers.items()
    )
    year.use_source = source
    year.save(update_fields=["use_source", "updated_at"])
    _record("cost_year.use_handed_in", year, by, {"municipalities": len(numbers)})


def _demand_no_less_than_nothing(cost: Cost) -> None:
    if min(cost.eligible, cost.ineligible) < 0:
        raise NegativeCost


def _open(year: CostYear) -> CostYear:
    """The year as it is now, kept from others until this is done."""
    fresh = CostYear.objects.select_for_update(of=("self",)).select_related("pool").get(pk=year.pk)
    if fresh.closed_at is not None:
        raise YearClosed
    return fresh


def _record(verb: str, year: CostYear, by: User, details: Mapping[str, str | int]) -> None:
    record(verb, target=year, by=by, details=details, organization_id=year.pool.organization_id)
