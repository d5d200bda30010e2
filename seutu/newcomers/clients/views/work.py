"""Group sessions and other work: a form, and under it what was written down before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import group_sessions as of_groups
from seutu.newcomers.clients.actions import other_work as of_other_work
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.entries import NotRemovable
from seutu.newcomers.clients.forms.entries import WorkForm, typed_values
from seutu.newcomers.clients.forms.work import GroupSessionForm, OtherWorkForm
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.contacts import group_sessions_listed, latest_of, other_work_listed
from seutu.newcomers.clients.queries.work_places import units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused
from seutu.newcomers.clients.views.drafts import Keeping, keep_sent, opened, saved, sent
from seutu.newcomers.clients.views.frame import logs_contacts, register_page
from seutu.shared.core import clock
from seutu.shared.ui.components import Link

PER_PAGE = 30


@dataclass(frozen=True)
class Kind:
    """A kind of work: its form, what saves an entry, the rows that a worker sees, and its words."""

    target: str
    url_name: str
    form_class: type[WorkForm]
    log: Callable[..., Work]
    rows: Callable[[Worker], QuerySet[Any]]
    line: Callable[[Any], presentation.WorkLine]
    title: Promise
    list_title: Promise
    saved: Promise
    empty: Promise


GROUP_SESSIONS = Kind(
    target="group_session",
    url_name="clients:group_sessions",
    form_class=GroupSessionForm,
    log=of_groups.log_group_session,
    rows=group_sessions_listed,
    line=presentation.group_session_line,
    title=gettext_lazy("Log a group session"),
    list_title=gettext_lazy("Group sessions logged"),
    saved=gettext_lazy("Saved. The group session was logged."),
    empty=gettext_lazy("No group sessions have been logged yet."),
)
OTHER_WORK = Kind(
    target="other_work",
    url_name="clients:other_work",
    form_class=OtherWorkForm,
    log=of_other_work.log_other_work,
    rows=other_work_listed,
    line=presentation.other_work_line,
    title=gettext_lazy("Log other work"),
    list_title=gettext_lazy("Other work logged"),
    saved=gettext_lazy("Saved. The work was logged."),
    empty=gettext_lazy("No other work has been logged yet."),
)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def group_sessions(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _page(request, worker, GROUP_SESSIONS)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def other_work(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _page(request, worker, OTHER_WORK)


def _page(request: HttpRequest, worker: Worker, kind: Kind) -> HttpResponse:
    if request.method == "POST":
        keeping, form = sent(request, worker, kind.target), kind.form_class(request.POST, worker=worker)
        if request.POST.get("op") == "draft":
            keep_sent(request, keeping)
            messages.info(request, _("The draft was saved. It is not in the register yet."))
            return redirect("clients:contacts")
        if form.is_valid() and _is_saved(form, keeping, kind):
            messages.success(request, str(kind.saved))
            return saved(request, keeping, redirect(kind.url_name))
    else:
        keeping = opened(request, worker, kind.target)
        form = kind.form_class(worker=worker, initial=_first_values(worker, keeping, kind))
    page = Paginator(kind.rows(worker), PER_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "form": form,
        "keeping": keeping,
        "kind": kind,
        "lines": [kind.line(each) for each in page],
        "page_obj": page,
        "has_units": units_logged_by(worker).exists(),
        "breadcrumb": presentation.way_to(Link(kind.title)),
    }
    return render(request, "clients/contacts/work.html", context)


def _first_values(worker: Worker, keeping: Keeping, kind: Kind) -> dict[str, Any]:
    if keeping.draft:
        return typed_values(kind.form_class(worker=worker), keeping.typed)
    latest = latest_of(worker)
    kept = {"funding_code": latest.funding_code_id, "unit": latest.unit_id} if latest else {}
    return {"occurred_on": clock.today(), **kept}


def _is_saved(form: Any, keeping: Keeping, kind: Kind) -> bool:
    entry, worker = form.entry(), keeping.worker
    try:
        save_once(kind.target, lambda: kind.log(entry, by=worker).pk, opening=keeping.opening, by=worker)
    except Refused as refused:
        form.refuse(refused.refusals)
        return False
    return True


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_group_session(request: HttpRequest, worker: Worker, session_id: int) -> HttpResponse:
    found = get_object_or_404(group_sessions_listed(worker), pk=session_id)
    return _remove(request, GROUP_SESSIONS, found, lambda: of_groups.remove_group_session(found, by=worker))


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_other_work(request: HttpRequest, worker: Worker, work_id: int) -> HttpResponse:
    found = get_object_or_404(other_work_listed(worker), pk=work_id)
    return _remove(request, OTHER_WORK, found, lambda: of_other_work.remove_other_work(found, by=worker))


def _remove(request: HttpRequest, kind: Kind, work: Work, remove: Callable[[], None]) -> HttpResponse:
    if request.method == "POST":
        try:
            remove()
        except NotRemovable:
            messages.error(request, _("An entry can be removed by the one who logged it, for seven days."))
        else:
            messages.success(request, _("The entry was removed."))
        return redirect(kind.url_name)
    context = {
        "line": kind.line(work),
        "back": reverse(kind.url_name),
        "breadcrumb": presentation.way_to(Link(kind.list_title, reverse(kind.url_name)), Link(_("Remove"))),
    }
    return render(request, "clients/contacts/remove_work.html", context)
