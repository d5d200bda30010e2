from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from seutu.shared.core.compression import CompressionMiddleware

BODY = b"Kokous alkoi kello 17. " * 50


def answered(response: HttpResponseBase) -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return CompressionMiddleware(lambda request: response)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "application/rss+xml"])
def test_words_are_compressed(kind):
    response = answered(HttpResponse(BODY, content_type=kind))

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == BODY


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/zip", "font/woff2"])
def test_what_hardly_shrinks_is_left_as_it_is(kind):
    response = answered(HttpResponse(BODY, content_type=kind))

    assert "Content-Encoding" not in response.headers
    assert response.content == BODY


def test_a_file_on_its_way_keeps_its_length():
    response = answered(StreamingHttpResponse([BODY], content_type="text/plain", headers={"Content-Length": len(BODY)}))

    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Length"] == str(len(BODY))
