"""What the pages of a project show of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from seutu.newcomers.projects.models import (
    ActualCost,
    BudgetLine,
    CostKind,
    IntegrationProgramme,
    LedgerImport,
    Partner,
    Project,
    ProjectDecision,
)
from seutu.newcomers.projects.queries.visible import parts_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.steps import FoundDecision, decision_finders
from seutu.shared.accounts.models import User
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.models import Organization


@dataclass(frozen=True)
class Sums:
    """A budget and what has come of it, in cents."""

    budget: int = 0
    actual: int = 0

    @property
    def left(self) -> int:
        return self.budget - self.actual

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.budget + other.budget, self.actual + other.actual)


@dataclass(frozen=True)
class CostTable:
    """Budget against actual costs: ``cells`` by year and kind."""

    kinds: Sequence[CostKind]
    years: Sequence[int]
    cells: dict[tuple[int, int], Sums]

    def of(self, kind: CostKind, year: int | None = None) -> Sums:
        """The sums of a kind of cost, in one year or in all."""
        years = self.years if year is None else [year]
        return sum((self.cells.get((each, kind.pk), Sums()) for each in years), Sums())

    def total(self, year: int | None = None, *, is_eligible: bool | None = None) -> Sums:
        """The sums of all kinds, or of those that are eligible or not."""
        kinds = [kind for kind in self.kinds if is_eligible in (None, kind.is_eligible)]
        return sum((self.of(kind, year) for kind in kinds), Sums())


def cost_table(access: Access) -> CostTable:
    """The budget of a project against its actual costs, by year and kind."""
    kinds = list(parts_visible_in(access, CostKind))
    budget = parts_visible_in(access, BudgetLine).order_by().values_list("year", "kind").annotate(Sum("amount_cents"))
    booked = parts_visible_in(access, ActualCost).order_by().annotate(year=ExtractYear("booked_on"))
    actual = booked.values_list("year", "kind").annotate(Sum("amount_cents"))
    cells: dict[tuple[int, int], Sums] = {}
    for year, kind, cents in budget:
        cells[year, kind] = Sums(budget=cents)
    for year, kind, cents in actual:
        cells[year, kind] = cells.get((year, kind), Sums()) + Sums(actual=cents)
    return CostTable(kinds, sorted({year for year, _kind in cells}), cells)


def imports_visible_in(access: Access) -> QuerySet[LedgerImport]:
    """The imports of the ledger, for who manages the project; nobody else sees them."""
    rows = LedgerImport.objects.filter(project=access.project).select_related("imported_by", "project")
    return rows if access.manages else rows.none()


def partners_on(project: Project, day: dt.date) -> QuerySet[Partner]:
    """The municipalities that are in the project on ``day``."""
    return Partner.objects.filter(project=project).joined_on(day).select_related("organization")


def without_programme(organizations: Sequence[int], day: dt.date) -> QuerySet[Organization]:
    """Of these municipalities, those that have no published integration programme in force on ``day``."""
    having = IntegrationProgramme.objects.in_force_on(day).values("organization")
    rows = Organization.objects.filter(pk__in=organizations, kind=Organization.Kind.MUNICIPALITY)
    return rows.exclude(pk__in=having)


def lacking_a_programme(day: dt.date) -> QuerySet[Organization]:
    """The municipalities that are in some project on ``day`` and have no integration programme in force."""
    going_on = Project.objects.filter(starts_on__lte=day, ends_on__gte=day)
    partners = Partner.objects.joined_on(day).filter(project__in=going_on, organization__isnull=False)
    return without_programme(list(partners.values_list("organization_id", flat=True)), day)


def decisions_shown(access: Access) -> list[ProjectDecision]:
    """The decisions about a project that may be read, in the order of their days."""
    rows = ProjectDecision.objects.filter(project=access.project)
    days = access.of_days("decided_on") | (Q(decided_on__isnull=True) & access.of_days("read_on"))
    found = rows if access.windows is None else rows.filter(days)
    return sorted(found, key=lambda each: (each.shown_day or dt.date.max, each.pk))


def found_decisions(access: Access) -> list[FoundDecision]:
    """What was published in this installation about the cases of a project, of the time that may be read.

    The cases are those of its decisions and of its board reports; an address that was added by hand is not told twice.
    """
    decided = ProjectDecision.objects.filter(project=access.project).values_list("case_number", "address")
    reported = access.project.boardreports.values_list("case_number", flat=True)
    numbers = sorted({*(number for number, _address in decided), *reported} - {""})
    known = {address for _number, address in decided}
    found = [each for finder in decision_finders.entries() for each in finder.found(numbers)] if numbers else []
    return [each for each in found if each.url not in known and access.reads_day(each.decided_on)]


def last_editor(project: Project, part: str = "", row: int = 0) -> tuple[str, dt.datetime] | None:
    """Who last changed a project, or a row of it, and when; the name is "" when it is not known any more."""
    entries = Entry.objects.filter(target_type="projects.project", target_id=str(project.pk))
    if part:
        entries = entries.filter(verb="project.part_changed", details__part=part, details__row=row)
    else:
        entries = entries.filter(verb="project.changed")
    entry = entries.order_by("-at", "-pk").first()
    if entry is None:
        return None
    kind, _colon, key = entry.actor.partition(":")
    name = User.objects.filter(pk=int(key)).values_list("display_name", flat=True).first() if kind == "user" else ""
    return name or "", entry.at
