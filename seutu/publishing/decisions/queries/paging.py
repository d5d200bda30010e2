"""One page of many rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from seutu.publishing.decisions.rules.shown import Page


def page_of(rows: QuerySet[Any], page: int, per_page: int, show: Callable[[Any], object | None]) -> Page:
    """The rows of one page as they may be shown; a page number out of bounds gives the nearest page."""
    found = Paginator(rows, per_page).get_page(page)
    shown = (show(row) for row in found.object_list)
    return Page(
        rows=tuple(row for row in shown if row is not None),
        number=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
    )
