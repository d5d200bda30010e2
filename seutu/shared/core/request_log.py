"""One line in the log for each request: what was asked, how it went, how long it took. No person, no query string."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from seutu.shared.core import clock

log = logging.getLogger("seutu.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The reference of the request being answered, or "" outside one."""
    return _request_id.get()


class RequestLogMiddleware:
    """The outermost: gives the request its reference and writes its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reference = secrets.token_hex(8)
        token = _request_id.set(reference)
        request.request_id = reference  # type: ignore[attr-defined]
        clock.forget_boundaries()
        started = time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response.headers["X-Request-ID"] = reference
        match = request.resolver_match
        log.info(
            "request",
            extra={
                "request_id": reference,
                "method": request.method,
                "route": f"/{match.route}" if match else "",
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response
