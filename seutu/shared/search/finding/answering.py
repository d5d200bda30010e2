"""Answers a search query from the index."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from tantivy import Occur, Query

from seutu.shared.search import analysis, queries
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.engine.reader import Snapshot, Unreadable, describe, is_of_the_index, reader
from seutu.shared.search.everyday import expansions_of
from seutu.shared.search.expression import Clause, Expression, understood
from seutu.shared.search.finding import facets, filters, near, ranking
from seutu.shared.search.finding.found import Facets, Found
from seutu.shared.search.finding.words import ANY_WEIGHT, Everyday, Lookup, Wanted, any_of, boosted, part_groups
from seutu.shared.search.query import Order, SearchQuery

log = logging.getLogger("seutu.search")

PER_PAGE = 20


def find(query: SearchQuery, *, page: int = 1, per_page: int = PER_PAGE, everyday: Everyday | None = None) -> Found:
    """A page of hits. Without an index there are none, and ``Found.state`` tells why.

    A page after the last is the last.
    """
    expression = understood(query.text)
    index = reader()
    try:
        snapshot = index.snapshot()
    except Unreadable:
        return Found(expression=expression, state=queries.state(is_served=False))
    try:
        return _Search(query, expression, snapshot, everyday).page(max(1, page), per_page)
    except BaseException as error:
        if not is_of_the_index(error):
            raise
        log.exception("search failed", extra={"error": describe(error)})
        index.forget(snapshot)
        return Found(expression=expression, state=queries.state(is_served=False))


def find_ids(
    query: SearchQuery,
    *,
    among: Collection[tuple[str, int]] | None = None,
    limit: int,
    everyday: Everyday | None = None,
) -> list[tuple[str, int]]:
    """Kind and pk of what matches, what became public last first; nothing is folded.

    With ``among`` only of these records.

    :raises Unreadable: there is no index; ask again later.
    """
    snapshot = reader().snapshot()
    search = _Search(query, understood(query.text), snapshot, everyday)
    return search.published_last(limit, among)


def search_of(query: SearchQuery, snapshot: Snapshot) -> _Search:
    """The search behind `find`, for measuring the index alone."""
    return _Search(query, understood(query.text), snapshot, None)


def words_near(word: str) -> list[tuple[str, int]]:
    """Words of the index that are written nearly like one that it has not, with how many records have each."""
    try:
        snapshot = reader().snapshot()
    except Unreadable:
        return []
    return near.near(snapshot.searcher, snapshot.schema, word)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was looked for, and how much of it there is."""

    wanted: Wanted
    filters: filters.Filters
    total: int
    facets: Facets


class _Search:
    """One query in one state of the index."""

    def __init__(
        self, query: SearchQuery, expression: Expression, snapshot: Snapshot, everyday: Everyday | None
    ) -> None:
        self.query, self.expression, self.snapshot = query, expression, snapshot
        self.everyday: Everyday = everyday or self._expansions().__getitem__
        if query.is_literal:
            self.everyday = lambda word: ()

    def _expansions(self) -> dict[str, tuple[str, ...]]:
        """The everyday words of all that was typed, with one question."""
        return defaultdict(tuple) if self.query.is_literal else expansions_of(_plain_words(self.expression))

    def page(self, page: int, per_page: int) -> Found:
        answer, by_parts = self._widened()
        ranked = ranking.rank(self.snapshot, self._scored(answer), self._order(answer), least=page * per_page)
        # Folded hits beyond those looked at are not counted: the number of pages is right once the last is reached.
        reachable = len(ranked.hits) if ranked.is_all else max(len(ranked.hits), min(answer.total, ranking.MOST))
        if not ranked.is_all and len(ranked.hits) < page * per_page:
            reachable = len(ranked.hits)
        pages = -(-reachable // per_page)
        page = min(page, max(1, pages))
        return Found(
            expression=self.expression,
            state=queries.state(is_served=True),
            total=answer.total,
            hits=tuple(ranked.hits[(page - 1) * per_page : page * per_page]),
            facets=answer.facets,
            page=page,
            pages=pages,
            is_cut=answer.total > ranking.MOST,
            fell_back=by_parts,
            expanded=tuple(answer.wanted.expanded),
            is_relaxed=answer.wanted.least > 0,
            nowhere=self._nowhere(answer),
        )

    def _widened(self) -> tuple[_Answer, tuple[str, ...]]:
        """The answer; when there would be none, by the parts of compounds, and then with fewer of the words."""
        answer = strict = self._answer(frozenset())
        by_parts: tuple[str, ...] = ()
        if not answer.total and (by_parts := self._found_nowhere(answer)):
            answer = self._answer(frozenset(by_parts))
        words = len(strict.wanted.must)
        for least in range(words - 1, 0, -1):
            if answer.total:
                break
            answer = self._answer(frozenset(by_parts), least)
        return (answer, by_parts) if answer.total else (strict, ())

    def published_last(self, limit: int, among: Collection[tuple[str, int]] | None) -> list[tuple[str, int]]:
        lookup = self._lookup(frozenset())
        narrowed = list(filters.joined(self.query, self.expression, lookup).values())
        if among is not None:
            keys = [fields.key_of(kind, pk) for kind, pk in among]
            narrowed.append(Query.term_set_query(self.snapshot.schema, fields.KEY, keys))
        query = facets.matching(lookup.wanted(self.expression), narrowed)
        return [(hit.kind, hit.pk) for hit in ranking.published_last(self.snapshot, query, limit)]

    def queries(self) -> tuple[Query, Query, str | None]:
        """What matches, what is ranked, and the field that it is ordered by."""
        lookup = self._lookup(frozenset())
        wanted = lookup.wanted(self.expression)
        answer = _Answer(wanted, filters.joined(self.query, self.expression, lookup), 0, {})
        by = fields.NEWEST if self._order(answer) is Order.NEWEST else None
        return facets.matching(wanted, answer.filters.values()), self._scored(answer), by

    def _lookup(self, by_parts: frozenset[str]) -> Lookup:
        return Lookup(self.snapshot.searcher, self.snapshot.schema, self.everyday, by_parts)

    def _answer(self, by_parts: frozenset[str], least: int = 0) -> _Answer:
        lookup = self._lookup(by_parts)
        wanted = lookup.wanted(self.expression)
        wanted.least = least
        narrowed = filters.joined(self.query, self.expression, lookup)
        return _Answer(wanted, narrowed, *facets.count(self.snapshot.searcher, wanted, narrowed))

    def _found_nowhere(self, answer: _Answer) -> tuple[str, ...]:
        """Compounds that stand whole in no record that the filters let through."""
        lookup = self._lookup(frozenset())
        words = [word for word in _plain_words(self.expression) if not self.everyday(word)]
        return tuple(
            token.form
            for word in words
            for token in analysis.query_tokens(word)
            if part_groups(token) and not self._count(lookup.has(token), answer)
        )

    def _nowhere(self, answer: _Answer) -> tuple[Clause, ...]:
        """Of several words those that no record has, whatever the filters let through; when not all were found."""
        if len(answer.wanted.must) < 2 or (answer.total and not answer.wanted.least):
            return ()
        wanted = [clause for clause in self.expression.clauses if not all(term.is_excluded for term in clause.terms)]
        pairs = zip(wanted, answer.wanted.must, strict=True)
        return tuple(clause for clause, query in pairs if not facets.total(self.snapshot.searcher, query))

    def _count(self, query: Query, answer: _Answer) -> int:
        narrowed = facets.matching(Wanted(must=[query]), answer.filters.values())
        return facets.total(self.snapshot.searcher, narrowed)

    def _order(self, answer: _Answer) -> Order:
        """Without words nothing is more relevant than anything else."""
        return self.query.order if answer.wanted.is_scored else Order.NEWEST

    def _scored(self, answer: _Answer) -> Query:
        wanted = answer.wanted
        if self._order(answer) is Order.NEWEST:
            return facets.matching(wanted, answer.filters.values())
        narrowed = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in answer.filters.values()]
        return Query.boolean_query(
            [
                *((Occur.Must, boosted(query, ANY_WEIGHT)) for query in wanted.required),
                *narrowed,
                *((Occur.MustNot, query) for query in wanted.must_not),
                *([(Occur.Should, any_of([*wanted.scores, wanted.in_title]))] if wanted.scores else []),
            ]
        )


def _plain_words(expression: Expression) -> list[str]:
    """The typed words that are looked up by their keys, and not as they stand."""
    terms = [term for clause in expression.clauses for term in clause.terms]
    return [word for term in terms if term.kind == "word" for word in term.words]
