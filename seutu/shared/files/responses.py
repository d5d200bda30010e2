"""Sending a stored file so that it can do nothing in the reader's browser but be read."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from seutu.shared.files import kinds, store
from seutu.shared.files.contents import CannotOpen, make_sure_it_opens, open_content, size_in_store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.names import safe_name, with_extension

log = logging.getLogger(__name__)

# A file is not a page of ours: no script, no form, no request to anywhere, and an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; frame-ancestors 'none'"


class _Unopened:
    """A content that is opened when it is first read.

    Most answers about files end as “not modified”, and Django then drops the answer without closing its file.
    """

    def __init__(self, stored: StoredFile) -> None:
        self._stored = stored
        self._file: BinaryIO | None = None

    def read(self, size: int = -1) -> bytes:
        if self._file is None:
            self._file = open_content(self._stored)
        return self._file.read(size)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def file_response(stored: StoredFile, *, name: str, as_download: bool) -> FileResponse | HttpResponse:
    """The file as an answer, under ``name``. Kinds that a browser could run (SVG, HTML, …) are always downloads.

    A file in which the virus scanner found something is given to nobody: the answer is 410 and says so. One that waits
    for the scanner is sent.

    A sealed file is opened to its end before anything of it is sent. Where it cannot be, the answer says so (500).

    The caller says how long it may be kept (``Cache-Control``), since only the caller knows who may see it.

    :raises store.FileMissing: the content is gone or cut. It is the installation's fault, so let it become a 500:
        the log names the file, and `seutu doctor` lists it.
    """
    if stored.is_infected:
        words = _("This file is not given out, because a virus scanner found harmful content in it.")
        return _not_given(words, HTTPStatus.GONE)
    if store.current().size(stored.sha256) != size_in_store(stored):
        raise store.FileMissing(stored.sha256)
    try:
        make_sure_it_opens(stored)
    except CannotOpen:
        log.error("a sealed file cannot be opened", extra={"sha256": stored.sha256})  # noqa: TRY400 (it has no more to say)
        words = _("This file cannot be opened: it has been damaged, or its encryption key is missing.")
        return _not_given(words, HTTPStatus.INTERNAL_SERVER_ERROR)
    response = FileResponse(
        _Unopened(stored),
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


def _not_given(words: str, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _content_type(stored: StoredFile) -> str:
    if stored.kind != kinds.TEXT:
        return stored.kind
    with open_content(stored) as file:
        return f"{stored.kind}; charset={kinds.text_charset(file.read(kinds.HEAD))}"
