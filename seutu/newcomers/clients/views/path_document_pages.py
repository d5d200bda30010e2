"""The page of an assessment or of a version of a plan: written while it is in the making, read after that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.path_documents import (
    ReadOnlyDocument,
    StaleRevision,
    kind_of,
    note_reading,
)
from seutu.newcomers.clients.forms.path_documents import DocumentForm
from seutu.newcomers.clients.models import Assessment, IntegrationPlan
from seutu.newcomers.clients.presentation.path import assessment_title, document_status, plan_title
from seutu.newcomers.clients.presentation.path_versions import differences_of_forms, language_words, section_lines
from seutu.newcomers.clients.queries.open_documents import open_document
from seutu.newcomers.clients.queries.purposes import purpose_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.finalising import document_day
from seutu.newcomers.clients.rules.path_law import act_number
from seutu.newcomers.clients.views.drafts import Keeping, opened, saved, sent
from seutu.newcomers.clients.views.path_frame import may_write, person, revision_sent, trail
from seutu.shared.core.encryption.unreadable import is_readable
from seutu.shared.ui.components import Link

Document = Assessment | IntegrationPlan
MakeForm = Callable[..., DocumentForm]


@dataclass(frozen=True)
class Pages:
    """The document's name and the addresses of its pages."""

    title: str
    own: str
    finalise: str
    hand_over: str
    export: str


def pages_of(document: Document) -> Pages:
    """The pages of an assessment or a version of a plan."""
    kind, reference = kind_of(document), document.client.reference
    place = [reference, document.pk if isinstance(document, Assessment) else document.number]
    return Pages(
        title=assessment_title(document) if isinstance(document, Assessment) else plan_title(document),
        own=reverse(f"clients:{kind}", args=place),
        finalise=reverse(f"clients:finalise_{kind}", args=place),
        hand_over=reverse(f"clients:hand_over_{kind}", args=place),
        export=reverse(f"clients:export_{kind}", args=place),
    )


def document_page(
    request: HttpRequest,
    worker: Worker,
    document: Document,
    *,
    make_form: MakeForm,
    load: Callable[[], Document],
    save: Callable[[Mapping[str, Any], int], object],
    more: Mapping[str, Any],
) -> HttpResponse:
    """The form of a document in the making; for who may not write, and of one that does not change, its text."""
    pages = pages_of(document)
    if document.is_read_only or not is_readable(document.sections) or not may_write(worker, document.client):
        return _reading_page(request, worker, document, pages, more)
    target = f"{kind_of(document)}:{document.pk}"
    if request.method != "POST":
        note_reading(document, what="viewed", purpose=purpose_of(worker, document.client), by=person(request))
        return _opened_form(request, document, make_form, pages, {**more, "keeping": opened(request, worker, target)})
    form, keeping = make_form(request.POST, document=document), sent(request, worker, target)
    more = {**more, "keeping": keeping}
    if not form.is_valid():
        return _form(request, document, form, pages, more, revision=revision_sent(request))
    try:
        save(form.values(), revision_sent(request))
    except ReadOnlyDocument:
        messages.error(request, _("It has been finalised or handed over meanwhile, so it does not change any more."))
        return redirect(pages.own)
    except StaleRevision:
        present = load()
        versions = differences_of_forms(make_form(document=present), form)
        if versions:
            return _form(request, present, form, pages, {**more, "versions": versions}, status=409)
        # The same form was sent twice: what it says is saved.
    messages.success(request, _("Saved."))
    return saved(request, keeping, redirect(pages.finalise if request.POST.get("then") == "finalise" else pages.own))


def _opened_form(
    request: HttpRequest, document: Document, make_form: MakeForm, pages: Pages, more: Mapping[str, Any]
) -> HttpResponse:
    """The form as it is opened, or with the draft that is asked for, which goes on from the revision it began on."""
    keeping: Keeping = more["keeping"]
    if keeping.draft is None:
        return _form(request, document, make_form(document=document), pages, more)
    form = make_form(keeping.typed, document=document)
    return _form(request, document, form, pages, more, revision=keeping.revision)


def to_document(request: HttpRequest, worker: Worker, kind: str, key: int) -> HttpResponse:
    """To the page of a document in the making, with what the address asks of it.

    :raises Http404: there is none that ``worker`` may change.
    """
    found = open_document(worker, kind, key)
    if found is None:
        raise Http404("no such document")
    query = request.GET.urlencode()
    return redirect(f"{pages_of(found).own}{f'?{query}' if query else ''}")


def _form(
    request: HttpRequest,
    document: Document,
    form: DocumentForm,
    pages: Pages,
    more: Mapping[str, Any],
    *,
    revision: int | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_context(document, pages),
        "form": form,
        "revision": document.revision if revision is None else revision,
        **more,
    }
    return render(request, "clients/path/document_form.html", context, status=status)


def _context(document: Document, pages: Pages) -> dict[str, Any]:
    return {
        "client": document.client,
        "document": document,
        "title": pages.title,
        "pages": pages,
        "state": document_status(document),
        "act": act_number(document_day(document)),
        "language": get_language() or "fi",
        "breadcrumb": trail(document.client, Link(pages.title)),
    }


def _reading_page(
    request: HttpRequest, worker: Worker, document: Document, pages: Pages, more: Mapping[str, Any]
) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, _("It does not change any more, or you may only read it."))
        return redirect(pages.own)
    note_reading(document, what="viewed", purpose=purpose_of(worker, document.client), by=person(request))
    context = {
        **_context(document, pages),
        "sections": section_lines(document),
        "is_readable": is_readable(document.sections),
        "talk_language": language_words(document.language),
        "interpreter_language": language_words(document.interpreter_language),
        "may_write": may_write(worker, document.client),
        "may_hand_over": document.handed_over_at is None and may_write(worker, document.client),
        **more,
    }
    return render(request, "clients/path/document.html", context)
