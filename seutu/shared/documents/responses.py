"""Sending a document that was made for the one who asks, and what anyone's program may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from seutu.shared.documents.blocks import Document
from seutu.shared.documents.calendars import own_host
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


def open_answer(content: str | bytes, content_type: str) -> HttpResponse:
    """``content`` for scripts of any site; search engines are sent to the pages instead."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def origin_of(request: HttpRequest) -> str:
    """The beginning of an absolute address."""
    return f"{request.scheme}://{request.get_host()}"


def own_tag() -> str:
    """The beginning of a permanent id (RFC 4151): the same by whatever name and port one asks."""
    return f"tag:{own_host()},2026:"
