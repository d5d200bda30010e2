"""One line in the log for each request: what was asked, how it went, how long it took. No person, no query string."""

from __future__ import annotations

import logging
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase

log = logging.getLogger("seutu.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")

DEEPEST = 30
_VALUES_OUT = "_values_kept_out_of_the_log"


def request_id() -> str:
    """The reference of the request being answered, or "" outside one: for error pages and for the audit trail."""
    return _request_id.get()


def keep_values_out(request: HttpRequest) -> None:
    """Write nothing of the message of an exception in ``request``: a page about people may say whose page it is."""
    setattr(request, _VALUES_OUT, True)


class RequestLogMiddleware:
    """The outermost: gives the request its reference, sends it as ``X-Request-ID``, and writes its line.

    The reference is always our own. One that came with the request could be anything, and could be made to repeat.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # The one place where every unhandled exception passes, those of inner middleware included.
        got_request_exception.connect(log_exception, dispatch_uid="seutu.request_log")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reference, started = secrets.token_hex(8), time.perf_counter()
        request.request_id = reference  # type: ignore[attr-defined]
        token = _request_id.set(reference)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response.headers["X-Request-ID"] = reference
        _write_line(reference, request, response, time.perf_counter() - started)
        return response


def log_exception(**signal: Any) -> None:
    """Write an unhandled exception with the request's reference: where it happened, without its values.

    Only the first line of its message: a database writes the values of a refused row in the next ones.
    """
    kind, error, frames = sys.exc_info()
    if kind is None or error is None:
        return
    says_nothing = hasattr(signal.get("request"), _VALUES_OUT)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)[-DEEPEST:]]
    cause = error.__cause__ or error.__context__
    log.error(
        "exception",
        extra={
            "request_id": request_id(),
            "exception": f"{kind.__module__}.{kind.__qualname__}",
            "reason": "" if says_nothing else next(iter(str(error).splitlines()), "")[:200],
            "cause": type(cause).__qualname__ if cause else "",
            "places": places,
        },
    )


def _write_line(reference: str, request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    log.log(
        logging.ERROR if response.status_code >= 500 else logging.INFO,
        "request",
        extra={
            "request_id": reference,
            "method": request.method,
            "route": _route(request),
            "status": response.status_code,
            "duration_ms": round(seconds * 1000, 1),
            "bytes": _bytes(response),
            "kept": hasattr(request, "kept_route"),
        },
    )


def _route(request: HttpRequest) -> str:
    """The pattern of the address, or "" when none fitted: the address itself may hold a name that somebody typed."""
    kept: str | None = getattr(request, "kept_route", None)
    if kept is not None:
        return kept
    if request.resolver_match is not None:
        return f"/{request.resolver_match.route}"
    return settings.STATIC_URL if request.path_info.startswith(settings.STATIC_URL) else ""


def _bytes(response: HttpResponseBase) -> int | None:
    if isinstance(response, HttpResponse):
        return len(response.content)
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None
