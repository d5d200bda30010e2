"""From an address to what was found: the page and its twin answer the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404, HttpRequest

from seutu.shared.search import finding, query_in_address, spelling
from seutu.shared.search.directory import directory
from seutu.shared.search.expression import Expression, Mending, changing, understood, written
from seutu.shared.search.finding import Found, find
from seutu.shared.search.presentation import Result, marker_of, results
from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.query_in_address import Asked
from seutu.shared.search.refining import Place, without_filters

PER_PAGE = 20
NEWEST = 10
# With fewer hits than this, a word may have been typed wrong.
FEW = 3
# Each search asks the index, and each hit its owner.
SEARCHES_PER_MINUTE = 120


@dataclass
class Answer:
    """A search with what it found."""

    place: Place
    asked: Asked
    expression: Expression
    found: Found

    @property
    def query(self) -> SearchQuery:
        return self.asked.query

    @property
    def is_empty(self) -> bool:
        return is_empty(self.query, self.place)

    @property
    def mendings(self) -> tuple[Mending, ...]:
        return (*self.asked.mendings, *self.expression.mendings)

    @cached_property
    def results(self) -> list[Result]:
        return results(self.found, marker_of(self.expression, self.found))

    @cached_property
    def meant(self) -> SearchQuery | None:
        """The search that was perhaps meant, when it finds more than this one found of almost nothing."""
        is_enough = self.found.total >= FEW and not self.found.is_relaxed
        if is_enough or not self.found.state.is_ready or not self.expression.clauses:
            return None
        text = spelling.meant(self.expression, finding.words_near)
        query = replace(self.query, text=text)
        return query if text and self._is_better(find(query, per_page=1)) else None

    def _is_better(self, other: Found) -> bool:
        """Whether the other search finds more, or all of its words where this one found some."""
        if other.is_relaxed != self.found.is_relaxed:
            return self.found.is_relaxed and other.total > 0
        return other.total > self.found.total

    @property
    def with_excluded(self) -> SearchQuery | None:
        """The search with the words that were left out, when there are such."""
        if not self.expression.excluded:
            return None
        return replace(self.query, text=written(self.expression, with_excluded=False))

    @property
    def has_filters(self) -> bool:
        """Whether the search is narrowed, in its address or by what was typed."""
        return has_filters(self.query, self.place) or self.expression.has_filters

    @property
    def without_filters(self) -> SearchQuery:
        """The search with its words alone; at the address of a municipality still there."""
        query = without_filters(self.query)
        if self.expression.has_filters:
            query = replace(query, text=written(changing.without_filters(self.expression)))
        own = frozenset({self.place.municipality}) if self.place.municipality else frozenset[str]()
        return replace(query, municipalities=own)


def answer(request: HttpRequest, municipality: str) -> Answer:
    """What the address of ``request`` asks for, found.

    :raises Http404: there is no such municipality.
    """
    place = place_at(municipality)
    asked = query_in_address.read(request.GET, municipality=municipality)
    if is_empty(asked.query, place):
        found = find(replace(asked.query, order=Order.NEWEST), per_page=NEWEST)
    else:
        found = find(asked.query, page=asked.page, per_page=PER_PAGE)
    return Answer(place, asked, understood(asked.query.text), found)


def is_empty(query: SearchQuery, place: Place) -> bool:
    """Whether nothing is asked for: then the newest records are shown."""
    return not query.text and not has_filters(query, place)


def has_filters(query: SearchQuery, place: Place) -> bool:
    """Whether the search is narrowed, by more than the address of the municipality."""
    own = replace(query, municipalities=frozenset()) if place.municipality else query
    return own != without_filters(own)


def place_at(municipality: str) -> Place:
    """Where one searches at the address of ``municipality``.

    :raises Http404: there is no such municipality.
    """
    if not municipality:
        return Place()
    owner = directory().organizations.get(municipality)
    if owner is None:
        raise Http404("no such organization")
    return Place(municipality, owner.name)
