"""Changing a section of a client's record; who was slower sees both versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import changes
from seutu.newcomers.clients.actions.clients import CannotBeKeyworker, NotOfThisUnit
from seutu.newcomers.clients.actions.names import NoCurrentName
from seutu.newcomers.clients.client_sections import Opened
from seutu.newcomers.clients.forms.changes import NAMES, SECTIONS, Section, names_formset, names_kept, names_typed
from seutu.newcomers.clients.forms.clients import WhyForm
from seutu.newcomers.clients.forms.typed import fill
from seutu.newcomers.clients.presentation.versions import both_versions
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import person, way_to, writable
from seutu.newcomers.clients.views.drafts import Keeping, keep_sent, kept, saved
from seutu.newcomers.clients.views.frame import opens_clients, register_page
from seutu.shared.ui.components import Link
from seutu.shared.ui.versions import Conflict


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, worker: Worker, reference: str, section: str) -> HttpResponse:
    found = writable(worker, reference)
    known = SECTIONS.get(section)
    if known is None:
        raise Http404("no such section")
    form = known.form_for(found.client, request.POST if request.method == "POST" else None)
    why = WhyForm(request.POST or None)
    keeping = kept(request, worker, f"{known.target}:{reference}")
    if keeping.draft:
        fill(form, keeping.typed)
        fill(why, keeping.typed)
    page = EditPage(request, found, known.title, keeping, form, why)
    if request.method == "POST" and form.is_valid() and why.is_valid():
        told = {"why": why.cleaned_data["why"], "worker": worker, "by": person(request)}
        return page.saved(lambda revision: _save(found, known, form, {"revision": revision, **told}))
    return page.shown()


def _save(found: Opened, known: Section, form: Any, told: dict[str, Any]) -> None:
    """Save the form, or say in it what is wrong."""
    try:
        if known.key == "contact_details":
            changes.change_contact_details(found.client, form.contact_details(), **told)
        else:
            changes.change_client(found.client, known.key, form.values(), **told)
    except NotOfThisUnit:
        form.add_error("unit", _("Choose an open unit of the municipality that keeps the record."))
    except CannotBeKeyworker:
        form.add_error("keyworker", _("Choose somebody who serves clients in the municipality that keeps the record."))
    except changes.CannotReplace as refusal:
        words = _("What stands here cannot be opened now, so it cannot be replaced. Tell the operator.")
        form.add_error(refusal.field, words)


@register_page(opens_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    found = writable(worker, reference)
    rows = names_formset(found.client, request.POST if request.method == "POST" else None)
    why = WhyForm(request.POST or None)
    keeping = kept(request, worker, f"{NAMES}:{reference}")
    if keeping.draft:
        rows = names_kept(keeping.typed)
        fill(why, keeping.typed)
    page = EditPage(request, found, _("Names"), keeping, None, why, rows)
    if request.method == "POST" and rows.is_valid() and why.is_valid():
        return page.saved(lambda revision: _save_names(request, found, rows, why, revision))
    return page.shown()


def _save_names(request: HttpRequest, found: Opened, rows: Any, why: WhyForm, revision: int) -> None:
    try:
        changes.change_names(
            found.client,
            names_typed(rows),
            revision=revision,
            why=why.cleaned_data["why"],
            worker=found.worker,
            by=person(request),
        )
    except NoCurrentName:
        rows.forms[0].add_error("kind", _("One of the names is the current one, and only one."))


@dataclass
class EditPage:
    """A form that changes a client, with the revision on which it was opened."""

    request: HttpRequest
    found: Opened
    title: str
    keeping: Keeping
    form: Any
    why: WhyForm
    rows: Any = None

    def saved(self, save: Callable[[int], object]) -> HttpResponse:
        """Save, and lead back to the client; or show the form with what is wrong, or with both versions.

        :raises Http404: the worker may not change the client any more.
        """
        try:
            save(self._revision())
        except changes.EditConflict:
            return self._conflicted()
        except changes.NotWritable as refusal:
            raise Http404("not writable") from refusal
        if self._has_errors():
            return self.shown()
        messages.success(self.request, _("Saved."))
        return saved(self.request, self.keeping, redirect(self.found.client))

    def _revision(self) -> int:
        told = self.request.POST.get("revision", "")
        if not (told.isascii() and told.isdigit() and len(told) < 10):
            raise Http404("no revision")
        return int(told)

    def _has_errors(self) -> bool:
        return bool(self.form.errors if self.rows is None else any(form.errors for form in self.rows.forms))

    def _conflicted(self) -> HttpResponse:
        """Both versions, and the form with one's own: saved once more it replaces the other, which is kept."""
        keep_sent(self.request, self.keeping)
        both = both_versions(self.found.client, self.form, self.rows)
        return self.shown(status=409, conflict=both)

    def shown(self, status: int = 200, conflict: Conflict | None = None) -> HttpResponse:
        client = self.found.client
        if conflict:
            revision = client.revision
        elif self.request.method == "POST":
            revision = self._revision()
        else:
            revision = client.revision if self.keeping.revision is None else self.keeping.revision
        context = {
            "client": client,
            "title": self.title,
            "form": self.form,
            "why": self.why,
            "rows": self.rows,
            "has_errors": self._has_errors() if self.request.method == "POST" else False,
            "conflict": conflict,
            "revision": revision,
            "keeping": self.keeping,
            "breadcrumb": way_to(client, Link(self.title)),
        }
        return render(self.request, "clients/client/edit.html", context, status=status)
