"""What is offered while somebody types: bodies, cases and titles that begin so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from django.utils.translation import gettext as _

from seutu.shared.search.directory import directory
from seutu.shared.search.expression import Term, parse
from seutu.shared.search.expression.lexing import plain
from seutu.shared.search.finding import find
from seutu.shared.search.presentation import Result, marker_of, results
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.refining import Place
from seutu.shared.search.snippets import Marker

LEAST_LETTERS = 2
LONGEST = 100
MOST_TITLES, MOST_BODIES, MOST_CASES = 6, 3, 3
# So many hits are looked at, since not all of them have the words in the title.
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where one may have wanted to go; ``lang`` is the language of ``label`` when it is known."""

    kind: Literal["body", "case", "title"]
    label: str
    about: str
    url: str
    lang: str = ""


def suggestions(typed: str, place: Place) -> list[Suggestion]:
    """What begins with ``typed``, at most a dozen; nothing for a single letter."""
    text = plain(typed)[:LONGEST]
    if len(text) < LEAST_LETTERS:
        return []
    found, marker = _found(text, place) if parse(text).terms else ([], Marker(()))
    return [*_bodies(text, place), *_cases(text, found, marker), *_titles(found, marker)]


def _found(text: str, place: Place) -> tuple[list[Result], Marker]:
    municipalities = frozenset({place.municipality}) if place.municipality else frozenset[str]()
    found = find(SearchQuery(_open_ended(text), municipalities, is_literal=True), per_page=LOOKED_AT)
    marker = marker_of(found.expression, found)
    return results(found, marker), marker


def _open_ended(text: str) -> str:
    """The last word may go on; a number is one word already."""
    terms = parse(text).terms
    if not terms or terms[-1].kind != "word" or any(sign.isdigit() for sign in terms[-1].words[0]):
        return text
    return f"{text}*" if _may_go_on(terms[-1]) and text[-1].isalpha() else text


def _may_go_on(term: Term) -> bool:
    return len(term.words[0]) >= LEAST_LETTERS


def _bodies(text: str, place: Place) -> Iterator[Suggestion]:
    names = directory()
    for key in names.bodies_beginning(text, within=place.municipality, limit=MOST_BODIES):
        body = names.bodies[key]
        owner = names.organizations[body.owner].name if body.owner in names.organizations else ""
        yield Suggestion("body", body.name, owner, place.url(SearchQuery(bodies=frozenset({key}))))


def _cases(text: str, found: list[Result], marker: Marker) -> Iterator[Suggestion]:
    if not any(sign.isdigit() for sign in text):
        return
    hits = [each.hit for each in found if each.hit.case_url and marker.marks(each.hit.case_number)]
    cases = {hit.case_number: hit for hit in reversed(hits)}
    for number, hit in list(reversed(cases.items()))[:MOST_CASES]:
        yield Suggestion("case", _("Case %(number)s") % {"number": number}, hit.title, hit.case_url)


def _titles(found: list[Result], marker: Marker) -> Iterator[Suggestion]:
    """The titles that have all the words: a hit by its text would look like a mistake."""
    titled = (each for each in found if len({mark.word for mark in marker.marks(each.hit.title)}) == marker.count)
    for each in islice(titled, MOST_TITLES):
        yield Suggestion("title", each.hit.title, each.hit.where, each.hit.url, each.hit.lang)
