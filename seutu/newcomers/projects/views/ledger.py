"""Bringing the ledger in: the file, its columns, what it would bring, and undoing."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seutu.newcomers.clients.presentation.unreadable_files import why_not_readable
from seutu.newcomers.clients.spreadsheets.sheet import NotReadable
from seutu.newcomers.projects.actions import ledger as actions
from seutu.newcomers.projects.forms.ledger import AccountsForm, ColumnsForm, LedgerFileForm
from seutu.newcomers.projects.models import CostKind, LedgerImport
from seutu.newcomers.projects.presentation import ledger as presentation
from seutu.newcomers.projects.presentation import way_in
from seutu.newcomers.projects.queries.ledger import columns_guessed, columns_of, tried
from seutu.newcomers.projects.queries.pages import imports_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import person, project_page
from seutu.shared.ui.components import Link

State = LedgerImport.State
LISTED = 50


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ledgers(request: HttpRequest, access: Access) -> HttpResponse:
    form = LedgerFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.read_ledger(access.project, file.read(), file_name=file.name or "", by=person(request))
        except NotReadable as error:
            form.add_error("file", why_not_readable(error))
        except actions.SameFile as same:
            messages.error(request, _("This file is in the project already. It was not brought in again."))
            return redirect(same.brought)
        else:
            return redirect("projects:ledger_columns", access.project.slug, brought.pk)
    context = {
        "project": access.project,
        "form": form,
        "has_kinds": CostKind.objects.filter(project=access.project).exists(),
        "imports": [(each, presentation.state_of(each)) for each in imports_visible_in(access)[:LISTED]],
        "breadcrumb": _way(access),
    }
    return render(request, "projects/ledgers.html", context)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_columns(request: HttpRequest, access: Access, import_id: int) -> HttpResponse:
    brought = get_object_or_404(imports_visible_in(access), pk=import_id, state=State.READ)
    said = columns_of(brought) or columns_guessed(brought)
    form = ColumnsForm(brought, said, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(brought, form.columns(), by=person(request))
        return redirect(brought)
    title = _("What the columns mean")
    context = {
        "form": form,
        "title": title,
        "over": brought.file_name,
        "text": _("Your choice is kept for the next file of this project."),
        "button": _("See what would be brought in"),
        "back": reverse("projects:ledgers", args=[access.project.slug]),
        "breadcrumb": _way(access, Link(title)),
    }
    return render(request, "projects/form.html", context)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest, access: Access, import_id: int) -> HttpResponse:
    """An import: its dry run until it is brought in, its report afterwards. Sent, it sorts accounts."""
    brought = get_object_or_404(imports_visible_in(access), pk=import_id)
    if brought.state != State.READ:
        return _report(request, access, brought)
    if not columns_of(brought):
        return redirect("projects:ledger_columns", access.project.slug, brought.pk)
    trial = tried(brought)
    accounts = presentation.unsorted_accounts(trial)
    form = AccountsForm(access.project, accounts, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.sort_accounts(access.project, form.sorted_accounts(), by=person(request))
        return redirect(brought)
    context = {
        "form": form if accounts else None,
        "trial": trial,
        "sums": presentation.sums_by_kind(access.project, trial),
        "total": sum(each.amount_cents for each in trial.bookings),
        "report": presentation.report_of(trial.left),
    }
    return _page(request, access, brought, "projects/ledger_trial.html", context)


def _report(request: HttpRequest, access: Access, brought: LedgerImport) -> HttpResponse:
    context = {
        "total": brought.costs.aggregate(total=Sum("amount_cents"))["total"] or 0,
        "report": presentation.report_of(presentation.left_of(brought)),
    }
    return _page(request, access, brought, "projects/ledger.html", context)


def _page(
    request: HttpRequest, access: Access, brought: LedgerImport, template: str, context: Mapping[str, object]
) -> HttpResponse:
    frame = {
        "project": access.project,
        "brought": brought,
        "state": presentation.state_of(brought),
        "breadcrumb": _way(access, Link(brought.file_name or _("Import"))),
    }
    return render(request, template, {**frame, **context})


@project_page(manages=True)
@require_POST
def bring_in(request: HttpRequest, access: Access, import_id: int) -> HttpResponse:
    brought = get_object_or_404(imports_visible_in(access), pk=import_id)
    try:
        count = actions.bring_in(brought, by=person(request))
    except actions.NotInThisState:
        messages.error(request, _("The file was brought in or undone meanwhile."))
    except actions.SameFile as same:
        messages.error(request, _("This file is in the project already. It was not brought in again."))
        return redirect(same.brought)
    except actions.NothingToBring:
        messages.error(request, _("No row of the file can be brought in. See below why."))
    else:
        words = ngettext("%(n)s cost was brought in.", "%(n)s costs were brought in.", count)
        messages.success(request, words % {"n": count})
    return redirect(brought)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_ledger(request: HttpRequest, access: Access, import_id: int) -> HttpResponse:
    brought = get_object_or_404(imports_visible_in(access), pk=import_id)
    if request.method == "POST":
        try:
            actions.undo(brought, by=person(request))
        except actions.NotInThisState:
            messages.error(request, _("The file was brought in or undone meanwhile."))
        else:
            messages.success(request, _("The costs of this file were taken away. It can be brought in again."))
        return redirect(brought)
    if brought.state != State.DONE:
        return redirect(brought)
    title = _("Undo the import")
    words = ngettext(
        "%(n)s cost that this file brought is taken away.",
        "%(n)s costs that this file brought are taken away.",
        brought.brought_count,
    )
    context = {
        "title": title,
        "text": words % {"n": brought.brought_count},
        "back": brought.get_absolute_url(),
        "breadcrumb": _way(access, Link(title)),
    }
    return render(request, "projects/confirm.html", context)


@project_page(manages=True)
@require_POST
def give_up_ledger(request: HttpRequest, access: Access, import_id: int) -> HttpResponse:
    brought = get_object_or_404(imports_visible_in(access), pk=import_id)
    try:
        actions.give_up(brought, by=person(request))
    except actions.NotInThisState:
        messages.error(request, _("The file was brought in or undone meanwhile."))
        return redirect(brought)
    messages.success(request, _("The file was let go of. Nothing of it was brought in."))
    return redirect("projects:ledgers", access.project.slug)


def _way(access: Access, *below: Link) -> list[Link]:
    slug = access.project.slug
    costs = Link(_("Costs"), reverse("projects:costs", args=[slug]))
    return way_in(
        access.project, costs, Link(_("Ledger"), reverse("projects:ledgers", args=[slug]) if below else ""), *below
    )
