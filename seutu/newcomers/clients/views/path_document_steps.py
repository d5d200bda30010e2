"""What is done with an assessment and a plan alike: begun, finalised, handed over, exported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    HandOver,
    ReadOnlyDocument,
    ServiceEnded,
    StaleRevision,
    hand_over,
    note_reading,
)
from seutu.newcomers.clients.forms.path_steps import HandOverForm
from seutu.newcomers.clients.models import Assessment, Client, SystemOfRecord
from seutu.newcomers.clients.presentation.path_words import refusal_words
from seutu.newcomers.clients.queries.koto_export import exported
from seutu.newcomers.clients.queries.purposes import purpose_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.finalising import Fault, Refusal, document_day, sections_of
from seutu.newcomers.clients.rules.path_law import act_number
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.path_document_pages import Document, Pages, pages_of
from seutu.newcomers.clients.views.path_frame import person, to_path, trail
from seutu.shared.ui.components import Link


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


def begun(request: HttpRequest, client: Client, begin: Callable[[], Document], *, words: str) -> HttpResponse:
    """To the document that ``begin`` makes; ``words`` say that one is in the making already."""
    try:
        return redirect(pages_of(begin()).own)
    except AlreadyOpen:
        messages.info(request, words)
    except ServiceEnded:
        messages.error(request, _("The service has ended. Let it go on first."))
    return to_path(client)


def finalise_page(
    request: HttpRequest,
    document: Document,
    refusals: Iterable[Refusal],
    *,
    title: str,
    consequences: list[str],
    **more: Any,
) -> HttpResponse:
    """What stands in the way of finalising, or what finalising does and a button for it."""
    pages, is_sent = pages_of(document), request.method == "POST"
    context = {
        "client": document.client,
        "title": title,
        "over": pages.title,
        "refusals": refusal_lines(document, refusals, pages),
        "has_errors": is_sent,
        "consequences": consequences,
        "button": title,
        "revision": document.revision,
        "back": pages.own,
        "breadcrumb": trail(document.client, Link(pages.title, pages.own), Link(title)),
        **more,
    }
    return render(request, "clients/path/finalise.html", context, status=409 if is_sent else 200)


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


def hand_over_page(request: HttpRequest, document: Document) -> HttpResponse:
    """Give a document to its system of record; the copy here is only read after that."""
    pages = pages_of(document)
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


def export_answer(request: HttpRequest, worker: Worker, document: Document) -> HttpResponse:
    """A document as the national system takes it in: JSON, under a name that tells nobody's."""
    note_reading(document, what="exported", purpose=purpose_of(worker, document.client), by=person(request))
    content = json.dumps(exported(document), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    kind = "arviointi" if isinstance(document, Assessment) else "suunnitelma"
    name = f"{kind}-{document.client.reference}-{document.pk}.json"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
