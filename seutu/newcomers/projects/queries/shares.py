"""How the costs of a project are divided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seutu.newcomers.funding.models import CostYear
from seutu.newcomers.funding.queries.years import (
    BasisMissing,
    RuleMissing,
    billed_in,
    names_in,
    standing_split,
)
from seutu.newcomers.funding.rules.largest_remainder import NothingToSplitBy
from seutu.newcomers.funding.rules.percentages import NotAHundred
from seutu.newcomers.funding.rules.splitting import Split
from seutu.newcomers.funding.rules.weights import NumberMissing
from seutu.newcomers.projects.models import Project


@dataclass(frozen=True, slots=True)
class YearShares:
    """A year of the project's costs with its split, what was billed, and names by code."""

    year: CostYear
    split: Split
    billed: Mapping[str, int]
    names: Mapping[str, str]


def years_of(project: Project) -> list[CostYear]:
    """The years of costs of a project, the first one first; none while nothing is divided."""
    if project.cost_pool is None:
        return []
    return list(project.cost_pool.years.select_related("pool__organization", "rule", "basis").order_by("starts_on"))


def shares_of(project: Project) -> list[YearShares]:
    """The years that can be divided: those that lack a rule, a basis or a number are left out."""
    found = []
    for year in years_of(project):
        try:
            split = standing_split(year)
        except (RuleMissing, BasisMissing, NothingToSplitBy, NumberMissing, NotAHundred):
            continue
        found.append(YearShares(year, split, billed_in(year), names_in(year)))
    return found
