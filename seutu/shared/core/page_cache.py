"""Keeping public pages for a short while, and forgetting all of them at once.

Kept are only answers to visitors without a session. A number shared by all processes says which generation of pages
is true: whoever changes what the public sees makes it grow, and what was kept before is never found again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from seutu.shared.core import clock
from seutu.shared.core.models import CacheGeneration

LONGEST_SECONDS = 60


def generation() -> int:
    """The generation of pages that is true now."""
    return CacheGeneration.objects.values_list("number", flat=True).first() or 0


def empty() -> None:
    """Forget every kept page, in every process, when the caller's transaction is committed."""
    if not CacheGeneration.objects.update(number=F("number") + 1):
        CacheGeneration.objects.create(number=1)


class PageCacheMiddleware:
    """Answers from what is kept, or keeps what is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.headers.get("Authorization"):
            response = self.get_response(request)
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, private=True, no_store=True)
            return response
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        kept = cache.get(key)
        if isinstance(kept, HttpResponse):
            return kept
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _may_be_kept(response):
            return response
        seconds = _lifetime()
        patch_cache_control(response, public=True, max_age=seconds)
        if request.method == "GET" and seconds:
            cache.set(key, response, seconds)
        return response


def _key(request: HttpRequest) -> str:
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    parts = (
        str(generation()),
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        str(accepts_gzip),
    )
    return "page:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    is_private = any(word in control for word in ("no-store", "private", "no-cache"))
    return response.status_code == 200 and not response.cookies and not is_private


def _lifetime() -> int:
    boundary = clock.next_boundary()
    if boundary is None:
        return LONGEST_SECONDS
    return max(0, min(LONGEST_SECONDS, int((boundary - clock.now()).total_seconds())))
