"""Handing a report in: its figures are counted once and stay, and its days are locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from seutu.newcomers.reports.models import FrozenReport, FrozenReportOrganization
from seutu.newcomers.reports.queries.frozen import freezable_by, frozen_reports_visible_to
from seutu.newcomers.reports.queries.pivot import pivot
from seutu.newcomers.reports.rules.frozen_content import FORMAT, LANGUAGES, digest_of, kept_table, told_of
from seutu.newcomers.reports.rules.kept_questions import kept_question
from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.locked_days import hold_days_still
from seutu.shared.organizations.models import Organization


class NotYours(Exception):
    """Somebody may not freeze figures of one of these organizations, or not replace that report."""


class NotOver(Exception):
    """The period has not ended: its days cannot be locked yet."""


class NothingToFreeze(Exception):
    """No table or no organization was chosen."""


class AlreadyReplaced(Exception):
    """Another report stands in place of this one already."""


@dataclass(frozen=True, kw_only=True)
class ReportToFreeze:
    """What is handed in: tables of the work of organizations in a period; ``supersedes`` is replaced, and ``why``."""

    name: str
    period: Period
    organizations: frozenset[int]
    questions: Sequence[PivotQuestion]
    handed_in_for: str = ""
    supersedes: FrozenReport | None = None
    why: str = ""


@transaction.atomic
def freeze(wanted: ReportToFreeze, *, by: User) -> FrozenReport:
    """Count the tables of a report, keep them for ever, and lock the days of the period in its organizations.

    The days that a replaced report locked, and this one does not, are open again.

    :raises NothingToFreeze: no table or no organization was chosen.
    :raises NotOver: the period has not ended.
    :raises NotYours: ``by`` may not freeze figures of one of the organizations.
    :raises AlreadyReplaced: another report stands in place of the one to be replaced.
    :raises NotAskable: one of the tables has no answer.
    """
    if not wanted.questions or not wanted.organizations:
        raise NothingToFreeze
    if wanted.period.ends_on >= clock.today():
        raise NotOver
    if not wanted.organizations <= freezable_by(by):
        raise NotYours
    # Who writes contacts now is waited for; nobody begins until the days are locked.
    hold_days_still()
    _refuse_second(wanted.supersedes, by)
    report = FrozenReport(
        name=wanted.name,
        handed_in_for=wanted.handed_in_for,
        starts_on=wanted.period.starts_on,
        ends_on=wanted.period.ends_on,
        frozen_at=clock.now(),
        frozen_by=by,
        supersedes=wanted.supersedes,
        why_superseded=wanted.why,
    )
    report.content = _content(report, wanted)
    report.digest = digest_of(report.content)
    report.save(force_insert=True)
    FrozenReportOrganization.objects.bulk_create(
        FrozenReportOrganization(report=report, organization_id=each) for each in sorted(wanted.organizations)
    )
    details: dict[str, str | int] = {"digest": report.digest, "tables": len(wanted.questions)}
    if wanted.supersedes is not None:
        details["supersedes"] = wanted.supersedes.pk
    record("report.frozen", target=report, by=by, details=details)
    return report


def _refuse_second(former: FrozenReport | None, by: User) -> None:
    if former is None:
        return
    found = frozen_reports_visible_to(by).filter(pk=former.pk).first()
    if found is None:
        raise NotYours
    if FrozenReport.objects.filter(supersedes=former).exists():
        raise AlreadyReplaced


def _content(report: FrozenReport, wanted: ReportToFreeze) -> dict[str, Any]:
    places = Organization.objects.filter(pk__in=wanted.organizations).order_by("pk")
    return {
        "format": FORMAT,
        **told_of(report),
        "organizations": [{"id": each.pk, "name_fi": each.name_fi, "name_sv": each.name_sv} for each in places],
        "small_cell": settings.SMALL_CELL,
        "tables": [_kept(question, wanted.organizations) for question in wanted.questions],
    }


def _kept(question: PivotQuestion, organizations: frozenset[int]) -> dict[str, Any]:
    worded = {}
    for language in LANGUAGES:
        with override(language):
            worded[language] = pivot(question, organizations)
    return {**kept_table(worded), "question": kept_question(question)}
