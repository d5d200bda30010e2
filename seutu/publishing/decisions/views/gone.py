"""The answer for a record that was public once: nothing of it but who took it offline, and when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from seutu.publishing.decisions.form_subjects import document_request_to
from seutu.publishing.decisions.rules import GoneRecord
from seutu.publishing.decisions.views.frame import keep_from_search_engines
from seutu.shared.ui import error_pages


def gone(request: HttpRequest, record: GoneRecord) -> HttpResponse:
    """HTTP 410 without a word of the record, nor of why a clerk withdrew it: such a reason may name somebody."""
    reason = _("the time for which it was on display ended") if record.is_expired else _("the document was withdrawn")
    owner = record.organization
    words = {"organization": owner.full_name, "reason": reason, "request_at": document_request_to(owner)}
    return keep_from_search_engines(error_pages.gone(request, day=record.day, **words))
