"""Integration programmes: everyone's pages, and those on which they are written and published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.projects.actions import programmes as actions
from seutu.newcomers.projects.actions.parts import EditConflict
from seutu.newcomers.projects.forms.programmes import ProgrammeForm
from seutu.newcomers.projects.models import IntegrationProgramme
from seutu.newcomers.projects.presentation import way
from seutu.newcomers.projects.presentation.programmes import programme_lines, programme_state
from seutu.newcomers.projects.queries.choices import municipalities
from seutu.newcomers.projects.queries.programmes import (
    current_of,
    is_in_force,
    programmes_kept_by,
    published_programmes,
    text_shown,
)
from seutu.newcomers.projects.views.frame import person, revision_of, worker_page
from seutu.shared.core import clock
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.files.responses import file_response
from seutu.shared.files.store import DiskFull, EmptyFile, FileTooLarge, StoreUnavailable
from seutu.shared.law.integration import programme_rule
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link
from seutu.shared.ui.versions import conflict_between

UNKEEPABLE = (FileTooLarge, EmptyFile, DiskFull, StoreUnavailable)

# -- for everyone ----------------------------------------------------------------------------------------------------


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme of a municipality that is in force, else its latest."""
    versions = published_programmes(get_object_or_404(municipalities(), slug=slug))
    shown = current_of(versions)
    if shown is None:
        raise Http404("no programme")
    return _public(request, shown, versions, reverse("programmes:programme", args=[slug]))


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    versions = published_programmes(get_object_or_404(municipalities(), slug=slug))
    shown = next((each for each in versions if each.version == number), None)
    if shown is None:
        raise Http404("no such version")
    return _public(request, shown, versions, shown.get_absolute_url())


@require_safe
def programme_file(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponseBase:
    rows = IntegrationProgramme.objects.published().filter(organization__slug=slug, version=number)
    text = get_object_or_404(rows).texts.filter(language=language, file__isnull=False).select_related("file").first()
    if text is None or text.file is None:
        raise Http404("no document")
    return file_response(text.file, name=text.file.name, as_download=False)


def _public(
    request: HttpRequest, shown: IntegrationProgramme, versions: list[IntegrationProgramme], canonical: str
) -> HttpResponse:
    text = text_shown(shown)
    if text is None:
        raise Http404("no text")
    context = {
        "programme": shown,
        "text": text,
        "html": from_markdown(text.text),
        "is_in_force": is_in_force(shown),
        "is_to_come": shown.valid_from > clock.today(),
        "newest": versions[0],
        "others": [each for each in versions if each.pk != shown.pk],
        "canonical": request.build_absolute_uri(canonical),
        "breadcrumb": [Link(shown.organization.name), Link(_("Integration programme"))],
    }
    return render(request, "projects/programme.html", context)


# -- for those who keep them -----------------------------------------------------------------------------------------


@worker_page(Permission.MANAGE_PROJECTS, Permission.READ_FIGURES)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    kept = set(programmes_kept_by(request.user).values_list("pk", flat=True))
    context = {
        "lines": programme_lines(kept),
        "rule": programme_rule(clock.today()),
        "breadcrumb": way(Link(_("Integration programmes"))),
    }
    return render(request, "projects/programmes.html", context)


@worker_page(Permission.MANAGE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, slug: str) -> HttpResponse:
    organization = _kept(request, slug)
    form = ProgrammeForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.write_version(organization, form.values(), form.texts(), by=person(request))
        except UNKEEPABLE as error:
            form.add_error(None, _why_not_kept(error))
        else:
            messages.success(request, _("The draft was saved. Look at it and publish it."))
            return redirect("projects:programme_version", slug, written.version)
    return _form_page(request, organization, form, title=_("New integration programme"))


@worker_page(Permission.MANAGE_PROJECTS)
@require_safe
def programme_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version as it will be, or is, read."""
    shown = _version(request, slug, number)
    context = {
        "programme": shown,
        "texts": [(text, from_markdown(text.text)) for text in shown.texts.select_related("file")],
        "state": programme_state(shown),
        "breadcrumb": _way(Link(str(shown.organization.name))),
    }
    return render(request, "projects/programme_version.html", context)


@worker_page(Permission.MANAGE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _draft(request, slug, number)
    form = ProgrammeForm(*_sent(request), row=row)
    more: dict[str, Any] = {"revision": row.revision}
    if request.method == "POST":
        more["revision"] = revision_of(request)
        if form.is_valid():
            told = {"revision": more["revision"], "by": person(request)}
            try:
                actions.change_version(row, form.values(), form.texts(), **told)
            except UNKEEPABLE as error:
                form.add_error(None, _why_not_kept(error))
            except EditConflict:
                row.refresh_from_db()
                saved = ProgrammeForm(row=row)
                conflict = conflict_between(saved, form, None, row.updated_at)
                more |= {"revision": row.revision, "conflict": conflict, "status": 409}
            except actions.AlreadyPublished:
                raise Http404("published") from None
            else:
                messages.success(request, _("Saved."))
                return redirect("projects:programme_version", slug, number)
    return _form_page(request, row.organization, form, title=_("Change the draft"), **more)


@worker_page(Permission.MANAGE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _draft(request, slug, number)
    if request.method == "POST":
        try:
            actions.publish_version(row, revision=revision_of(request), by=person(request))
        except (EditConflict, actions.AlreadyPublished):
            messages.error(request, _("Somebody changed this meanwhile. Look at it before you publish it."))
        except actions.NoFinnishText:
            messages.error(request, _("Write the programme in Finnish first."))
        else:
            messages.success(request, _("The programme was published."))
        return redirect("projects:programme_version", slug, number)
    text = _(
        "Everyone can read the programme from then on. A published version is never changed: a new one follows it."
    )
    return _confirm(request, row, _("Publish the programme"), text, is_gentle=True)


@worker_page(Permission.MANAGE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _draft(request, slug, number)
    if request.method == "POST":
        try:
            actions.remove_draft(row, revision=revision_of(request), by=person(request))
        except (EditConflict, actions.AlreadyPublished):
            messages.error(request, _("Somebody changed this meanwhile. Look at it before you remove it."))
            return redirect("projects:programme_version", slug, number)
        messages.success(request, _("Removed."))
        return redirect("projects:programmes")
    return _confirm(request, row, _("Remove the draft"), _("The draft has not been published. This cannot be undone."))


def _kept(request: HttpRequest, slug: str) -> Organization:
    return get_object_or_404(programmes_kept_by(request.user), slug=slug)


def _version(request: HttpRequest, slug: str, number: int) -> IntegrationProgramme:
    rows = IntegrationProgramme.objects.select_related("organization")
    return get_object_or_404(rows, organization=_kept(request, slug), version=number)


def _draft(request: HttpRequest, slug: str, number: int) -> IntegrationProgramme:
    row = _version(request, slug, number)
    if row.published_at is not None:
        raise Http404("published")
    return row


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _why_not_kept(error: Exception) -> str:
    if isinstance(error, FileTooLarge):
        return _("The file is too large.")
    if isinstance(error, EmptyFile):
        return _("The file is empty.")
    if isinstance(error, StoreUnavailable):
        return _("The store of files does not answer now. Try again in a moment.")
    return _("There is no room for the file now. Tell the operator.")


def _way(*below: Link) -> list[Link]:
    return way(Link(_("Integration programmes"), reverse("projects:programmes")), *below)


def _form_page(
    request: HttpRequest, organization: Organization, form: Any, *, title: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "over": organization.name,
        "has_files": True,
        "back": reverse("projects:programmes"),
        "breadcrumb": _way(Link(title)),
    }
    return render(request, "projects/form.html", {**context, **more}, status=status)


def _confirm(request: HttpRequest, row: IntegrationProgramme, title: str, text: str, **more: Any) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "revision": row.revision,
        "back": reverse("projects:programme_version", args=[row.organization.slug, row.version]),
        "breadcrumb": _way(Link(title)),
    }
    return render(request, "projects/confirm.html", {**context, **more})
