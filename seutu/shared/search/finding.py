"""A stand-in until the engine is there: looks through every registered record, in memory, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from seutu.shared.search import analysis, everyday
from seutu.shared.search.expression import Expression, Term, understood
from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.searchables import Document, searchables

PER_PAGE = 20

Facets = dict[str, list[tuple[str | int, int]]]


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    pk: int
    score: float
    day: int
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    name: Literal["ready", "building", "missing"] = "ready"
    done: int = 0
    total: int = 0

    @property
    def is_ready(self) -> bool:
        return self.name == "ready"


@dataclass(frozen=True, slots=True)
class Expanded:
    word: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    expression: Expression
    state: IndexState
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=dict)
    page: int = 1
    pages: int = 0
    is_cut: bool = False
    fell_back: tuple[str, ...] = ()
    expanded: tuple[Expanded, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    word: str
    pk: int
    document: Document
    text: str
    keys: frozenset[str]

    def value(self, facet: str) -> str:
        document = self.document
        return {
            "kunta": document.municipality,
            "toimielin": document.body,
            "vuosi": str(document.day.year),
            "laji": self.word,
        }[facet]


def find(query: SearchQuery, *, page: int = 1, per_page: int = PER_PAGE) -> Found:
    expression = understood(query.text)
    expanded = {} if query.is_literal else everyday.expansions_of(expression.marked_words())
    rows = [row for row in _rows() if _matches(row, expression, expanded)]
    chosen: dict[str, Collection[str]] = {
        "kunta": query.municipalities | expression.municipalities,
        "toimielin": query.bodies | expression.bodies,
        "vuosi": {str(year) for year in query.years | expression.years},
        "laji": query.kinds | expression.kinds,
    }
    rows = [row for row in rows if _in_days(row, query, expression)]
    facets: Facets = {
        facet: list(
            Counter(
                row.value(facet)
                for row in rows
                if _fits(row, {name: them for name, them in chosen.items() if name != facet})
            ).most_common()
        )
        for facet in chosen
    }
    facets["vuosi"] = sorted(((int(year), number) for year, number in facets["vuosi"]), reverse=True)
    rows = [row for row in rows if _fits(row, chosen)]
    if query.order is Order.NEWEST or not expression.clauses:
        rows.sort(key=lambda row: row.document.day, reverse=True)
    hits = _folded(rows)
    pages = max(1, -(-len(hits) // per_page))
    start = (min(page, pages) - 1) * per_page
    return Found(
        expression=expression,
        state=IndexState(),
        total=len(rows),
        hits=tuple(hits[start : start + per_page]),
        facets=facets,
        page=min(page, pages),
        pages=pages,
        expanded=tuple(Expanded(word, words) for word, words in expanded.items() if words),
    )


def words_near(word: str) -> list[tuple[str, int]]:
    """Words of the index that may have been meant by ``word``, with how many records have each."""
    every = Counter(token.form for row in _rows() for token in analysis.tokens(row.text))
    return [(near, number) for near, number in every.items() if abs(len(near) - len(word)) <= 2]


def _rows() -> list[_Row]:
    rows = []
    for searchable in searchables.entries():
        for pks in searchable.every():
            for each in searchable.findable(pks):
                if each.document is None:
                    continue
                document = each.document
                text = " ".join(
                    [document.title, document.names, document.decision, document.text, document.context]
                ).lower()
                keys = frozenset(
                    key for token in analysis.tokens(text) for key in (*token.keys.base, *token.keys.parts, token.form)
                )
                rows.append(_Row(searchable.key, searchable.word, each.pk, document, text, keys))
    return rows


def _matches(row: _Row, expression: Expression, expanded: dict[str, tuple[str, ...]]) -> bool:
    if expression.case_number and expression.case_number not in row.text:
        return False
    return all(
        any(_has(row, term, expanded) is not term.is_excluded for term in clause.terms) for clause in expression.clauses
    )


def _has(row: _Row, term: Term, expanded: dict[str, tuple[str, ...]]) -> bool:
    if term.kind == "phrase":
        return " ".join(term.words).lower() in row.text
    if term.kind == "prefix":
        return any(key.startswith(term.words[0].lower()) for key in row.keys)
    words = [each for word in term.words for each in (word, *expanded.get(word, ()))]
    return any(not row.keys.isdisjoint(_keys(word)) for word in words)


def _keys(word: str) -> tuple[str, ...]:
    keys = analysis.query_keys(word)
    return (*keys.base, *keys.parts)


def _in_days(row: _Row, query: SearchQuery, expression: Expression) -> bool:
    day = row.document.day
    starts = [each for each in (query.since, expression.since) if each]
    ends = [each for each in (query.until, expression.until) if each]
    return all(day >= each for each in starts) and all(day <= each for each in ends)


def _fits(row: _Row, chosen: Mapping[str, Collection[str]]) -> bool:
    return all(not values or row.value(facet) in values for facet, values in chosen.items())


def _folded(rows: list[_Row]) -> list[Hit]:
    groups: dict[str, list[_Row]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row.document.group or f"#{place}", []).append(row)
    return [
        Hit(
            first.kind, first.pk, 1.0, first.document.day.toordinal(), tuple((other.kind, other.pk) for other in others)
        )
        for first, *others in groups.values()
    ]
