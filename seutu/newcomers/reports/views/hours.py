"""Hours of work by funding code and month: a page, and files of the same."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.newcomers.clients.queries.hours import people_whose_hours
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.reports import hours_presentation as presentation
from seutu.newcomers.reports.actions.handing_out import note_handed_out
from seutu.newcomers.reports.publications import hours as publications
from seutu.newcomers.reports.queries.hours import HourSheet, hour_sheets
from seutu.newcomers.reports.rules.hours import HourPeriod
from seutu.newcomers.reports.views.files import sent_file
from seutu.newcomers.reports.views.register_frame import logs_work, person, worker_page
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.documents.responses import pdf_response
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission

EVERYBODY = "kaikki"
FILE_KINDS = ("pdf", "xlsx", "csv")


@worker_page(logs_work)
@require_safe
def hours(request: HttpRequest, worker: Worker) -> HttpResponse:
    people = list(people_whose_hours(worker))
    period, whose = _asked(request, worker, people)
    sheets = hour_sheets(worker, period, whose=whose)
    reads = is_permitted_on(request, Permission.READ_FIGURES)
    context: dict[str, Any] = {
        "sheets": [presentation.shown(sheet) for sheet in sheets],
        "period": period,
        "years": presentation.years(period),
        "parts": presentation.parts(),
        "people": people if len(people) > 1 else [],
        "chosen": request.GET.get("tyontekija", ""),
        "query": request.GET.urlencode(),
        "file_kinds": FILE_KINDS,
        "by_basis": presentation.by_basis(period) if reads else "",
        "by_code": presentation.by_code(period) if reads else "",
        "breadcrumb": presentation.way_to(_("Hours of work")),
    }
    return render(request, "reports/hours.html", context)


@worker_page(logs_work)
@require_safe
def hours_file(request: HttpRequest, worker: Worker, file_kind: str) -> HttpResponseBase:
    if file_kind not in FILE_KINDS:
        raise Http404("no such kind of file")
    period, whose = _asked(request, worker, list(people_whose_hours(worker)))
    sheets = hour_sheets(worker, period, whose=whose)
    details: dict[str, str | int] = {"period": period.code, "people": len(sheets)}
    note_handed_out("hours", file_kind, by=person(request), details=details)
    return _file(sheets, period, file_kind)


def _file(sheets: list[HourSheet], period: HourPeriod, file_kind: str) -> HttpResponseBase:
    name = f"{_('hours')}-{period.code}"
    if file_kind == "csv":
        return sent_file(publications.hours_csv(sheets), "csv", name)
    if file_kind == "xlsx":
        return sent_file(publications.hours_xlsx(sheets), "xlsx", name)
    authors = sorted({row.organization.full_name or row.organization.name for sheet in sheets for row in sheet.rows})
    paper = publications.hours_paper(sheets, period, author=", ".join(authors) or _("Hours of work"), at=clock.now())
    return pdf_response(paper, name=name)


def _asked(request: HttpRequest, worker: Worker, people: list[User]) -> tuple[HourPeriod, set[int] | None]:
    """Which period, and whose hours: one's own unless others are asked for.

    :raises Http404: of somebody whose hours are not to be seen.
    """
    period = HourPeriod.told(request.GET.get("vuosi", ""), request.GET.get("osa", ""), otherwise=clock.today())
    asked = request.GET.get("tyontekija", "")
    if asked == EVERYBODY:
        return period, None
    if not asked:
        return period, {worker.user_id}
    found = {each.pk for each in people if str(each.pk) == asked}
    if not found:
        raise Http404("not of the team")
    return period, found
