"""Documents of agreements, and reading a decision's address at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.projects.actions import agreements as actions
from seutu.newcomers.projects.actions.decisions import read_decision
from seutu.newcomers.projects.forms.documents import DocumentForm
from seutu.newcomers.projects.models import Agreement, AgreementFile, ProjectDecision
from seutu.newcomers.projects.presentation import way_in
from seutu.newcomers.projects.queries.visible import parts_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import person, project_page
from seutu.shared.files.responses import file_response
from seutu.shared.files.store import DiskFull, EmptyFile, FileTooLarge, StoreUnavailable
from seutu.shared.ui.components import Link


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: HttpRequest, access: Access, agreement_id: int) -> HttpResponse:
    agreement = get_object_or_404(parts_visible_in(access, Agreement), pk=agreement_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_kept(form, agreement, request):
        messages.success(request, _("The document was added."))
        return redirect("projects:talks", access.project.slug)
    title = _("Add a document")
    context = {
        "form": form,
        "title": title,
        "over": agreement.title,
        "has_files": True,
        "back": reverse("projects:talks", args=[access.project.slug]),
        "breadcrumb": way_in(access.project, Link(title)),
    }
    return render(request, "projects/form.html", context)


def _is_kept(form: forms.Form, agreement: Agreement, request: HttpRequest) -> bool:
    """Keep the document, or say in the form why it cannot be."""
    file: Any = form.cleaned_data["file"]
    try:
        actions.add_document(agreement, file.file or file, name=file.name or _("document"), by=person(request))
    except FileTooLarge:
        form.add_error("file", _("The file is too large."))
    except EmptyFile:
        form.add_error("file", _("The file is empty."))
    except DiskFull:
        form.add_error("file", _("There is no room for the file now. Tell the operator."))
    except StoreUnavailable:
        form.add_error("file", _("The store of files does not answer now. Try again in a moment."))
    else:
        return True
    return False


@project_page(manages=False)
@require_safe
def document(request: HttpRequest, access: Access, agreement_id: int, file_id: int) -> HttpResponseBase:
    found = _document(access, agreement_id, file_id)
    return file_response(found.file, name=found.name, as_download=False)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_document(request: HttpRequest, access: Access, agreement_id: int, file_id: int) -> HttpResponse:
    found = _document(access, agreement_id, file_id)
    back = reverse("projects:talks", args=[access.project.slug])
    if request.method == "POST":
        actions.remove_document(found, by=person(request))
        messages.success(request, _("Removed."))
        return redirect(back)
    title = _("Remove the document")
    context = {
        "title": title,
        "text": found.name,
        "back": back,
        "breadcrumb": way_in(access.project, Link(title)),
    }
    return render(request, "projects/confirm.html", context)


def _document(access: Access, agreement_id: int, file_id: int) -> AgreementFile:
    agreement = get_object_or_404(parts_visible_in(access, Agreement), pk=agreement_id)
    return get_object_or_404(AgreementFile.objects.select_related("file", "agreement"), agreement=agreement, pk=file_id)


@project_page(manages=True)
@require_POST
def read_address(request: HttpRequest, access: Access, row_id: int) -> HttpResponse:
    """Read the title and day of a decision now, and say what came of it."""
    decision = get_object_or_404(parts_visible_in(access, ProjectDecision).exclude(address=""), pk=row_id)
    state = read_decision(decision)
    said = {
        ProjectDecision.Reading.READ: _("The title was read from the address."),
        ProjectDecision.Reading.NO_ANSWER: _(
            "The address did not answer. It is tried again later; you can also write the title yourself."
        ),
        ProjectDecision.Reading.NOT_UNDERSTOOD: _(
            "The address answered, but has no title that can be read. Write it yourself."
        ),
        ProjectDecision.Reading.NOT_ALLOWED: _("Only public addresses are read. Write the title yourself."),
    }
    tell = messages.success if state == ProjectDecision.Reading.READ else messages.warning
    tell(request, said[state])
    return redirect(access.project)
