"""The language of a page comes from its address, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


def language_of(path: str) -> str:
    """The language of an address: that of its first segment when it is exactly one of ours, else the default.

    Django's own reading would take ``/en-kunta/`` for English and then find no page.
    """
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Finnish without a prefix, ``/sv/`` and ``/en/`` with one: no cookie, no header, so one address is one page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
