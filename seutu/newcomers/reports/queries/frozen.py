"""Frozen reports: those that somebody may read, which days they lock, and whether they are as they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from seutu.newcomers.reports.models import FrozenReport, FrozenReportOrganization
from seutu.newcomers.reports.queries.scope import organizations_of
from seutu.newcomers.reports.rules.frozen_content import is_intact, table_in
from seutu.newcomers.reports.rules.tables import Table
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.core.locked_days import Lock
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def frozen_reports_visible_to(user: User) -> QuerySet[FrozenReport]:
    """The reports all of whose organizations ``user`` reads figures of, the latest first."""
    strange = FrozenReportOrganization.objects.filter(report=OuterRef("pk")).exclude(
        organization__in=organizations_of(user)
    )
    own = FrozenReportOrganization.objects.filter(report=OuterRef("pk"), organization__in=organizations_of(user))
    rows = FrozenReport.objects.filter(~Exists(strange), Exists(own))
    return rows.select_related("frozen_by", "supersedes", "superseded_by").prefetch_related("places__organization")


def freezable_by(user: User) -> frozenset[int]:
    """The ids of the organizations whose figures ``user`` may freeze: of who keeps the register, all that they read."""
    return organizations_of(user) if organizations_where(user, Permission.MANAGE_REGISTER) else frozenset()


def tables_of(report: FrozenReport) -> list[Table]:
    """The tables of a report, as they were worded in the reader's language."""
    return [table_in(kept, get_language() or "fi") for kept in report.content["tables"]]


def is_as_it_was(report: FrozenReport) -> bool:
    """Whether nothing of the report has been changed behind the back of this service."""
    places = [each.organization_id for each in report.places.all()]
    return is_intact(report, report.content, report.digest, places)


def locks(organizations: Collection[int]) -> Iterable[Lock]:
    """The days that frozen reports lock, unless another report stands in their place."""
    rows = FrozenReportOrganization.objects.filter(
        organization__in=organizations, report__superseded_by__isnull=True
    ).select_related("report")
    for each in rows.defer("report__content"):
        report = each.report
        frozen_on = clock.day_of(report.frozen_at)
        yield Lock(report.name, frozen_on, each.organization_id, report.starts_on, report.ends_on)
