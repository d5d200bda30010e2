"""Two processes keep pages of their own, and forget them at the same moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from seutu.shared.core import page_cache
from seutu.shared.core.page_cache import PageCacheMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> list[str]:
    """What the page says now, as its only element."""
    return ["before"]


@pytest.fixture
def processes(said: list[str]) -> list[Callable[[], bytes]]:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(said[0])

    def process(name: str) -> Callable[[], bytes]:
        pages = LocMemCache(name, {})
        pages.clear()
        middleware = PageCacheMiddleware(page, pages)
        return lambda: middleware(RequestFactory().get("/")).content

    return [process("one"), process("other")]


def test_each_process_keeps_its_own_page_until_all_are_forgotten(processes, said):
    one, other = processes
    assert (one(), other()) == (b"before", b"before")

    said[0] = "after"
    assert (one(), other()) == (b"before", b"before")

    page_cache.empty()
    assert (one(), other()) == (b"after", b"after")


def test_a_page_kept_by_one_process_is_not_that_of_the_other(processes, said):
    one, other = processes
    one()

    said[0] = "after"

    assert (one(), other()) == (b"before", b"after")
