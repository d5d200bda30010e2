"""How a twin is answered: readable by anyone's script, with a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse

from seutu.publishing.decisions.rules.shown import Page

Record = dict[str, Any]


def answer(content: Record) -> JsonResponse:
    """``content`` as JSON that scripts of any site may read; search engines are sent to the page instead."""
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def hashed(content: Record) -> Record:
    """``content`` with a hash of everything in it but the instant of its last change.

    It is made of what is shown, not of what is stored: so it does not tell that something hidden has changed.
    """
    known = {key: value for key, value in content.items() if key != "updated_at"}
    text = json.dumps(known, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return content | {"content_hash": hashlib.sha256(text.encode()).hexdigest()}


def paged(request: HttpRequest, page: Page, name: str, show: Callable[[Any], Record]) -> Record:
    """A page of a list under ``name``, with the addresses of its neighbours."""
    return {
        "total": page.total,
        "page": page.number,
        "pages": page.pages,
        "previous": _page_address(request, page.number - 1) if page.number > 1 else None,
        "next": _page_address(request, page.number + 1) if page.number < page.pages else None,
        name: [show(row) for row in page.rows],
    }


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["sivu"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
