"""The demo's joint project and its continuation: who takes part, what was aimed at, what it cost and who pays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from seutu.home.demo.region import demo_file
from seutu.newcomers.projects.models import (
    ActualCost,
    Agreement,
    BudgetLine,
    CostKind,
    Goal,
    IntegrationProgramme,
    Negotiation,
    Partner,
    PaymentClaim,
    ProgrammeText,
    Project,
    ProjectDecision,
    ProjectReport,
    SteeringMember,
    Target,
)
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization

SEED = "Seutu projects"
PARTS: dict[str, Any] = {
    "goal": Goal,
    "agreement": Agreement,
    "member": SteeringMember,
    "report": ProjectReport,
    "decision": ProjectDecision,
    "claim": PaymentClaim,
}
FIELDS = (
    "slug",
    "name_fi",
    "name_sv",
    "name_en",
    "starts_on",
    "ends_on",
    "funder",
    "funder_reference",
    "funding_codes",
    "state_percent",
    "state_percent_of",
    "target_basis",
)


def fill_projects(*, first_start: dt.date) -> Iterator[str]:
    """Fill in the projects as they stand on ``first_start`` and say what was made; nothing when there are some."""
    if Project.objects.exists():
        return
    lottery = Random(SEED)  # noqa: S311  # invented costs, no secrets
    places = {each.slug: each for each in Organization.objects.all()}
    made: dict[str, Project] = {}
    for entry in demo_file("projects.toml")["project"]:
        project = Project.objects.create(
            **{name: entry[name] for name in FIELDS},
            lead=places[entry["lead"]],
            summary=entry["summary"].strip(),
            continues=made.get(entry.get("continues", "")),
        )
        made[project.slug] = project
        _fill_people(project, entry, places)
        _fill_targets(project, entry, places)
        _fill_costs(project, entry, lottery, first_start)
    _fill_programmes(places)
    yield f"{len(made)} projects"


def _fill_programmes(places: Mapping[str, Organization]) -> None:
    for entry in demo_file("projects.toml")["programme"]:
        days = {name: entry[name] for name in ("approved_by", "approved_on", "valid_from")}
        programme = IntegrationProgramme.objects.create(
            organization=places[entry["organization"]],
            version=1,
            published_at=clock.at(entry["approved_on"], dt.time(12)),
            **days,
        )
        told = {name: entry[name] for name in ("title", "text", "services")}
        ProgrammeText.objects.create(programme=programme, language="fi", **told)


def _fill_people(project: Project, entry: Mapping[str, Any], places: Mapping[str, Organization]) -> None:
    for partner in entry["partners"]:
        days = {name: partner[name] for name in ("joined_on", "left_on") if name in partner}
        Partner.objects.create(project=project, organization=places[partner["organization"]], **days)
    for name, model in PARTS.items():
        model.objects.bulk_create(model(project=project, **row) for row in entry.get(name, []))
    for row in entry.get("negotiation", []):
        told = {name: value for name, value in row.items() if name != "organization"}
        Negotiation.objects.create(project=project, organization=places[row["organization"]], **told)


def _fill_targets(project: Project, entry: Mapping[str, Any], places: Mapping[str, Organization]) -> None:
    for target in entry["target"]:
        for slug, number in target.get("places", {}).items():
            Target.objects.create(
                project=project, indicator=target["indicator"], organization=places[slug], number=number
            )
        if "whole" in target:
            Target.objects.create(project=project, indicator=target["indicator"], number=target["whole"])


def _fill_costs(project: Project, entry: Mapping[str, Any], lottery: Random, first_start: dt.date) -> None:
    kinds = []
    for position, row in enumerate(entry["kinds"], start=1):
        told = {name: row[name] for name in ("name_fi", "name_sv", "is_eligible")}
        kinds.append((CostKind.objects.create(project=project, position=position, **told), row["share"]))
    costs: list[ActualCost] = []
    for year, euros in entry["budget"].items():
        for kind, share in kinds:
            cents = euros * share
            BudgetLine.objects.create(project=project, year=int(year), kind=kind, amount_cents=cents)
            costs += _booked(kind, int(year), cents * entry["spent_percent"] // 100, lottery, first_start)
    ActualCost.objects.bulk_create(costs)


def _booked(kind: CostKind, year: int, cents: int, lottery: Random, first_start: dt.date) -> Iterator[ActualCost]:
    """About as much each month of the year that the project runs, on its last days; nothing of what is to come."""
    project = kind.project
    months = [
        day
        for day in (dt.date(year, month, 25) for month in range(1, 13))
        if project.starts_on <= day <= project.ends_on
    ]
    for number, day in enumerate(months, start=1):
        if day <= first_start:
            amount = cents // len(months) + lottery.randint(-2_000, 2_000)
            yield ActualCost(
                project=project, kind=kind, booked_on=day, amount_cents=amount, voucher=f"{year}-{number:02d}"
            )
