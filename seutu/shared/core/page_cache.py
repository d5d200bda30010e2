"""Keeping public pages for a short while, and forgetting all of them at once.

Kept are only answers to visitors without a session. A number shared by all processes says which generation of pages
is true: whoever changes what the public sees makes it grow, and what was kept before is never found again.

The middleware stands inside Django's GZip and ConditionalGet: it keeps a page compressed, once, and gives it a weak
ETag of its content, which those two then leave alone.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from seutu.shared.core import clock
from seutu.shared.core.models import CacheGeneration

LONGEST = dt.timedelta(seconds=60)
LARGEST_BYTES = 2 * 1024 * 1024
# Smaller ones do not shrink.
LEAST_COMPRESSED_BYTES = 200
ONLY_ROW = 1


def generation() -> int:
    """The generation of pages that is true now."""
    return CacheGeneration.objects.filter(pk=ONLY_ROW).values_list("number", flat=True).first() or 0


def empty() -> None:
    """Forget every kept page, in every process.

    Call it inside the transaction of the change: both are committed together, so nobody keeps a page of the old state
    under the new number.
    """
    if not CacheGeneration.objects.filter(pk=ONLY_ROW).update(number=F("number") + 1):
        CacheGeneration.objects.get_or_create(pk=ONLY_ROW, defaults={"number": 1})


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was answered: its body compressed when it is large enough, and the instant it is true until."""

    headers: dict[str, str]
    body: bytes
    is_compressed: bool
    true_until: dt.datetime
    route: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for one visitor, with the seconds that are left of its time."""
        accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        stays_compressed = self.is_compressed and accepts_gzip
        body = gzip.decompress(self.body) if self.is_compressed and not accepts_gzip else self.body
        response = HttpResponse(body, headers=self.headers)
        if stays_compressed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
        left = max(0, int((self.true_until - clock.now()).total_seconds()))
        patch_cache_control(response, public=True, max_age=left)
        return response


class PageCacheMiddleware:
    """Answers from what is kept, or keeps what is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase], pages: BaseCache = cache) -> None:
        self.get_response, self.pages = get_response, pages

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_personal(request):
            return _for_one_person(self.get_response(request))
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        try:
            # Read before the page is made: what is changed meanwhile then belongs to a later generation.
            key = _key(request, generation())
        except DatabaseError:
            # Without its database the process can still say that it lives.
            return self.get_response(request)
        kept = self.pages.get(key)
        if not isinstance(kept, KeptPage):
            return self._make(request, key)
        # For the log's line. On the request, since a middleware outside may answer 304 with another response.
        request.kept_route = kept.route  # type: ignore[attr-defined]
        return kept.answer(request)

    def _make(self, request: HttpRequest, key: str) -> HttpResponseBase:
        clock.forget_boundaries()
        response = self.get_response(request)
        if response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            return _for_one_person(response)
        if not isinstance(response, HttpResponse) or not _may_be_kept(response):
            if response.status_code >= 400 and "Cache-Control" not in response.headers:
                patch_cache_control(response, no_cache=True)
            return response
        page = _kept(request, response)
        seconds = (page.true_until - clock.now()).total_seconds()
        if request.method == "GET" and seconds >= 1 and len(page.body) <= LARGEST_BYTES:
            self.pages.set(key, page, int(seconds))
        return page.answer(request)


def is_personal(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks: by a session, a message waiting in a cookie, or a key."""
    cookies = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
    return bool(cookies) or "Authorization" in request.headers


def _for_one_person(response: HttpResponseBase) -> HttpResponseBase:
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _key(request: HttpRequest, number: int) -> str:
    # The language is the beginning of the path.
    parts = (str(number), request.scheme or "", request.get_host(), request.get_full_path(), _part_asked_for(request))
    return "page:" + hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def _part_asked_for(request: HttpRequest) -> str:
    """What htmx asks for: the same address answers a whole page or a part of it."""
    names = ("HX-Request", "HX-Boosted", "HX-Target", "HX-Request-Type")
    return "|".join(request.headers.get(name, "") for name in names)


def _may_be_kept(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    is_refused = any(word in control for word in ("no-store", "private", "no-cache"))
    return response.status_code == 200 and not is_refused and "Content-Encoding" not in response.headers


def _kept(request: HttpRequest, response: HttpResponse) -> KeptPage:
    patch_vary_headers(response, ["Cookie", "HX-Request", "Accept-Encoding"])
    body = response.content
    response.headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    is_compressed = len(body) >= LEAST_COMPRESSED_BYTES
    boundary, longest = clock.next_boundary(), clock.now() + LONGEST
    return KeptPage(
        headers=dict(response.headers),
        body=gzip.compress(body, 6, mtime=0) if is_compressed else body,
        is_compressed=is_compressed,
        true_until=longest if boundary is None else min(longest, boundary),
        route=f"/{request.resolver_match.route}" if request.resolver_match else "",
    )
