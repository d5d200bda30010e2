"""Board reports: made in one go, written on, brought up to today's figures, taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.projects.models import BoardReport, Project
from seutu.newcomers.projects.rules.sheets import Sheet, sheets_to_json
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.characters import strip_control


class ReportChanged(Exception):
    """Somebody saved the report after the form was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """What a person writes of a board report; texts are plain, paragraphs apart by an empty line."""

    title: str
    done_text: str
    proposal_text: str
    case_number: str = ""


@transaction.atomic
def make_board_report(
    project: Project,
    texts: ReportTexts,
    sheets: Sequence[Sheet],
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    language: str,
    by: User,
) -> BoardReport:
    """Make the board report of a period, with the figures as they are now."""
    report = BoardReport(
        project=project,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        sheets=sheets_to_json(sheets),
        figures_at=clock.now(),
        made_by=by,
    )
    _write(report, texts)
    report.save()
    record("board_report.made", target=report, by=by, organization_id=project.lead_id)
    return report


@transaction.atomic
def write_board_report(report: BoardReport, texts: ReportTexts, *, revision: int, by: User) -> BoardReport:
    """Save what was written.

    :raises ReportChanged: somebody has saved it meanwhile.
    """
    row = BoardReport.objects.select_for_update().get(pk=report.pk)
    if row.revision != revision:
        raise ReportChanged
    _write(row, texts)
    row.revision += 1
    row.save()
    record("board_report.changed", target=row, by=by, organization_id=row.project.lead_id)
    return row


@transaction.atomic
def renew_figures(report: BoardReport, sheets: Sequence[Sheet], *, by: User) -> BoardReport:
    """Replace the figures with those of today; the texts stay."""
    row = BoardReport.objects.select_for_update().get(pk=report.pk)
    row.sheets, row.figures_at = sheets_to_json(sheets), clock.now()
    row.revision += 1
    row.save()
    record("board_report.figures_renewed", target=row, by=by, organization_id=row.project.lead_id)
    return row


@transaction.atomic
def remove_board_report(report: BoardReport, *, by: User) -> None:
    """Take a board report away. What was handed in of it stays where it is."""
    record("board_report.removed", target=report, by=by, organization_id=report.project.lead_id)
    report.delete()


def _write(report: BoardReport, texts: ReportTexts) -> None:
    report.title = " ".join(strip_control(texts.title).split())[:200]
    report.done_text = strip_control(texts.done_text).strip()
    report.proposal_text = strip_control(texts.proposal_text).strip()
    report.case_number = " ".join(strip_control(texts.case_number).split())[:60]
