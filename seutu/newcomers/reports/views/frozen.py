"""Frozen reports: the list, freezing one, its page, how it differs from today, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.reports import frozen_presentation as presentation
from seutu.newcomers.reports.actions import freezing as actions
from seutu.newcomers.reports.actions.handing_out import note_handed_out
from seutu.newcomers.reports.forms.freezing import FreezeForm
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.publications.json_stat import table_json_stat
from seutu.newcomers.reports.publications.papers import tables_paper
from seutu.newcomers.reports.publications.spreadsheets import table_csv, tables_xlsx
from seutu.newcomers.reports.queries.differences import difference_of
from seutu.newcomers.reports.queries.frozen import freezable_by, frozen_reports_visible_to, is_as_it_was, tables_of
from seutu.newcomers.reports.rules.kept_questions import question_in
from seutu.newcomers.reports.views.figures_frame import figures_page
from seutu.newcomers.reports.views.files import sent_file
from seutu.shared.accounts.models import User
from seutu.shared.documents.responses import pdf_response
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link

PER_PAGE = 30


@figures_page()
@require_safe
def frozen_reports(request: HttpRequest, user: User) -> HttpResponse:
    page = Paginator(frozen_reports_visible_to(user).defer("content"), PER_PAGE).get_page(request.GET.get("sivu"))
    context = {"page_obj": page, "may_freeze": bool(freezable_by(user)), "breadcrumb": presentation.way_to()}
    return render(request, "reports/frozen_reports.html", context)


@figures_page(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, user: User) -> HttpResponse:
    former = _former(request, user)
    organizations = freezable_by(user)
    initial: dict[str, Any] = {"organizations": [str(each) for each in organizations]}
    if former is not None:
        initial |= {"name": former.name, "handed_in_for": former.handed_in_for}
        initial |= {"starts_on": former.starts_on, "ends_on": former.ends_on}
        initial["organizations"] = [str(each.organization_id) for each in former.places.all()]
    data = request.POST if request.method == "POST" else None
    form = FreezeForm(data, organizations=organizations, former=former, initial=initial)
    if form.is_valid():
        try:
            report = actions.freeze(form.wanted(), by=user)
        except actions.AlreadyReplaced:
            form.add_error(None, _("Another report stands in place of this one already."))
        else:
            messages.success(request, _("The report was frozen, and its days were locked."))
            return redirect(report)
    context = {"form": form, "former": former, "breadcrumb": presentation.way_to(Link(_("Freeze a report")))}
    return render(request, "reports/freeze.html", context)


def _former(request: HttpRequest, user: User) -> FrozenReport | None:
    """The report that is to be replaced.

    :raises Http404: there is none such, or another stands in its place.
    """
    asked = request.GET.get("korvaa", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404("no such report")
    return get_object_or_404(frozen_reports_visible_to(user), pk=int(asked), superseded_by__isnull=True)


@figures_page()
@require_safe
def frozen_report(request: HttpRequest, user: User, report_id: int) -> HttpResponse:
    report = get_object_or_404(frozen_reports_visible_to(user), pk=report_id)
    tables = [presentation.shown(table, place, report) for place, table in enumerate(tables_of(report))]
    context = {
        "report": report,
        "facts": presentation.facts_of(report),
        "frozen": presentation.frozen_in_words(report),
        "tables": tables,
        "is_intact": is_as_it_was(report),
        "successor": getattr(report, "superseded_by", None),
        "may_freeze": bool(freezable_by(user)),
        "breadcrumb": presentation.way_to(Link(report.name)),
    }
    return render(request, "reports/frozen_report.html", context)


@figures_page()
@require_safe
def frozen_difference(request: HttpRequest, user: User, report_id: int) -> HttpResponse:
    report = get_object_or_404(frozen_reports_visible_to(user), pk=report_id)
    found = difference_of(report)
    context = {
        "report": report,
        "frozen": presentation.frozen_in_words(report, presentation.difference_in_words(found)),
        "tables": presentation.differences_shown(found),
        "causes": presentation.causes_in_words(found.causes),
        "is_unexplained": bool(found.count) and not found.causes.is_known,
        "breadcrumb": presentation.way_to(Link(report.name, report.get_absolute_url()), Link(_("Difference"))),
    }
    return render(request, "reports/frozen_difference.html", context)


@figures_page()
@require_safe
def frozen_report_file(request: HttpRequest, user: User, report_id: int, file_kind: str) -> HttpResponseBase:
    report = get_object_or_404(frozen_reports_visible_to(user), pk=report_id)
    if file_kind not in {"pdf", "xlsx"}:
        raise Http404("no such kind of file")
    note_handed_out("frozen_report", file_kind, by=user, target=report)
    tables, facts, name = tables_of(report), presentation.facts_of(report), _file_name(report)
    if file_kind == "xlsx":
        return sent_file(tables_xlsx(tables, facts), "xlsx", name)
    author = ", ".join(each.organization.full_name or each.organization.name for each in report.places.all())
    notes = [presentation.frozen_in_words(report)]
    paper = tables_paper(tables, title=report.name, author=author, at=report.frozen_at, facts=facts, notes=notes)
    return pdf_response(paper, name=name)


@figures_page()
@require_safe
def frozen_table_file(request: HttpRequest, user: User, report_id: int, place: int, file_kind: str) -> HttpResponseBase:
    report = get_object_or_404(frozen_reports_visible_to(user), pk=report_id)
    tables = tables_of(report)
    if place >= len(tables) or file_kind not in {"csv", "json"}:
        raise Http404("no such table")
    note_handed_out("frozen_table", file_kind, by=user, target=report, details={"table": place})
    name = f"{_file_name(report)}-{place + 1}"
    if file_kind == "csv":
        return sent_file(table_csv(tables[place]), "csv", name)
    asked = question_in(report.content["tables"][place]["question"])
    content = table_json_stat(tables[place], rows=asked.rows, columns=asked.columns, at=report.frozen_at)
    return sent_file(content, "json", name)


def _file_name(report: FrozenReport) -> str:
    return f"{_('report')}-{report.pk}-{report.starts_on.isoformat()}-{report.ends_on.isoformat()}"
