"""The board report of a project: made with one button, written on, shown as slides, taken out as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.projects.actions import board_reports as actions
from seutu.newcomers.projects.forms.board_reports import BoardReportForm
from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.presentation import way_in
from seutu.newcomers.projects.presentation.board import first_texts, sheets_for
from seutu.newcomers.projects.presentation.charts import growth_chart, place_chart
from seutu.newcomers.projects.presentation.targets import light_status
from seutu.newcomers.projects.publications.board_document import board_document
from seutu.newcomers.projects.queries.visible import parts_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.rules.sheets import BigFigure, Sheet, paragraphs_of, sheets_from_json
from seutu.newcomers.projects.steps import board_report_steps
from seutu.newcomers.projects.views.frame import person, project_page, revision_of
from seutu.newcomers.projects.views.targets import day_read
from seutu.shared.documents.responses import pdf_response
from seutu.shared.ui.components import Link, Status


@project_page(manages=True)
@require_POST
def make(request: HttpRequest, access: Access) -> HttpResponse:
    project = access.project
    ends_on = max(day_read(access), project.starts_on)
    report = actions.make_board_report(
        project,
        first_texts(project, project.starts_on, ends_on),
        sheets_for(access, day_read(access)),
        starts_on=project.starts_on,
        ends_on=ends_on,
        language=get_language() or "fi",
        by=person(request),
    )
    messages.success(request, _("The report is ready. Write what was done in your own words, and the proposal."))
    return redirect(report)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def board_report(request: HttpRequest, access: Access, report_id: int) -> HttpResponse:
    report = _report(access, report_id)
    form = BoardReportForm(request.POST or None, initial=BoardReportForm.values_of(report))
    conflict = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_board_report(report, form.texts(), revision=revision_of(request), by=person(request))
        except actions.ReportChanged:
            conflict = True
        else:
            messages.success(request, _("Saved."))
            return redirect(report)
    context = {
        "form": form,
        "report": report,
        "project": access.project,
        "conflict": conflict,
        "sheets": [_shown(sheet) for sheet in sheets_from_json(report.sheets)],
        "steps": [shown for step in board_report_steps.entries() if (shown := step.shown(request, report))],
        "breadcrumb": way_in(access.project, _to_reports(access), Link(report.title)),
    }
    return render(request, "projects/board_report.html", context, status=409 if conflict else 200)


@project_page(manages=False)
@require_safe
def slides(request: HttpRequest, access: Access, report_id: int) -> HttpResponse:
    report = _report(access, report_id)
    with translation.override(report.language):
        context = {
            "report": report,
            "project": access.project,
            "done": paragraphs_of(report.done_text),
            "proposal": paragraphs_of(report.proposal_text),
            "sheets": [_shown(sheet) for sheet in sheets_from_json(report.sheets)],
        }
    context["breadcrumb"] = way_in(access.project, _to_reports(access), Link(report.title))
    return render(request, "projects/board_slides.html", context)


@project_page(manages=False)
@require_safe
def pdf(request: HttpRequest, access: Access, report_id: int) -> HttpResponse:
    report = _report(access, report_id)
    with translation.override(report.language):
        return pdf_response(board_document(report), name=f"{access.project.slug}-{report.ends_on.isoformat()}")


@project_page(manages=True)
@require_POST
def renew(request: HttpRequest, access: Access, report_id: int) -> HttpResponse:
    report = _report(access, report_id)
    with translation.override(report.language):
        actions.renew_figures(report, sheets_for(access, day_read(access)), by=person(request))
    messages.success(request, _("The figures are those of today. Your texts are as they were."))
    return redirect(report)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, access: Access, report_id: int) -> HttpResponse:
    report = _report(access, report_id)
    if request.method == "POST":
        actions.remove_board_report(report, by=person(request))
        messages.success(request, _("Removed."))
        return redirect("projects:reports", access.project.slug)
    context = {
        "title": _("Remove the board report"),
        "text": _("What was sent to a body stays there."),
        "back": report.get_absolute_url(),
        "breadcrumb": way_in(access.project, _to_reports(access), Link(report.title)),
    }
    return render(request, "projects/confirm.html", context)


def _report(access: Access, report_id: int) -> BoardReport:
    return get_object_or_404(parts_visible_in(access, BoardReport).select_related("project__lead"), pk=report_id)


def _shown(sheet: Sheet) -> dict[str, object]:
    """A sheet with its drawings, for the page."""
    return {
        "sheet": sheet,
        "figures": [(figure, _light(figure)) for figure in sheet.figures],
        "bars": place_chart(sheet.bars),
        "growth": growth_chart(sheet.line),
    }


def _light(figure: BigFigure) -> Status | None:
    return light_status(figure.light) if figure.light else None


def _to_reports(access: Access) -> Link:
    return Link(_("Reports"), reverse("projects:reports", args=[access.project.slug]))
