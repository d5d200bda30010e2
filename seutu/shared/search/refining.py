"""Narrowing a search: what can be chosen, how many hits there are of each, and the links that take a choice away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seutu.shared.search import query_in_address
from seutu.shared.search.directory import directory
from seutu.shared.search.finding import Facets
from seutu.shared.search.kinds import kind_words
from seutu.shared.search.query import SearchQuery
from seutu.shared.ui import dates

MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet."""

    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def unit(self) -> str:
        """What is counted, for who hears the number only; not in the template, where a page has a hundred of them."""
        return ngettext("result", "results", self.count)


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values; ``name`` is its word in addresses."""

    name: str
    label: str
    choices: list[Choice]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and where one comes without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one searches: everywhere, or at the address of one ``municipality``."""

    municipality: str = ""
    name: str = ""

    @property
    def path(self) -> str:
        return search_address(self.municipality)

    def url(self, query: SearchQuery, *, page: int = 1) -> str:
        """The address of a page of ``query`` here."""
        words = query_in_address.written(query, municipality=self.municipality, page=page)
        return f"{self.path}?{words}" if words else self.path


def search_address(municipality: str = "") -> str:
    """The address of the search page, or of that of a municipality."""
    return reverse("search:municipality", args=[municipality]) if municipality else reverse("search:search")


@dataclass(frozen=True)
class _Kind:
    """A facet: its label, what a value is called, and whether it stands open."""

    name: str
    attribute: str
    label: str
    call: Callable[[str], str]
    is_open: bool = False
    parse: Callable[[str], str | int] = field(default=str)


def _kinds() -> list[_Kind]:
    names, words = directory(), kind_words()

    def municipality(slug: str) -> str:
        return names.organizations[slug].name if slug in names.organizations else slug

    def body(key: str) -> str:
        return names.bodies[key].name if key in names.bodies else key

    def kind(word: str) -> str:
        return str(words[word].label) if word in words else word

    return [
        _Kind("kunta", "municipalities", _("Municipality"), municipality, is_open=True),
        _Kind("vuosi", "years", _("Year"), str, is_open=True, parse=int),
        _Kind("toimielin", "bodies", _("Body"), body),
        _Kind("laji", "kinds", pgettext("record", "Kind"), kind),
    ]


def facets(query: SearchQuery, counts: Facets, place: Place) -> list[Facet]:
    """The filters that would change something; a value that is chosen is there also without hits."""
    every = [_facet(kind, query, counts) for kind in _kinds() if kind.name != "kunta" or not place.municipality]
    return [each for each in every if len(each.choices) > 1 or any(choice.is_chosen for choice in each.choices)]


def _facet(kind: _Kind, query: SearchQuery, counts: Facets) -> Facet:
    chosen = {str(value) for value in getattr(query, kind.attribute)}
    found = {str(value): number for value, number in counts.get(kind.name, [])}
    values = [value for place, value in enumerate(found) if place < MOST_VALUES or value in chosen]
    values += sorted(chosen.difference(found))
    labels = _told_apart(values, kind)
    choices = [Choice(value, labels[value], found.get(value, 0), value in chosen) for value in values]
    return Facet(kind.name, kind.label, choices, kind.is_open or bool(chosen))


def _told_apart(values: list[str], kind: _Kind) -> dict[str, str]:
    """What each value is called; bodies of the same name are told apart by their municipality."""
    labels = {value: kind.call(value) for value in values}
    if kind.name != "toimielin" or len({value.partition("/")[0] for value in values}) < 2:
        return labels
    owners = directory().organizations
    return {
        value: f"{label}, {owners[owner].name}" if (owner := value.partition("/")[0]) in owners else label
        for value, label in labels.items()
    }


def chips(query: SearchQuery, place: Place) -> list[Chip]:
    """The filters that are set, each with the address without it."""
    found = []
    for kind in _kinds():
        if kind.name == "kunta" and place.municipality:
            continue
        values = getattr(query, kind.attribute)
        labels = _told_apart(sorted(map(str, values), reverse=kind.name == "vuosi"), kind)
        for value, label in labels.items():
            without = replace(query, **{kind.attribute: values - {kind.parse(value)}})
            found.append(Chip(label, place.url(without)))
    if query.since or query.until:
        found.append(Chip(_days(query.since, query.until), place.url(replace(query, since=None, until=None))))
    return found


def _days(since: dt.date | None, until: dt.date | None) -> str:
    if since and until:
        return dates.period(since, until)
    if since:
        return _("from %(day)s on") % {"day": dates.day(since)}
    return _("until %(day)s") % {"day": dates.day(until)} if until else ""


def without_filters(query: SearchQuery) -> SearchQuery:
    """The search with its words alone."""
    return SearchQuery(query.text, order=query.order, is_literal=query.is_literal)


def hidden_pairs(query: SearchQuery, place: Place, leave: Iterable[str]) -> list[tuple[str, str]]:
    """What a form keeps of the search beside what it asks itself."""
    asked = set(leave)
    pairs = query_in_address.pairs(query, municipality=place.municipality)
    return [(name, value) for name, value in pairs if name not in asked]
