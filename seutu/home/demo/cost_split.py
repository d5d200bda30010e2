"""How the costs of the demo's projects are divided: 70 per cent by the state, the rest by foreign citizens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from seutu.home.demo.region import demo_file
from seutu.newcomers.funding.actions.bases import approve_basis, bring_basis
from seutu.newcomers.funding.actions.billing import bill_advance, settle
from seutu.newcomers.funding.actions.split_rules import RuleInput, add_rule
from seutu.newcomers.funding.actions.years import choose_ground
from seutu.newcomers.funding.models import Basis, Definition, SplitRule
from seutu.newcomers.projects.actions.cost_pools import begin_split, hand_to_funding
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.queries.shares import years_of
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization

COORDINATOR = "paallikko@joensuu.example"


def fill_cost_split(*, first_start: dt.date) -> Iterator[str]:
    """Divide the costs of the projects as they stand on ``first_start``: years that are over are settled."""
    by = User.objects.get(email=COORDINATOR)
    projects = list(Project.objects.order_by("starts_on"))
    basis = _basis(projects[0].lead, by)
    for project in projects:
        pool = begin_split(project, by=by)
        percent = Fraction(project.state_percent or 0)
        rule = add_rule(
            pool,
            RuleInput(name="Valtio 70 %, kunnat ulkomaan kansalaisten määrän mukaan", state_percent=percent),
            by=by,
        )
        hand_to_funding(project, by=by)
        _bill(project, rule, basis, first_start, by)
    yield f"costs of {len(projects)} projects divided"


def _basis(lead: Organization, by: User) -> Basis:
    given = demo_file("projects.toml")["basis"]
    codes = dict(Organization.objects.filter(slug__in=given["numbers"]).values_list("slug", "municipality_code"))
    lines = "\n".join(f"{codes[slug]};{number}" for slug, number in given["numbers"].items())
    basis = bring_basis(
        lead,
        Definition.FOREIGN_CITIZENS,
        f"koodi;lukumäärä\n{lines}\n".encode(),
        file_name="ulkomaan-kansalaiset-keksitty.csv",
        table_id=given["table_id"],
        reference_on=given["reference_on"],
        note=given["note"],
        by=by,
    )
    approve_basis(basis, by=by)
    return Basis.objects.get(pk=basis.pk)


def _bill(project: Project, rule: SplitRule, basis: Basis, first_start: dt.date, by: User) -> None:
    """Two advances of what the municipalities were to pay, and of a year that is over the settlement."""
    for year in years_of(project):
        choose_ground(year, rule=rule, basis=basis, by=by)
    for year in years_of(project):
        if year.starts_on > first_start:
            continue
        municipal = (year.budget_eligible_cents + year.budget_ineligible_cents) * 30 // 100
        bill_advance(year, amount=municipal // 2, by=by)
        if year.actual_eligible_cents is not None:
            bill_advance(year, amount=municipal // 2, by=by)
            settle(year, by=by)
