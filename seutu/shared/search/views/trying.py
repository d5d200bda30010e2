"""What would find more: other searches than the one that was asked for, as links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from seutu.shared.search.expression import Clause, Expression, changing, written
from seutu.shared.search.finding import find
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.refining import Place
from seutu.shared.search.views.answering import Answer
from seutu.shared.ui.components import Link

# More words of one search than these are not offered to be left out.
MOST_WORDS = 4


def tries(found: Answer) -> list[Link]:
    """What to try when nothing was found: each finds something."""
    return [Link(label, place.url(query)) for label, place, query in _every(found) if find(query, per_page=1).total]


def _every(found: Answer) -> Iterator[tuple[str, Place, SearchQuery]]:
    query, place, expression = found.query, found.place, found.expression
    if found.has_filters:
        yield _("Search without the filters"), place, found.without_filters
    if text := _changed(expression, changing.unquoted):
        yield _("Search without the quotation marks"), place, replace(query, text=text)
    if place.municipality:
        yield _("Search in all municipalities"), Place(), in_the_region(found)
    if query.is_literal:
        yield _("Search for everyday words too"), place, replace(query, is_literal=False)
    for clause in found.found.nowhere[:MOST_WORDS]:
        yield _without(clause), place, replace(query, text=written(changing.without(expression, clause)))


def in_the_region(found: Answer) -> SearchQuery:
    """The search at the address of a municipality, in all of them."""
    return replace(found.query, municipalities=frozenset())


def nowhere(found: Answer) -> list[tuple[str, Link]]:
    """The words that no record has, each with the search without it when others were found."""
    clauses = found.found.nowhere[:MOST_WORDS]
    texts = {clause: written(changing.without(found.expression, clause)) for clause in clauses}
    return [
        (words_of(clause), Link(_without(clause), found.place.url(replace(found.query, text=text))))
        for clause, text in texts.items()
    ]


def _without(clause: Clause) -> str:
    return _("Search without “%(word)s”") % {"word": words_of(clause)}


def words_of(clause: Clause) -> str:
    """A clause as it can be typed, without the quotation marks of a single phrase."""
    return " ".join(clause.terms[0].words) if len(clause.terms) == 1 else written(Expression((clause,)))


def either(found: Answer) -> Link | None:
    """The search for either of two words between which an “or” was typed in small letters."""
    text = _changed(found.expression, changing.with_alternatives)
    return Link(text, found.place.url(replace(found.query, text=text))) if text else None


def _changed(expression: Expression, change: Callable[[Expression], Expression]) -> str:
    """The text of the changed expression, "" when the change does nothing."""
    changed = change(expression)
    return "" if changed == expression else written(changed)
