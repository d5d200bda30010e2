"""A list that can be narrowed: whole, or for htmx the list alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.rules.shown import Page
from seutu.publishing.decisions.views.filters import Filter
from seutu.shared.ui.components import Item

PER_PAGE = 30


@dataclass(frozen=True)
class ListWords:
    """The words of a list: its heading, what its button says, its count, and why there may be nothing in it."""

    title: str
    lead: str
    show: str
    count: str
    nothing: str
    nothing_why: str
    nothing_chosen: str
    show_all: str


def record_list(
    request: HttpRequest,
    page: dict[str, Any],
    found: Page,
    filters: list[Filter],
    *,
    words: ListWords,
    row: Callable[[Any], Item],
    list_id: str,
) -> HttpResponse:
    """A page of records that are published alone, each shown as ``row`` of it."""
    context = page | {
        "words": words,
        "rows": [row(record) for record in found.rows],
        "page_obj": presentation.numbered(found, PER_PAGE),
        "filters": filters,
        "is_filtered": any(each.is_set for each in filters),
        "list_id": list_id,
        "show_label": words.show,
    }
    return answer_list(request, context, whole="decisions/record_list.html", part="decisions/_record_list.html")


def answer_list(request: HttpRequest, context: dict[str, Any], *, whole: str, part: str) -> HttpResponse:
    """The template ``whole``, or ``part`` when htmx asks for the element ``list_id`` alone."""
    template = part if _asks_for_list(request, context["list_id"]) else whole
    response = render(request, template, context)
    # Going back, htmx asks for the whole page at an address whose list alone the browser may have kept.
    patch_vary_headers(response, ["HX-Target", "HX-History-Restore-Request"])
    return response


def _asks_for_list(request: HttpRequest, list_id: str) -> bool:
    """Whether htmx asks for the list alone, by the element it will put in its place: `section#meeting-list`."""
    is_refinement = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return is_refinement and request.headers.get("HX-Target", "").endswith(list_id)
