"""Correcting work of a locked day: changed, forgotten, or never done; and the list of what was corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients import correction_presentation
from seutu.newcomers.clients.actions import corrections as actions
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.entries import StaleEntry
from seutu.newcomers.clients.actions.lookups import look_up_clients
from seutu.newcomers.clients.forms.contacts import KNOWN
from seutu.newcomers.clients.forms.corrections import AwayForm, CorrectionForm
from seutu.newcomers.clients.forms.typed import typed_values
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.corrections import correcting_entries_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused
from seutu.newcomers.clients.views.correctable import CONTACTS, GROUP_SESSIONS, OTHER_WORK, Correctable
from seutu.newcomers.clients.views.drafts import Keeping, keep_sent, opened, revision_in, saved, sent
from seutu.newcomers.clients.views.frame import logs_contacts, register_page
from seutu.shared.core import clock
from seutu.shared.core.locked_days import lock_on
from seutu.shared.ui.components import Link

PER_PAGE = 30


@register_page(logs_contacts)
@require_safe
def corrections(request: HttpRequest, worker: Worker) -> HttpResponse:
    page = Paginator(correcting_entries_visible_to(worker), PER_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "lines": correction_presentation.correction_lines(page),
        "page_obj": page,
        "breadcrumb": presentation.way_to(Link(_("Correcting entries"))),
    }
    return render(request, "clients/contacts/corrections.html", context)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_contact(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _page(request, worker, CONTACTS)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_contact(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    return _page(request, worker, CONTACTS, contact_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_contact_away(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    return _away(request, worker, CONTACTS, contact_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_group_session(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _page(request, worker, GROUP_SESSIONS)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_group_session(request: HttpRequest, worker: Worker, session_id: int) -> HttpResponse:
    return _page(request, worker, GROUP_SESSIONS, session_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_group_session_away(request: HttpRequest, worker: Worker, session_id: int) -> HttpResponse:
    return _away(request, worker, GROUP_SESSIONS, session_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_other_work(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _page(request, worker, OTHER_WORK)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_other_work(request: HttpRequest, worker: Worker, work_id: int) -> HttpResponse:
    return _page(request, worker, OTHER_WORK, work_id)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_other_work_away(request: HttpRequest, worker: Worker, work_id: int) -> HttpResponse:
    return _away(request, worker, OTHER_WORK, work_id)


def _page(request: HttpRequest, worker: Worker, kind: Correctable, key: int | None = None) -> HttpResponse:
    present = None if key is None else get_object_or_404(kind.writable(worker), pk=key)
    target = kind.target(present)
    if request.method == "POST" and "reason" in request.POST:
        return _sent(request, sent(request, worker, target), kind, present)
    if request.method == "POST":
        # From the form that does not correct: the day was locked while it was filled in.
        keeping = sent(request, worker, target)
        values: dict[str, Any] = typed_values(kind.form_class(worker=worker, present=present), request.POST)
        return _form_page(request, kind.form_class(worker=worker, present=present, initial=values), keeping, kind)
    if present is not None and not lock_on(present.provider_municipality_id, present.occurred_on):
        return redirect(kind.change_url, present.pk)
    keeping = opened(request, worker, target)
    values = kind.values_of(present) if present else {"occurred_on": clock.today()}
    revision = present.revision if present else 0
    if keeping.draft:
        values = typed_values(kind.form_class(worker=worker, present=present), keeping.typed)
        revision = revision_in(keeping.typed, revision)
    form = kind.form_class(worker=worker, present=present, initial=values)
    return _form_page(request, form, keeping, kind, revision=revision)


def _sent(request: HttpRequest, keeping: Keeping, kind: Correctable, present: Any) -> HttpResponse:
    worker, revision = keeping.worker, revision_in(request.POST, 0)
    if request.POST.get("op") == "draft":
        keep_sent(request, keeping)
        messages.info(request, _("The draft was saved. It is not in the register yet."))
        return redirect("clients:contacts")
    if request.POST.get("op") == "find_client" and worker.serves:
        values = typed_values(kind.form_class(worker=worker, present=present), request.POST) | {"who": KNOWN}
        found = look_up_clients(request.POST.get("client_search", "")[:100], by=worker)
        form = kind.form_class(worker=worker, present=present, initial=values)
        return _form_page(request, form, keeping, kind, revision=revision, found=found)
    form = kind.form_class(request.POST, worker=worker, present=present)
    try:
        work_id = _saved(form, keeping, kind, revision) if form.is_valid() else None
    except StaleEntry:
        keep_sent(request, keeping)
        theirs = kind.form_class(worker=worker, present=present, initial=kind.values_of(present))
        differing = presentation.differences(form, theirs)
        return _form_page(request, form, keeping, kind, differences=differing, status=409)
    if work_id is None:
        return _form_page(request, form, keeping, kind, revision=revision)
    messages.success(request, _("Saved. The correcting entry was logged."))
    return saved(request, keeping, redirect(kind.page_of(worker, work_id)))


def _saved(form: CorrectionForm, keeping: Keeping, kind: Correctable, revision: int) -> int | None:
    """The key of the corrected work, or None when the form says what is wrong."""
    worker, entry, reason = keeping.worker, form.entry(), form.reason()
    present: Work | None = form.present
    try:
        if present is not None:
            return actions.correct(present, entry, revision=revision, reason=reason, by=worker).work_id

        def log() -> int:
            return actions.log_forgotten(kind.model, entry, reason=reason, by=worker).work_id

        return save_once(keeping.target, log, opening=keeping.opening, by=worker)[0]
    except Refused as refused:
        form.refuse(refused.refusals)
    except actions.NotLocked:
        form.add_error("occurred_on", _("The day belongs to no frozen report. Log the work as usual."))
    except actions.NothingCorrected:
        form.add_error(None, _("The correction says the same as before. Change what was wrong."))
    return None


def _form_page(
    request: HttpRequest,
    form: CorrectionForm,
    keeping: Keeping,
    kind: Correctable,
    *,
    revision: int | None = None,
    found: list[Client] | None = None,
    differences: list[presentation.Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    present = form.present
    title = str(kind.title if present else kind.forgotten_title)
    context: dict[str, Any] = {
        "form": form,
        "keeping": keeping,
        "kind": kind,
        "title": title,
        "present": present,
        "line": kind.line(present) if present else None,
        "lock": lock_on(present.provider_municipality_id, present.occurred_on) if present else None,
        "revision": (present.revision if present and revision is None else revision) or 0,
        "found": found or [],
        "was_searched": found is not None,
        "chosen": getattr(form, "chosen_client", None),
        "differences": differences,
        "away": reverse(kind.away_url, args=[present.pk]) if present else "",
        "back": kind.page_of(keeping.worker, present.pk) if present else reverse(kind.list_url),
        "breadcrumb": presentation.way_to(Link(title)),
    }
    return render(request, "clients/contacts/correct.html", context, status=status)


def _away(request: HttpRequest, worker: Worker, kind: Correctable, key: int) -> HttpResponse:
    present = get_object_or_404(kind.writable(worker), pk=key)
    lock = lock_on(present.provider_municipality_id, present.occurred_on)
    if lock is None:
        return redirect(kind.change_url, present.pk)
    form = AwayForm(request.POST if request.method == "POST" else None)
    revision = revision_in(request.POST, present.revision)
    if form.is_valid():
        try:
            actions.correct_away(present, revision=revision, reason=form.cleaned_data["reason"], by=worker)
        except Refused:
            form.refuse(_("There is a personal identity code in the text. Take it out."))
        except StaleEntry:
            form.add_error(None, _("Somebody changed the entry meanwhile. Look at it again before you save."))
            revision = present.revision
        else:
            messages.success(request, _("Saved. The correcting entry was logged."))
            return redirect("clients:corrections")
    context = {
        "form": form,
        "line": kind.line(present),
        "lock": lock,
        "revision": revision,
        "title": str(kind.away_title),
        "back": kind.page_of(worker, present.pk),
        "breadcrumb": presentation.way_to(Link(str(kind.away_title))),
    }
    return render(request, "clients/contacts/correct_away.html", context)
