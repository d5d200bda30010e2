"""A search query in an address: one way of writing it, and reading whatever somebody wrote there.

The parameters: ``q`` what was typed, ``kunta``, ``toimielin`` (municipality/body), ``vuosi`` and ``laji`` once for
each value, ``alkaen`` and ``paattyen`` as days, ``jarjestys`` when it is not by relevance, ``vain=1`` for the typed
words only, ``sivu``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.shared.search.directory import directory
from seutu.shared.search.expression import Mending
from seutu.shared.search.expression.filters import day_typed, years_typed
from seutu.shared.search.expression.lexing import plain
from seutu.shared.search.expression.parsing import LONGEST_TEXT
from seutu.shared.search.kinds import kind_words
from seutu.shared.search.query import Order, SearchQuery

LAST_PAGE = 10_000
MOST_VALUES = 50
# In the order in which they stand in an address.
PARAMETERS = ("q", "kunta", "toimielin", "vuosi", "laji", "alkaen", "paattyen", "jarjestys", "vain")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; ``mendings`` say which of its values were left out."""

    query: SearchQuery
    page: int = 1
    mendings: tuple[Mending, ...] = ()


def read(values: QueryDict, *, municipality: str = "") -> Asked:
    """What ``values`` ask for. On the page of a ``municipality`` that is the only one, whatever else is asked for."""
    return _Reader(values, municipality).read()


class _Reader:
    def __init__(self, values: QueryDict, municipality: str) -> None:
        self.values, self.municipality = values, municipality
        self.mendings: list[Mending] = []

    def read(self) -> Asked:
        query = SearchQuery(
            text=plain(self.values.get("q", "")[: LONGEST_TEXT * 4]),
            municipalities=self._municipalities(),
            bodies=self._bodies(),
            years=self._years(),
            kinds=self._known("laji", kind_words()),
            since=self._day("alkaen"),
            until=self._day("paattyen", is_last=True),
            order=self._order(),
            is_literal=self.values.get("vain", "") == "1",
        )
        return Asked(query, _page(self.values.get("sivu", "")), tuple(dict.fromkeys(self.mendings)))

    def _municipalities(self) -> frozenset[str]:
        if self.municipality:
            return frozenset({self.municipality})
        return self._known("kunta", directory().organizations if self._has("kunta") else ())

    def _bodies(self) -> frozenset[str]:
        every = directory().bodies if self._has("toimielin") else {}
        here = self.municipality
        return self._known("toimielin", [key for key in every if not here or key.startswith(f"{here}/")])

    def _has(self, name: str) -> bool:
        return name in self.values

    def _known(self, name: str, every: Collection[str]) -> frozenset[str]:
        asked = [value.strip().lower() for value in self.values.getlist(name)[:MOST_VALUES] if value.strip()]
        for value in asked:
            if value not in every:
                self._leave_out(name, value)
        return frozenset(asked).intersection(every)

    def _years(self) -> frozenset[int]:
        found: set[int] = set()
        for value in filter(None, self.values.getlist("vuosi")[:MOST_VALUES]):
            years = years_typed(value.strip())
            found |= years
            if not years:
                self._leave_out("vuosi", value)
        return frozenset(found)

    def _day(self, name: str, *, is_last: bool = False) -> dt.date | None:
        value = self.values.get(name, "").strip()
        day = day_typed(value, is_last=is_last) if value else None
        if value and day is None:
            self._leave_out(name, value)
        return day

    def _order(self) -> Order:
        value = self.values.get("jarjestys", "") or Order.RELEVANCE
        if value in {order.value for order in Order}:
            return Order(value)
        self._leave_out("jarjestys", value)
        return Order.RELEVANCE

    def _leave_out(self, name: str, value: str) -> None:
        message = _("“%(name)s=%(value)s” of the address was not understood. It was left out.")
        self.mendings.append(Mending(message, (("name", name), ("value", plain(value)[:60]))))


def _page(value: str) -> int:
    return max(1, min(int(value), LAST_PAGE)) if value.isascii() and value.isdigit() and len(value) <= 9 else 1


def pairs(query: SearchQuery, *, municipality: str = "") -> list[tuple[str, str]]:
    """``query`` as parameters and values, always in the same order; not what the page of ``municipality`` says."""
    every: dict[str, Iterable[str]] = {
        "q": [query.text],
        "kunta": [] if municipality else sorted(query.municipalities),
        "toimielin": sorted(query.bodies),
        "vuosi": map(str, sorted(query.years, reverse=True)),
        "laji": sorted(query.kinds),
        "alkaen": [query.since.isoformat() if query.since else ""],
        "paattyen": [query.until.isoformat() if query.until else ""],
        "jarjestys": ["" if query.order is Order.RELEVANCE else query.order.value],
        "vain": ["1" if query.is_literal else ""],
    }
    return [(name, value) for name in PARAMETERS for value in every[name] if value]


def written(query: SearchQuery, *, municipality: str = "", page: int = 1) -> str:
    """``query`` as the query string of an address, without the question mark; "" for the query that finds all."""
    last = [("sivu", str(page))] if page > 1 else []
    return urlencode([*pairs(query, municipality=municipality), *last], safe="/:")
