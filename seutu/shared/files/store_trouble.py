"""The answer of a page whose files cannot be reached now."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from seutu.shared.files.store import StoreUnavailable
from seutu.shared.ui import error_pages

RETRY_AFTER = 30
log = logging.getLogger(__name__)


class StoreTroubleMiddleware:
    """A store that does not answer is no fault of the page: 503, in words, and worth another try."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, StoreUnavailable):
            return None
        log.error("the store of files does not answer", extra={"reason": str(exception)})
        return error_pages.unavailable(request, retry_after=RETRY_AFTER, template="files/503.html")
