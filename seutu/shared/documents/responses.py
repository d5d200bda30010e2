"""Sending a document that was made for the one who asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from seutu.shared.documents.blocks import Document
from seutu.shared.documents.rendering import CONTENT_TYPE, render_pdf
from seutu.shared.files.names import safe_name, with_extension
from seutu.shared.files.responses import POLICY


def pdf_response(document: Document, *, name: str) -> HttpResponse:
    """``document`` as an answer that a browser shows, under ``name``; `.pdf` is added.

    How long it may be kept is for the caller and the page cache to say, since only they know who may see it.
    """
    content = render_pdf(document)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    shown = with_extension(safe_name(name), CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(False, shown) or "inline"
    response.headers["Content-Length"] = str(len(content))
    response.headers["Content-Language"] = document.language
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # Documents name people, as the pages that they are of do.
    response.headers["X-Robots-Tag"] = "noindex"
    return response
