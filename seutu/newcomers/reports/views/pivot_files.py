"""The table of a pivot as a file: the same question as its page, asked anew and noted."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from seutu.newcomers.reports.actions.handing_out import note_handed_out
from seutu.newcomers.reports.forms.pivot import PivotForm
from seutu.newcomers.reports.publications.json_stat import table_json_stat
from seutu.newcomers.reports.publications.papers import tables_paper, title_of
from seutu.newcomers.reports.publications.spreadsheets import table_csv, tables_xlsx
from seutu.newcomers.reports.queries.pivot import pivot
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.newcomers.reports.rules.tables import Table
from seutu.newcomers.reports.views.files import sent_file
from seutu.newcomers.reports.views.frame import figures_page, person
from seutu.shared.core import clock
from seutu.shared.documents.responses import pdf_response

FILE_KINDS = ("csv", "xlsx", "pdf", "json")


@figures_page
@require_safe
def pivot_file(request: HttpRequest, scope: frozenset[int], file_kind: str) -> HttpResponseBase:
    form = PivotForm(request.GET)
    form.is_valid()
    if file_kind not in FILE_KINDS or form.question is None:
        raise Http404("no such table")
    table = pivot(form.question, scope)
    details = {"indicator": table.indicator, "rows": form.question.rows or "-", "columns": form.question.columns or "-"}
    note_handed_out("table", file_kind, by=person(request), details=details)
    return _file(table, form.question, file_kind)


def _file(table: Table, question: PivotQuestion, file_kind: str) -> HttpResponseBase:
    days = (table.period.starts_on, table.period.ends_on) if table.period else ()
    name = "-".join([table.label, *(day.isoformat() for day in days)])
    match file_kind:
        case "csv":
            return sent_file(table_csv(table), "csv", name)
        case "xlsx":
            return sent_file(tables_xlsx([table]), "xlsx", name)
        case "json":
            content = table_json_stat(table, rows=question.rows, columns=question.columns, at=clock.now())
            return sent_file(content, "json", name)
    author = ", ".join(table.scope)
    return pdf_response(tables_paper([table], title=title_of(table), author=author, at=clock.now()), name=name)
