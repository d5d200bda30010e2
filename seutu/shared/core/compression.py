"""Compressing answers that shrink, and only those."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SHRINKING = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
SHRINKING_ENDS = ("+xml", "+json")


class CompressionMiddleware(GZipMiddleware):
    """Django's, for words only. A stored PDF, image or archive would cost time, lose its length, and hardly shrink."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if response.streaming or not (kind.startswith(SHRINKING) or kind.endswith(SHRINKING_ENDS)):
            return response
        return super().process_response(request, response)
