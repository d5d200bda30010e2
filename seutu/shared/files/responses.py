"""Sending a stored file so that it can do nothing in the reader's browser but be read."""

from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse

from seutu.shared.files import kinds, store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.names import safe_name, with_extension

# A file is not a page of ours: no script, no form, no request to anywhere, and an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; frame-ancestors 'none'"


def file_response(stored: StoredFile, *, name: str, as_download: bool) -> FileResponse:
    """The file as an answer, under ``name``. Kinds that a browser could run (SVG, HTML, …) are always downloads.

    The caller says how long it may be kept (``Cache-Control``), since only the caller knows who may see it.

    :raises store.FileMissing: the content is gone. It is the installation's fault, so let it become a 500:
        the log names the file, and `seutu doctor` lists it.
    """
    file = store.current().open(stored.sha256)
    response = FileResponse(
        file,
        as_attachment=as_download or stored.kind not in kinds.SHOWN_INLINE,
        filename=with_extension(safe_name(name), stored.kind),
        content_type=_content_type(stored, file),
    )
    response.headers["Content-Length"] = str(stored.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["ETag"] = f'"{stored.sha256}"'
    return response


def _content_type(stored: StoredFile, file: BinaryIO) -> str:
    if stored.kind != kinds.TEXT:
        return stored.kind
    charset = kinds.text_charset(file.read(kinds.HEAD))
    file.seek(0)
    return f"{stored.kind}; charset={charset}"
