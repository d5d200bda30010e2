"""Keeps slow senders and slow readers from holding every thread of the web server.

granian hands a request to a thread as soon as its headers are there, so a body that trickles in holds the thread, and
so does an answer in pieces that a reader takes slowly. Eight such connections would stop a process. This WSGI layer
lets them hold some of the threads only, refuses what goes beyond, and hands small answers over whole: those hold no
thread however slowly they are read. A proxy that buffers bodies, as in production, makes all of this rare.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.utils import translation
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

THREADS_NAME = "SEUTU_WEB_THREADS"
THREADS = 8
FREE_THREADS = 3  # of each process, for those who are quick
PER_ADDRESS = 3
WHOLE_UP_TO = 1024 * 1024
RETRY_AFTER = 10


class Seats:
    """How many slow connections a process has, in all and from each address."""

    def __init__(self, total: int, per_address: int) -> None:
        self.total, self.per_address = total, per_address
        self._lock = threading.Lock()
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> Seat | None:
        """A seat for a connection from ``address``, or None when there is none for it."""
        with self._lock:
            if self._taken.total() >= self.total or self._taken[address] >= self.per_address:
                return None
            self._taken[address] += 1
        return Seat(self, address)

    def leave(self, address: str) -> None:
        with self._lock:
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]


class Seat:
    """One connection's seat; leaving it twice does no harm."""

    def __init__(self, seats: Seats, address: str) -> None:
        self._seats: Seats | None = seats
        self._address = address

    def leave(self) -> None:
        seats, self._seats = self._seats, None
        if seats is not None:
            seats.leave(self._address)


class SlowConnectionGuard:
    """The WSGI application behind limits for slow connections."""

    def __init__(self, application: WSGIApplication, seats: Seats | None = None) -> None:
        self.application = application
        self.seats = seats or default_seats()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = environ.get("REMOTE_ADDR", "")
        seat = self.seats.take(address) if _has_body(environ) else None
        if seat is None:
            if _has_body(environ):
                return _refuse(environ, start_response)
            return self._answer(environ, start_response, address)
        environ["wsgi.input"] = _CountedBody(environ["wsgi.input"], _length(environ.get("CONTENT_LENGTH")), seat)
        try:
            return self._answer(environ, start_response, address)
        finally:
            seat.leave()

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse, address: str) -> Iterable[bytes]:
        head = _Head()
        answer = self.application(environ, head)
        length = head.length()
        if isinstance(answer, list) or (length is not None and length <= WHOLE_UP_TO):
            head.pass_on(start_response)
            return _whole(answer)
        seat = self.seats.take(address)
        if seat is None:
            _close(answer)
            return _refuse(environ, start_response)
        head.pass_on(start_response)
        return _InPieces(answer, seat)


def default_seats() -> Seats:
    """Seats for a process with the threads that the launcher gave it.

    Behind a proxy all connections come from one address, the proxy's, so there is no limit for one address.
    """
    total = max(1, int(os.environ.get(THREADS_NAME, THREADS)) - FREE_THREADS)
    is_behind_proxy = os.environ.get("SEUTU_HTTPS", "0").lower() in {"1", "true", "yes", "on"}
    return Seats(total, total if is_behind_proxy else PER_ADDRESS)


class _Head:
    """The status and headers of an answer, kept until it is known whether it may be sent."""

    def __init__(self) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return _no_write

    def length(self) -> int | None:
        return next((_length(value) for name, value in self.headers if name.lower() == "content-length"), None)

    def pass_on(self, start_response: StartResponse) -> None:
        start_response(self.status, self.headers)


def _no_write(data: bytes) -> object:
    raise NotImplementedError("Seutu's pages do not use WSGI's write()")


class _CountedBody:
    """A request's body; its seat is free when the last byte has been read."""

    def __init__(self, body: InputStream, length: int | None, seat: Seat) -> None:
        self._body, self._left, self._seat = body, length, seat

    def read(self, size: int = -1, /) -> bytes:
        return self._count(self._body.read(size) if size >= 0 else self._body.read(), size)

    def readline(self, size: int = -1, /) -> bytes:
        return self._count(self._body.readline(size) if size >= 0 else self._body.readline(), size)

    def readlines(self, hint: int = -1, /) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def _count(self, data: bytes, size: int) -> bytes:
        if self._left is not None:
            self._left -= len(data)
        if (self._left is not None and self._left <= 0) or (not data and size != 0):
            self._seat.leave()
        return data


class _InPieces:
    """A long answer; its seat is free when it has been sent, or when the reader has gone."""

    def __init__(self, answer: Iterable[bytes], seat: Seat) -> None:
        self._answer, self._pieces, self._seat = answer, iter(answer), seat

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self._seat.leave()
            raise

    def close(self) -> None:
        try:
            _close(self._answer)
        finally:
            self._seat.leave()


def _has_body(environ: WSGIEnvironment) -> bool:
    return bool(_length(environ.get("CONTENT_LENGTH"))) or "HTTP_TRANSFER_ENCODING" in environ


def _length(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _whole(answer: Iterable[bytes]) -> list[bytes]:
    try:
        return [b"".join(answer)]
    finally:
        _close(answer)


def _close(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close is not None:
        close()


def _refuse(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    logger.warning("a connection was refused: too many slow ones", extra={"method": environ.get("REQUEST_METHOD", "")})
    words = []
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            words.append(_("Too many transfers are under way at the same time. Try again in a moment."))
    text = "\n".join(words).encode() + b"\n"
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(text))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY_AFTER)),
        ("Connection", "close"),
    ]
    start_response("503 Service Unavailable", headers)
    return [text]
