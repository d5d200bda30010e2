"""A project's part in the split of costs: its municipalities, its costs and its use are handed to funding."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import translation

from seutu.newcomers.funding.actions.pools import add_member, change_member, create_pool
from seutu.newcomers.funding.actions.years import hand_in_use, open_year, set_costs
from seutu.newcomers.funding.models import CostPool, CostYear
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.newcomers.projects.models import ActualCost, BudgetLine, Partner, Project
from seutu.newcomers.projects.queries.actuals import use_between
from seutu.newcomers.projects.queries.shares import years_of
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.core.figures import indicators


class HasPool(Exception):
    """The costs of the project are divided already."""


@transaction.atomic
def begin_split(project: Project, *, by: User) -> CostPool:
    """Begin to divide the costs of a project: a shared cost of its name, with its municipalities and its years.

    :raises HasPool: that has been done.
    """
    row = Project.objects.select_for_update().get(pk=project.pk)
    if row.cost_pool_id is not None:
        raise HasPool
    pool = create_pool(row.name_fi, lead=row.lead, by=by)
    row.cost_pool = project.cost_pool = pool
    row.save(update_fields=["cost_pool"])
    _hand_partners(row, pool, by=by)
    for number in range(row.starts_on.year, row.ends_on.year + 1):
        starts_on, ends_on = max(row.starts_on, dt.date(number, 1, 1)), min(row.ends_on, dt.date(number, 12, 31))
        open_year(pool, starts_on=starts_on, ends_on=ends_on, budget=_budget(row, number), by=by)
    return pool


@transaction.atomic
def hand_to_funding(project: Project, *, by: User) -> int:
    """Hand the municipalities, the budget, the costs and the use to the years that are open; says how many there are.

    The costs of a year are handed once it is over: until then they are not what it did cost.
    """
    pool = project.cost_pool
    if pool is None:
        return 0
    _hand_partners(project, pool, by=by)
    handed = [year for year in years_of(project) if year.closed_at is None]
    for year in handed:
        set_costs(year, budget=_budget(project, year.starts_on.year), actual=_actual(project, year), by=by)
        use = use_between(project, year.starts_on, year.ends_on)
        if use:
            hand_in_use(year, use, source=_words_for_contacts(), by=by)
    return len(handed)


def _words_for_contacts() -> str:
    """What is kept is read by everybody: it is in the language of the installation, whoever hands it over."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(indicators.entry("contacts").label)


def _hand_partners(project: Project, pool: CostPool, *, by: User) -> None:
    members = {each.organization_id: each for each in pool.members.all()}
    for partner in Partner.objects.filter(project=project, organization__isnull=False).order_by("joined_on"):
        known = members.get(partner.organization_id)  # type: ignore[arg-type]  # asked for above
        if known is None:
            organization = partner.organization
            if organization is not None:
                add_member(pool, organization, joined_on=partner.joined_on, left_on=partner.left_on, by=by)
        elif (known.joined_on, known.left_on) != (partner.joined_on, partner.left_on):
            change_member(known, joined_on=partner.joined_on, left_on=partner.left_on, by=by)


def _budget(project: Project, year: int) -> Cost:
    lines = BudgetLine.objects.filter(project=project, year=year)
    return _cost(list(lines.values_list("kind__is_eligible", "amount_cents")))


def _actual(project: Project, year: CostYear) -> Cost | None:
    """What was booked in a year that is over; None while it goes on, or nothing was booked."""
    booked = ActualCost.objects.filter(project=project, booked_on__range=(year.starts_on, year.ends_on))
    rows = list(booked.values_list("kind__is_eligible", "amount_cents")) if year.ends_on < clock.today() else []
    return _cost(rows) if rows else None


def _cost(rows: list[tuple[bool, int]]) -> Cost:
    return Cost(
        eligible=sum(cents for is_eligible, cents in rows if is_eligible),
        ineligible=sum(cents for is_eligible, cents in rows if not is_eligible),
    )
