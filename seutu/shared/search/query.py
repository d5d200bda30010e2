"""The search query: one object for the page, the feed, the alert and the API."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Order(StrEnum):
    """The order of hits; the values stand in addresses."""

    RELEVANCE = "osuvin"
    NEWEST = "uusin"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was typed, and what the hits are narrowed to. Several values of one filter widen it, filters narrow.

    ``bodies`` are ``municipality-slug/body-slug``, ``kinds`` the words of searchables, ``since`` and ``until`` days
    that are both included. ``is_literal`` switches the everyday words off. Empty finds everything.
    """

    text: str = ""
    municipalities: frozenset[str] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    since: dt.date | None = None
    until: dt.date | None = None
    order: Order = Order.RELEVANCE
    is_literal: bool = False
