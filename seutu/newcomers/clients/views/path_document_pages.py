"""What the pages of an assessment and of a plan do alike: write, read, hand over, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.path_documents import (
    CannotFinalise,
    HandOver,
    ReadOnlyDocument,
    StaleRevision,
    hand_over,
    kind_of,
    note_reading,
)
from seutu.newcomers.clients.forms.path_documents import DocumentForm
from seutu.newcomers.clients.forms.path_steps import HandOverForm
from seutu.newcomers.clients.models import Assessment, IntegrationPlan, SystemOfRecord
from seutu.newcomers.clients.presentation.path import document_status
from seutu.newcomers.clients.presentation.path_versions import differences_of_forms, language_words, section_lines
from seutu.newcomers.clients.presentation.path_words import refusal_words
from seutu.newcomers.clients.queries.koto_export import exported
from seutu.newcomers.clients.queries.open_documents import open_document
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.finalising import Fault, Refusal, document_day, sections_of
from seutu.newcomers.clients.rules.path_law import act_number
from seutu.newcomers.clients.views.drafts import Keeping, opened, saved, sent
from seutu.newcomers.clients.views.path_frame import form_page, may_write, person, revision_sent, trail
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


def document_page(
    request: HttpRequest,
    worker: Worker,
    document: Document,
    *,
    make_form: MakeForm,
    load: Callable[[], Document],
    save: Callable[[Mapping[str, Any], int], object],
    pages: Pages,
    more: Mapping[str, Any],
) -> HttpResponse:
    """The form of a document in the making; for who may not write, and of one that does not change, its text."""
    if document.is_read_only or not is_readable(document.sections) or not may_write(worker, document.client):
        return _reading_page(request, worker, document, pages, more)
    target = f"{kind_of(document)}:{document.pk}"
    if request.method != "POST":
        note_reading(document, what="viewed", by=person(request))
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
    told = keeping.typed.get("revision", "")
    revision = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None
    return _form(request, document, make_form(keeping.typed, document=document), pages, more, revision=revision)


def to_document(request: HttpRequest, worker: Worker, kind: str, key: int) -> HttpResponse:
    """To the page of a document in the making, with what the address asks of it.

    :raises Http404: there is none that ``worker`` may change.
    """
    found = open_document(worker, kind, key)
    if found is None:
        raise Http404("no such document")
    own = [found.client.reference, found.pk if isinstance(found, Assessment) else found.number]
    query = request.GET.urlencode()
    return redirect(f"{reverse(f'clients:{kind}', args=own)}{f'?{query}' if query else ''}")


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
    note_reading(document, what="viewed", by=person(request))
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


@dataclass(frozen=True)
class RefusalLine:
    """Why something cannot be finalised, and where it is mended."""

    words: str
    url: str


def refusal_lines(document: Document, refusals: Iterable[Refusal], pages: Pages) -> list[RefusalLine]:
    """The refusals in words, each with the place in the form where it is mended."""
    sections, language = sections_of(document), get_language() or "fi"
    return [RefusalLine(refusal_words(each, sections, language), pages.own + _place(each)) for each in refusals]


_PLACES = {
    Fault.NOT_STARTED: "started_on",
    Fault.NO_INTERVIEWER: "interviewer",
    Fault.NOT_AN_OFFICIAL: "interviewer_is_official",
    Fault.NO_TITLE: "interviewer_title",
    Fault.NO_LANGUAGE: "language",
    Fault.NO_INTERPRETER_LANGUAGE: "interpreter_language",
    Fault.TOO_LONG: "ends_on",
    Fault.OVER_TOTAL: "ends_on",
    Fault.OVER_EXTENSION: "ends_on",
}


def _place(refusal: Refusal) -> str:
    if refusal.fault == Fault.SECTION:
        return f"#id_section-{refusal.section}"
    return f"#id_{_PLACES[refusal.fault]}" if refusal.fault in _PLACES else ""


def finalised(request: HttpRequest, act: Callable[[], object]) -> list[Refusal] | None:
    """Finalise by ``act``: what stands in the way, an empty list when it is done, None when somebody was quicker."""
    try:
        act()
    except CannotFinalise as refused:
        return list(refused.refusals)
    except (StaleRevision, ReadOnlyDocument):
        messages.error(request, _("Somebody has changed it meanwhile. Look at it again."))
        return None
    messages.success(request, _("Finalised. It does not change any more."))
    return []


def hand_over_page(request: HttpRequest, document: Document, pages: Pages) -> HttpResponse:
    """Give a document to its system of record; the copy here is only read after that."""
    if document.handed_over_at:
        return redirect(pages.own)
    system = document.system_of_record if document.system_of_record != SystemOfRecord.LOCAL else ""
    act = act_number(document_day(document))
    initial = {"system": system, "reference": document.external_reference, "provision": f"KotoL {act}"}
    form = HandOverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = HandOver(
            system=SystemOfRecord(given["system"]), reference=given["reference"], provision=given["provision"]
        )
        try:
            hand_over(document, to, what=pages.title, by=person(request))
        except ReadOnlyDocument:
            messages.error(request, _("It was handed over before."))
        else:
            messages.success(request, _("Handed over. The copy here can only be read from now on."))
        return redirect(pages.own)
    title = _("Hand over to the system of record")
    return form_page(
        request,
        form,
        title=title,
        button=_("Hand over"),
        back=pages.own,
        breadcrumb=trail(document.client, Link(pages.title, pages.own), Link(title)),
        client=document.client,
        text=_(
            "Take the file of the export to the other system first. What is handed over can only be read here, and "
            "giving it is written among the disclosures of the client."
        ),
        export_url=pages.export,
    )


def export_answer(request: HttpRequest, document: Document) -> HttpResponse:
    """A document as the national system takes it in: JSON, under a name that tells nobody's."""
    note_reading(document, what="exported", by=person(request))
    content = json.dumps(exported(document), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    kind = "arviointi" if isinstance(document, Assessment) else "suunnitelma"
    name = f"{kind}-{document.client.reference}-{document.pk}.json"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
