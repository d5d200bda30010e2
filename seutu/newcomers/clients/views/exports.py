"""Tables that are taken out of the register: noted before the first row, and sent as they come."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import exports as actions
from seutu.newcomers.clients.contact_presentation import page_of_today, way_to
from seutu.newcomers.clients.forms.exports import XLSX, ClientExportForm, ContactExportForm, ExportForm
from seutu.newcomers.clients.queries.exports import ClientTable, ContactTable
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.exports import may_export_contacts
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.frame import leads_service, register_page
from seutu.shared.accounts.rules import recently_authenticated
from seutu.shared.documents.spreadsheets import CSV_TYPE, XLSX_TYPE, csv_pieces, write_xlsx
from seutu.shared.ui.components import Link
from seutu.shared.ui.dates import period
from seutu.shared.ui.numbers import number

MOST_IN_XLSX = 50_000
IN_MEMORY = 4 * 1024 * 1024


@register_page(may_export_contacts)
@recently_authenticated()
@require_http_methods(["GET", "HEAD", "POST"])
def export_contacts(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    form = ContactExportForm(request.POST or None, worker=worker)
    if request.method == "POST" and form.is_valid():
        try:
            table = actions.export_contacts(
                worker,
                form.wanted(),
                file_kind=form.cleaned_data["file_kind"],
                purpose=form.cleaned_data.get("purpose", ""),
                by=person(request),
            )
        except actions.PurposeMissing:
            form.refuse_without_purpose()
        else:
            wanted = form.wanted()
            name = f"{_('contacts')}-{wanted.since.isoformat()}-{wanted.until.isoformat()}"
            told = [[_("Period"), period(wanted.since, wanted.until)], *_protected(table)]
            return _sent(request, form, table, name, told)
    return _page(request, form, _("Take contacts out as a table"))


@register_page(leads_service)
@recently_authenticated()
@require_http_methods(["GET", "HEAD", "POST"])
def export_clients(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    form = ClientExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table = actions.export_clients(
                worker,
                with_names=given["with_names"],
                file_kind=given["file_kind"],
                purpose=given["purpose"],
                by=person(request),
            )
        except actions.PurposeMissing:
            form.refuse_without_purpose()
        else:
            told = [[_("Protected clients"), _("are left out.")]]
            return _sent(request, form, table, _("clients"), told)
    return _page(request, form, _("Take the list of clients out as a table"))


def _page(request: HttpRequest, form: ExportForm, title: str) -> HttpResponse:
    is_of_contacts = isinstance(form, ContactExportForm)
    way = way_to(Link(title)) if is_of_contacts else [Link(_("Today"), page_of_today()), Link(title)]
    context = {"form": form, "title": title, "is_of_contacts": is_of_contacts, "breadcrumb": way}
    return render(request, "clients/register/export.html", context)


def _protected(table: ContactTable) -> list[list[str]]:
    with table.acting():
        left_out = table.left_out()
    words = _("Contacts of protected clients are left out.")
    if left_out is None:
        return [[_("Protected clients"), words]]
    rows = ngettext("%(n)s row was left out.", "%(n)s rows were left out.", left_out) % {"n": number(left_out)}
    return [[_("Protected clients"), f"{words} {rows}"]]


def _sent(
    request: HttpRequest,
    form: ExportForm,
    table: ContactTable | ClientTable,
    name: str,
    told: list[list[str]],
) -> HttpResponseBase:
    if form.cleaned_data["file_kind"] != XLSX:
        answer = StreamingHttpResponse(csv_pieces(table.headings, _acting(table)), content_type=CSV_TYPE)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    with table.acting():
        count = table.count()
    if count > MOST_IN_XLSX:
        most = {"most": number(MOST_IN_XLSX)}
        form.add_error("file_kind", _("There are more than %(most)s rows. Take them out as CSV.") % most)
        return _page(request, form, _("Take contacts out as a table"))
    return _workbook(table, name, told)


def _workbook(table: ContactTable | ClientTable, name: str, told: list[list[str]]) -> FileResponse:
    # Beyond this size it is written to a file that has no name, and is gone when it is closed.
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    definitions = [[_("Column"), _("Meaning")], *table.definitions(), *told]
    write_xlsx(
        file, title=_("Rows"), headings=table.headings, pieces=_acting(table), definitions=(_("Columns"), definitions)
    )
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


def _acting(table: ContactTable | ClientTable) -> Iterator[Any]:
    """The pieces, asked for as whoever may see them: they are sent when the view has long returned."""
    with table.acting():
        yield from table.pieces()
