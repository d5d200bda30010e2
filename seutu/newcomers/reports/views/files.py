"""Sending a file that was made of what is shown."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from seutu.shared.documents.spreadsheets import CSV_TYPE, XLSX_TYPE
from seutu.shared.files.names import safe_name

CONTENT_TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE, "json": "application/json; charset=utf-8"}


def sent_file(content: bytes, file_kind: str, name: str) -> HttpResponse:
    """``content`` as a file to be saved under ``name``, to which the kind is added."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[file_kind])
    shown = f"{safe_name(name)}.{file_kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, shown) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
