"""The record as PDF documents: whoever may see a page gets its document, and nobody else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import queries, reading, record_documents
from seutu.publishing.decisions.queries.remedy_instructions import remedy_instructions
from seutu.publishing.decisions.rules import ShownItem, ShownMeeting
from seutu.shared.core.rate_limits import limited
from seutu.shared.documents.responses import pdf_response

# Making a document takes as long as ten pages do, and nobody reads more than this in a minute.
PER_MINUTE = 30


@require_safe
@limited("pdf", per_minute=PER_MINUTE)
def meeting_pdf(request: HttpRequest, municipality: str, meeting_id: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.meeting_at(reader, municipality, meeting_id)
    items = queries.items_with_text(shown)
    instructions = remedy_instructions(shown, items, shown.language)
    document = record_documents.meeting_document(shown, items, instructions, host=_host(request))
    return pdf_response(document, name=_name(shown, "poytakirja" if shown.has_minutes else "esityslista"))


@require_safe
@limited("pdf", per_minute=PER_MINUTE)
def item_pdf(request: HttpRequest, municipality: str, meeting_id: int, position: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.item_at(reader, municipality, meeting_id, position)
    return pdf_response(record_documents.item_document(shown, host=_host(request)), name=_name_of_item(shown, "asia"))


@require_safe
@limited("pdf", per_minute=PER_MINUTE)
def extract_pdf(request: HttpRequest, municipality: str, meeting_id: int, position: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.item_at(reader, municipality, meeting_id, position)
    if not shown.meeting.has_minutes:
        raise Http404("there are no minutes to take an extract from")
    instructions = remedy_instructions(shown.meeting, [shown], shown.language)
    document = record_documents.extract_document(shown, instructions, host=_host(request))
    return pdf_response(document, name=_name_of_item(shown, "ote"))


def _host(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _name_of_item(item: ShownItem, word: str) -> str:
    # The title is no part of it: a title may name somebody, and names of files travel far.
    number = item.section_number or f"asia-{item.position}"
    return _name(item.meeting, f"{number}-{word}")


def _name(meeting: ShownMeeting, word: str) -> str:
    draft = "" if meeting.is_public else "luonnos-"
    return f"{draft}{meeting.organization.slug}-{meeting.body.slug}-{meeting.day.isoformat()}-{word}"
