"""Bringing spreadsheets in: the file, its columns, what was found out, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.clients.actions import imports as actions
from seutu.newcomers.clients.forms.imports import BringInForm, ColumnsForm, UploadForm
from seutu.newcomers.clients.models import RegisterImport
from seutu.newcomers.clients.presentation import imports as presentation
from seutu.newcomers.clients.presentation.unreadable_files import why_not_readable
from seutu.newcomers.clients.queries.imports import (
    imported_before,
    imports_listed,
    imports_visible_to,
    meanings_guessed,
    rows_made_by,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.imports import may_import
from seutu.newcomers.clients.spreadsheets.sheet import NotReadable
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.frame import leads_service, register_page
from seutu.shared.documents.spreadsheets import CSV_TYPE, Cell, csv_pieces
from seutu.shared.ui.components import Link

LISTED = 50
State = RegisterImport.State
GOING_ON = frozenset({State.TRYING, State.WRITING, State.UNDOING})


@register_page(may_import)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, worker=worker)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.start_import(
                given["kind"], given["unit"], given["file"].read(), worker=worker, by=person(request)
            )
        except NotReadable as error:
            form.add_error("file", why_not_readable(error))
        else:
            return redirect("clients:import_columns", made.pk)
    context = {
        "form": form,
        "lines": [presentation.import_line(each) for each in imports_listed(worker)[:LISTED]],
        "leads": leads_service(worker),
        "breadcrumb": presentation.way_to_imports(),
    }
    return render(request, "clients/register/imports.html", context)


@register_page(may_import)
@require_safe
def register_import(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    made = get_object_or_404(imports_visible_to(worker), pk=import_id)
    if made.state == State.READ:
        return redirect("clients:import_columns", made.pk)
    lines = list(islice(presentation.problem_lines(made, worker), presentation.LINES_SHOWN + 1))
    context = {
        **_shown(made),
        "form": BringInForm(),
        "lines": lines[: presentation.LINES_SHOWN],
        "has_more": len(lines) > presentation.LINES_SHOWN,
        "stays": presentation.stay_lines(made),
        "going_on": made.state in GOING_ON,
        "to_bring": made.new_count + made.duplicate_count,
        "standing": rows_made_by(made) if made.state in {State.DONE, State.UNDONE} else 0,
    }
    return render(request, "clients/register/import.html", context)


def _shown(made: RegisterImport) -> dict[str, Any]:
    line = presentation.import_line(made)
    return {
        "made": made,
        "line": line,
        "notes": presentation.notes_of(made),
        "before": imported_before(made),
        "breadcrumb": presentation.way_to_imports(Link(line.title)),
    }


@register_page(may_import)
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    made = get_object_or_404(imports_visible_to(worker), pk=import_id, state=State.READ)
    if not presentation.has_rows(made):
        actions.give_up(made, by=person(request))
        messages.error(request, _("What was read of the file can no longer be opened. Choose the file again."))
        return redirect("clients:imports")
    form = ColumnsForm(made, meanings_guessed(made), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.try_import(made, form.meanings(), form.values_for_empty(), by=person(request))
        except actions.ColumnTwice as error:
            form.refuse_twice(error.field)
        except actions.NothingChosen:
            form.add_error(None, _("Choose what at least one column means."))
        else:
            return redirect(made)
    return render(request, "clients/register/columns.html", {**_shown(made), "form": form})


@register_page(may_import)
@require_POST
def change_columns(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    return _done(request, worker, import_id, lambda made: actions.choose_columns_anew(made, by=person(request)))


@register_page(may_import)
@require_POST
def bring_in(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    form = BringInForm(request.POST)
    too = form.is_valid() and form.cleaned_data["brings_duplicates"]
    try:
        return _done(
            request,
            worker,
            import_id,
            lambda made: actions.bring_in(made, brings_duplicates=too, by=person(request)),
        )
    except actions.NothingToBring:
        messages.error(request, _("There is no row that can be brought in."))
        return redirect("clients:import", import_id)


@register_page(may_import)
@require_POST
def give_up(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    answer = _done(request, worker, import_id, lambda made: actions.give_up(made, by=person(request)))
    if imports_visible_to(worker).filter(pk=import_id).exists():
        return answer
    messages.success(request, _("The import was given up, and nothing of the file was kept."))
    return redirect("clients:imports")


@register_page(may_import)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: HttpRequest, worker: Worker, import_id: int) -> HttpResponse:
    made = get_object_or_404(imports_listed(worker), pk=import_id, state__in=[State.DONE, State.UNDONE])
    if request.method == "POST":
        return _done(request, worker, import_id, lambda held: actions.undo(held, by=person(request)))
    context = {**_shown(made), "standing": rows_made_by(made)}
    return render(request, "clients/register/undo.html", context)


@register_page(may_import)
@require_safe
def import_problems(request: HttpRequest, worker: Worker, import_id: int) -> StreamingHttpResponse:
    made = get_object_or_404(imports_visible_to(worker), pk=import_id)
    headings = [_("Row"), _("Column"), _("Cell"), _("What is wrong")]
    rows: list[list[Cell]] = [
        [line.number, line.column, line.value, line.words] for line in presentation.problem_lines(made, worker)
    ]
    answer = StreamingHttpResponse(csv_pieces(headings, [rows]), content_type=CSV_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("problems")}-{made.pk}.csv"'
    return answer


def _done(
    request: HttpRequest, worker: Worker, import_id: int, action: Callable[[RegisterImport], None]
) -> HttpResponse:
    """Do something to an import, and go to its page."""
    made = get_object_or_404(imports_listed(worker), pk=import_id)
    try:
        action(made)
    except actions.NotNow:
        messages.error(request, _("The import has gone on meanwhile. See how it is now."))
    return redirect("clients:import", import_id)
