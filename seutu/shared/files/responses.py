"""Sending a stored file so that it can do nothing in the reader's browser but be read."""

from __future__ import annotations

from http import HTTPStatus
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from seutu.shared.files import kinds, store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.names import safe_name, with_extension

# A file is not a page of ours: no script, no form, no request to anywhere, and an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; frame-ancestors 'none'"


class _Unopened:
    """A content that is opened when it is first read.

    Most answers about files end as “not modified”, and Django then drops the answer without closing its file.
    """

    def __init__(self, sha256: str) -> None:
        self._sha256 = sha256
        self._file: BinaryIO | None = None

    def read(self, size: int = -1) -> bytes:
        if self._file is None:
            self._file = store.current().open(self._sha256)
        return self._file.read(size)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def file_response(stored: StoredFile, *, name: str, as_download: bool) -> FileResponse | HttpResponse:
    """The file as an answer, under ``name``. Kinds that a browser could run (SVG, HTML, …) are always downloads.

    A file in which the virus scanner found something is given to nobody: the answer is 410 and says so. One that waits
    for the scanner is sent.

    The caller says how long it may be kept (``Cache-Control``), since only the caller knows who may see it.

    :raises store.FileMissing: the content is gone or cut. It is the installation's fault, so let it become a 500:
        the log names the file, and `seutu doctor` lists it.
    """
    if stored.is_infected:
        return _not_given()
    if store.current().size(stored.sha256) != stored.size:
        raise store.FileMissing(stored.sha256)
    response = FileResponse(
        _Unopened(stored.sha256),
        as_attachment=as_download or stored.kind not in kinds.SHOWN_INLINE,
        filename=with_extension(safe_name(name), stored.kind),
        content_type=_content_type(stored),
    )
    response.headers["Content-Length"] = str(stored.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["ETag"] = f'"{stored.sha256}"'
    return response


def _not_given() -> HttpResponse:
    words = _("This file is not given out, because a virus scanner found harmful content in it.")
    response = HttpResponse(words, status=HTTPStatus.GONE, content_type="text/plain; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _content_type(stored: StoredFile) -> str:
    if stored.kind != kinds.TEXT:
        return stored.kind
    with store.current().open(stored.sha256) as file:
        return f"{stored.kind}; charset={kinds.text_charset(file.read(kinds.HEAD))}"
