"""Changing a group session or other work, and taking it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import group_sessions as of_groups
from seutu.newcomers.clients.actions import other_work as of_other_work
from seutu.newcomers.clients.actions.entries import DayLocked, NotRemovable, StaleEntry, is_removable
from seutu.newcomers.clients.forms.entries import RemovalForm
from seutu.newcomers.clients.forms.typed import typed_values
from seutu.newcomers.clients.models import WhyRemoved
from seutu.newcomers.clients.queries.contacts import group_sessions_listed, other_work_listed
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused
from seutu.newcomers.clients.views.drafts import Keeping, keep_sent, opened, revision_in, saved, sent
from seutu.newcomers.clients.views.frame import logs_contacts, register_page
from seutu.newcomers.clients.views.work import GROUP_SESSIONS, OTHER_WORK, Kind
from seutu.shared.core.locked_days import lock_on
from seutu.shared.ui.components import Link


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def change_group_session(request: HttpRequest, worker: Worker, session_id: int) -> HttpResponse:
    return _page(request, worker, GROUP_SESSIONS, session_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def change_other_work(request: HttpRequest, worker: Worker, work_id: int) -> HttpResponse:
    return _page(request, worker, OTHER_WORK, work_id)


def _page(request: HttpRequest, worker: Worker, kind: Kind, key: int) -> HttpResponse:
    present = get_object_or_404(kind.writable(worker), pk=key)
    target = f"{kind.changed_target}:{present.pk}"
    if request.method == "POST":
        return _sent(request, sent(request, worker, target), kind, present)
    if _is_locked(present):
        return redirect(f"clients:correct_{kind.target}", present.pk)
    keeping = opened(request, worker, target)
    values, revision = kind.values_of(present), present.revision
    if keeping.draft:
        values = typed_values(kind.form_class(worker=worker, present=present), keeping.typed)
        revision = revision_in(keeping.typed, present.revision)
    form = kind.form_class(worker=worker, present=present, initial=values)
    return _form_page(request, form, keeping, kind, revision=revision)


def _sent(request: HttpRequest, keeping: Keeping, kind: Kind, present: Any) -> HttpResponse:
    worker, revision = keeping.worker, revision_in(request.POST, 0)
    if request.POST.get("op") == "draft":
        keep_sent(request, keeping)
        messages.info(request, _("The draft was saved. It is not in the register yet."))
        return redirect("clients:contacts")
    form: Any = kind.form_class(request.POST, worker=worker, present=present)
    if form.is_valid():
        try:
            kind.change(present, form.entry(), revision=revision, by=worker)
        except Refused as refused:
            form.refuse(refused.refusals)
        except StaleEntry:
            keep_sent(request, keeping)
            theirs = kind.form_class(worker=worker, present=present, initial=kind.values_of(present))
            found = presentation.differences(form, theirs)
            return _form_page(request, form, keeping, kind, revision=present.revision, differences=found, status=409)
        else:
            messages.success(request, _("Saved. The entry was changed."))
            return saved(request, keeping, redirect(kind.url_name))
    return _form_page(request, form, keeping, kind, revision=revision)


def _form_page(
    request: HttpRequest,
    form: Any,
    keeping: Keeping,
    kind: Kind,
    *,
    revision: int,
    differences: list[presentation.Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "keeping": keeping,
        "kind": kind,
        "present": form.present,
        "line": kind.line(form.present),
        "revision": revision,
        "differences": differences,
        "correct": reverse(f"clients:correct_{kind.target}", args=[form.present.pk]),
        "back": reverse(kind.url_name),
        "breadcrumb": _way_to(kind, str(kind.change_title)),
    }
    return render(request, "clients/contacts/change_work.html", context, status=status)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_group_session(request: HttpRequest, worker: Worker, session_id: int) -> HttpResponse:
    found = get_object_or_404(group_sessions_listed(worker), pk=session_id)

    def remove(why: WhyRemoved) -> None:
        of_groups.remove_group_session(found, why=why, by=worker)

    return _remove(request, GROUP_SESSIONS, found, worker, remove)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_other_work(request: HttpRequest, worker: Worker, work_id: int) -> HttpResponse:
    found = get_object_or_404(other_work_listed(worker), pk=work_id)

    def remove(why: WhyRemoved) -> None:
        of_other_work.remove_other_work(found, why=why, by=worker)

    return _remove(request, OTHER_WORK, found, worker, remove)


def _remove(
    request: HttpRequest, kind: Kind, work: Any, worker: Worker, remove: Callable[[WhyRemoved], None]
) -> HttpResponse:
    if _is_locked(work) and kind.writable(worker).filter(pk=work.pk).exists():
        return redirect(f"clients:correct_{kind.target}_away", work.pk)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            remove(form.reason())
        except (NotRemovable, DayLocked):
            messages.error(request, _("An entry can be removed by the one who logged it, for seven days."))
        else:
            messages.success(request, _("The entry was removed."))
        return redirect(kind.url_name)
    context = {
        "line": kind.line(work),
        "form": form,
        "may_remove": is_removable(work, worker),
        "back": reverse(kind.url_name),
        "breadcrumb": _way_to(kind, _("Remove")),
    }
    return render(request, "clients/contacts/remove_work.html", context)


def _is_locked(work: Any) -> bool:
    return lock_on(work.provider_municipality_id, work.occurred_on) is not None


def _way_to(kind: Kind, here: str) -> list[Link]:
    return presentation.way_to(Link(kind.list_title, reverse(kind.url_name)), Link(here))
