"""Adding, changing and removing a project's parts: the same three pages for each of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.projects.actions import parts as actions
from seutu.newcomers.projects.actions.decisions import ask_to_read
from seutu.newcomers.projects.forms.parts import PARTS, Part, may_be_changed
from seutu.newcomers.projects.models import ProjectDecision, ProjectPart
from seutu.newcomers.projects.presentation import told, way_in
from seutu.newcomers.projects.queries.pages import last_editor
from seutu.newcomers.projects.queries.visible import parts_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import person, project_page, revision_of
from seutu.shared.ui.components import Link
from seutu.shared.ui.versions import conflict_between


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new_row(request: HttpRequest, access: Access, word: str) -> HttpResponse:
    part = _part(word)
    form = part.form(request.POST if request.method == "POST" else None, project=access.project)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_part(access.project, part.model, form.values(), by=person(request))
        except actions.AlreadyThere:
            form.add_error(None, _already_there())
        else:
            return _saved(request, access, part, row)
    return _form_page(request, access, part, form, title=str(part.new))


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, access: Access, word: str, row_id: int) -> HttpResponse:
    part = _part(word)
    found = _row(access, part, row_id)
    form = part.form(request.POST if request.method == "POST" else None, project=access.project, row=found)
    more: dict[str, Any] = {"row": found, "revision": found.revision}
    if request.method == "POST":
        more["revision"] = revision_of(request)
        if form.is_valid():
            try:
                kept = actions.change_part(found, form.values(), revision=more["revision"], by=person(request))
            except actions.AlreadyThere:
                form.add_error(None, _already_there())
            except actions.EditConflict:
                return _conflict_page(request, access, part, form, row_id)
            else:
                return _saved(request, access, part, kept)
    return _form_page(request, access, part, form, title=str(part.change), **more)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_row(request: HttpRequest, access: Access, word: str, row_id: int) -> HttpResponse:
    part = _part(word)
    found = _row(access, part, row_id)
    if request.method == "POST":
        try:
            actions.remove_part(found, revision=revision_of(request), by=person(request))
        except actions.EditConflict:
            messages.error(request, _("Somebody changed this meanwhile. Look at it before you remove it."))
            return redirect("projects:row", access.project.slug, word, row_id)
        except actions.InUse:
            messages.error(request, _("Other entries of the project hang on this one. Remove or change them first."))
        else:
            messages.success(request, _("Removed."))
        return redirect(f"projects:{part.page}", access.project.slug)
    context = {
        "title": _("Remove %(what)s") % {"what": found._meta.verbose_name},
        "text": told(found),
        "revision": found.revision,
        "back": reverse("projects:row", args=[access.project.slug, word, row_id]),
        "breadcrumb": way_in(access.project, Link(str(part.change))),
    }
    return render(request, "projects/confirm.html", context)


def _part(word: str) -> Part:
    part = PARTS.get(word)
    if part is None:
        raise Http404("no such part")
    return part


def _row(access: Access, part: Part, row_id: int) -> ProjectPart:
    found: ProjectPart = get_object_or_404(parts_visible_in(access, part.model), pk=row_id)
    if not may_be_changed(found):
        raise Http404("not changed by hand")
    return found


def _already_there() -> str:
    return _("The project has one like this already. Change that one, or write something else here.")


def _saved(request: HttpRequest, access: Access, part: Part, kept: ProjectPart) -> HttpResponse:
    if isinstance(kept, ProjectDecision):
        ask_to_read(kept)
    messages.success(request, _("Saved."))
    return redirect(f"projects:{part.page}", access.project.slug)


def _conflict_page(request: HttpRequest, access: Access, part: Part, form: Any, row_id: int) -> HttpResponse:
    """Both versions, and the form with one's own: saved once more it replaces the other."""
    now = parts_visible_in(access, part.model).filter(pk=row_id).first()
    if now is None:
        messages.error(request, _("Somebody removed this while you were editing. What you wrote is here as a new one."))
        return _form_page(request, access, part, form, title=str(part.new), status=409, sends_to="projects:new_row")
    told = last_editor(access.project, now._meta.model_name or "", now.pk)
    conflict = conflict_between(part.form(project=access.project, row=now), form, told, now.updated_at)
    more: dict[str, Any] = {"row": now, "revision": now.revision, "conflict": conflict, "status": 409}
    return _form_page(request, access, part, form, title=str(part.change), **more)


def _form_page(
    request: HttpRequest, access: Access, part: Part, form: Any, *, title: str, status: int = 200, **more: Any
) -> HttpResponse:
    slug, found = access.project.slug, more.get("row")
    to = more.pop("sends_to", "")
    context = {
        "form": form,
        "title": title,
        "over": access.project.name,
        "back": reverse(f"projects:{part.page}", args=[slug]),
        "send_to": reverse(to, args=[slug, part.word]) if to else "",
        "remove_url": reverse("projects:remove_row", args=[slug, part.word, found.pk]) if found else "",
        "breadcrumb": way_in(access.project, Link(title)),
    }
    return render(request, "projects/form.html", {**context, **more}, status=status)
