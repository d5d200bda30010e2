"""Group sessions and other work: a form, and under it what was written down before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import group_sessions as of_groups
from seutu.newcomers.clients.actions import other_work as of_other_work
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.entries import is_removable
from seutu.newcomers.clients.forms.entries import WorkForm
from seutu.newcomers.clients.forms.typed import typed_values
from seutu.newcomers.clients.forms.work import GroupSessionForm, OtherWorkForm, group_session_values, other_work_values
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.contacts import group_sessions_listed, latest_of, other_work_listed
from seutu.newcomers.clients.queries.visible import group_sessions_writable_by, other_work_writable_by
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
    """A kind of work: its form, what saves and changes an entry, the rows that a worker sees, and its words."""

    target: str
    url_name: str
    form_class: type[WorkForm]
    log: Callable[..., Work]
    change: Callable[..., Work]
    values_of: Callable[[Any], dict[str, Any]]
    rows: Callable[[Worker], QuerySet[Any]]
    line: Callable[[Any], presentation.WorkLine]
    writable: Callable[[Worker], QuerySet[Any]]
    title: Promise
    list_title: Promise
    saved: Promise
    empty: Promise
    change_title: Promise

    @property
    def changed_target(self) -> str:
        """The word for drafts of a change."""
        return f"changed_{self.target}"

    @property
    def change_url(self) -> str:
        return f"clients:change_{self.target}"

    @property
    def remove_url(self) -> str:
        return f"clients:remove_{self.target}"


GROUP_SESSIONS = Kind(
    target="group_session",
    url_name="clients:group_sessions",
    form_class=GroupSessionForm,
    log=of_groups.log_group_session,
    change=of_groups.change_group_session,
    values_of=group_session_values,
    rows=group_sessions_listed,
    line=presentation.group_session_line,
    writable=group_sessions_writable_by,
    title=gettext_lazy("Log a group session"),
    list_title=gettext_lazy("Group sessions logged"),
    saved=gettext_lazy("Saved. The group session was logged."),
    empty=gettext_lazy("No group sessions have been logged yet."),
    change_title=gettext_lazy("Change the group session"),
)
OTHER_WORK = Kind(
    target="other_work",
    url_name="clients:other_work",
    form_class=OtherWorkForm,
    log=of_other_work.log_other_work,
    change=of_other_work.change_other_work,
    values_of=other_work_values,
    rows=other_work_listed,
    line=presentation.other_work_line,
    writable=other_work_writable_by,
    title=gettext_lazy("Log other work"),
    list_title=gettext_lazy("Other work logged"),
    saved=gettext_lazy("Saved. The work was logged."),
    empty=gettext_lazy("No other work has been logged yet."),
    change_title=gettext_lazy("Change the other work"),
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
        "changeable": set(kind.writable(worker).filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True)),
        "removable": {each.pk for each in page if is_removable(each, worker)},
        "page_obj": page,
        "correct": reverse(f"clients:forgotten_{kind.target}"),
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
