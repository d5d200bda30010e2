"""Shared costs in lists and on their own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.funding.models import CostPool, CostYear, SplitRule
from seutu.newcomers.funding.presentation.amounts import euros
from seutu.newcomers.funding.presentation.bases import basis_title
from seutu.newcomers.funding.presentation.computation import rule_words
from seutu.newcomers.funding.presentation.years import year_status
from seutu.newcomers.funding.queries.years import actual_of, budget_of
from seutu.shared.ui.components import Status


@dataclass(frozen=True, slots=True)
class Line:
    """A shared cost in the list."""

    title: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year in the table of a shared cost."""

    name: str
    url: str
    status: Status
    budget: str
    actual: str
    rule: str
    basis: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule, told in sentences."""

    name: str
    words: Sequence[str]


def pool_line(pool: CostPool) -> Line:
    lead = _("Lead: %(lead)s") % {"lead": pool.organization.name}
    partners = ", ".join(each.organization.name for each in pool.members.all())
    takes_part = _("Take part: %(who)s") % {"who": partners}
    about = f"{lead}. {takes_part}." if partners else f"{lead}."
    return Line(pool.name, reverse("funding:pool", args=[pool.pk]), about)


def year_line(year: CostYear) -> YearLine:
    actual = actual_of(year)
    return YearLine(
        name=year.name,
        url=reverse("funding:year", args=[year.pk]),
        status=year_status(year),
        budget=euros(budget_of(year).total),
        actual=euros(actual.total) if actual else pgettext("cost", "not known"),
        rule=year.rule.name if year.rule else pgettext("rule", "not chosen"),
        basis=basis_title(year.basis) if year.basis else pgettext("basis", "not chosen"),
    )


def rule_line(rule: SplitRule) -> RuleLine:
    return RuleLine(rule.name, rule_words(rule))
