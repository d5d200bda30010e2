"""Typed words as queries of the index: what must match, and what raises the score."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import tantivy
from tantivy import Occur, Query

from seutu.shared.search import analysis
from seutu.shared.search.analysis import Token
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.expression import Expression, Term
from seutu.shared.search.finding.found import Expanded

# How much a match weighs: the title most, a whole word more than a part of one, the form as it was typed a little.
WEIGHTS = {
    fields.TITLE_WORD: 4.0,
    fields.TITLE_ANY: 1.5,
    fields.NAME_WORD: 1.0,
    fields.WORD: 0.3,
    fields.DECISION_WORD: 0.7,
}
NUMBER = "#"
ANY_WEIGHT, FORM_WEIGHT, EXPANDED_WEIGHT, PARTS_IN_TITLE = 0.1, 0.4, 0.4, 1.5
PRESENCE = 1.0
# A title that has all the typed words is most likely the one that is sought.
WHOLE_TITLE = 10.0
# A word of so many documents tells them apart no more by how often it stands in a text, and looking takes time.
OFTEN = 20_000
IN_LONG_TEXTS = frozenset({fields.WORD})

Everyday = Callable[[str], tuple[str, ...]]


@dataclass(slots=True)
class Wanted:
    """What must match, what must not, and what raises the score of what matches.

    ``titles`` are the typed words in a title. With ``least``, so many of those that must match are enough.
    """

    must: list[Query] = field(default_factory=list)
    must_not: list[Query] = field(default_factory=list)
    scores: list[Query] = field(default_factory=list)
    titles: list[Query] = field(default_factory=list)
    expanded: list[Expanded] = field(default_factory=list)
    least: int = 0

    @property
    def required(self) -> list[Query]:
        """What must match, as it is to be asked for."""
        if not self.least:
            return self.must
        return [Query.boolean_query([(Occur.Should, query) for query in self.must], self.least)]

    @property
    def in_title(self) -> Query:
        """That all the typed words stand in the title, as wholes or as parts."""
        return Query.const_score_query(all_of(self.titles), WHOLE_TITLE)

    @property
    def is_scored(self) -> bool:
        return bool(self.must)


@dataclass(frozen=True, slots=True)
class Lookup:
    """How words are looked up in one state of the index; ``by_parts`` are compounds that are known by their parts."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    everyday: Everyday
    by_parts: frozenset[str] = frozenset()

    def wanted(self, expression: Expression) -> Wanted:
        """All clauses of an expression."""
        found = Wanted()
        for clause in expression.clauses:
            if all(term.is_excluded for term in clause.terms):
                found.must_not += [self._excluding(term) for term in clause.terms]
            else:
                found.must.append(any_of([self._alternative(term, found) for term in clause.terms]))
        return found

    def has(self, token: Token) -> Query:
        """Records that have this very word, also as a part of another."""
        return self._any(token.keys.base)

    def _alternative(self, term: Term, found: Wanted) -> Query:
        if term.is_excluded:
            return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._excluding(term))])
        if term.kind == "phrase":
            return self._phrase(term)
        if term.kind == "prefix":
            return all_of([self._prefix(word) for word in term.words])
        return all_of([self._word(word, found) for word in term.words])

    def _excluding(self, term: Term) -> Query:
        """What is excluded is a whole word: not every compound that it is a part of."""
        if term.kind == "phrase":
            return self._phrase(term)
        if term.kind == "prefix":
            return all_of([self._prefix(word) for word in term.words])
        tokens = [token for word in term.words for token in analysis.query_tokens(word)]
        return all_of([self._of(fields.WORD, token.keys.base) for token in tokens])

    def _word(self, word: str, found: Wanted) -> Query:
        if not (more := self.everyday(word)):
            return all_of([self._token(token, found) for token in analysis.query_tokens(word)])
        found.expanded.append(Expanded(word, more))
        for other in more:
            for token in analysis.query_tokens(other):
                found.scores += self._scores(token.keys.base, EXPANDED_WEIGHT)
        own = all_of([self._token(token, found) for token in analysis.query_tokens(word)])
        return any_of([own, *map(self._all, more)])

    def _token(self, token: Token, found: Wanted) -> Query:
        found.titles.append(self._of(fields.TITLE_ANY, token.keys.base))
        if token.form in self.by_parts:
            found.scores += self._scores(token.keys.parts, 1.0)
            return all_of([self._any(group) for group in part_groups(token)])
        found.scores += self._scores(token.keys.base, 1.0)
        found.scores += self._parts_in_title(token)
        if self.count(fields.FORM, token.form) < OFTEN:
            found.scores.append(boosted(self._term(fields.FORM, token.form), FORM_WEIGHT))
        return self._any(token.keys.base)

    def _all(self, text: str) -> Query:
        return all_of([self._any(token.keys.base) for token in analysis.query_tokens(text)])

    def _scores(self, keys: Sequence[str], weight: float) -> list[Query]:
        """What raises the score. The readings of an ambiguous word share its weight."""
        counts = {key: count for key in keys if (count := self.count(fields.ANY, key))}
        share = weight / max(1, len(counts))
        in_zones = [
            boosted(self._term(name, key), share * of_field)
            for key, count in counts.items()
            for name, of_field in WEIGHTS.items()
            if name not in IN_LONG_TEXTS or count < OFTEN
        ]
        return [*in_zones, *(self._presence(key, count, share) for key, count in counts.items())]

    def _presence(self, key: str, count: int, share: float) -> Query:
        """That a word stands in a record at all: a long record is not worth less for being long."""
        rarity = math.log(1 + self.searcher.num_docs / (count + 0.5))
        return Query.const_score_query(self._term(fields.WORD, key), share * rarity * PRESENCE)

    def _parts_in_title(self, token: Token) -> list[Query]:
        """A title that says in two words what was typed in one: *hankkeen jatko* for *jatkohanke*."""
        groups = part_groups(token)
        return [boosted(self._of(fields.TITLE_ANY, group), PARTS_IN_TITLE / len(groups)) for group in groups]

    def count(self, name: str, key: str) -> int:
        """In how many documents a key stands, about."""
        return self.searcher.doc_freq(name, fields.term(key))

    def _any(self, keys: Iterable[str]) -> Query:
        """A typed word has keys of every language, of which most stand in no record."""
        return self._of(fields.ANY, [key for key in keys if self.count(fields.ANY, key)])

    def _of(self, name: str, keys: Iterable[str]) -> Query:
        return any_of([self._term(name, key) for key in keys])

    def _term(self, name: str, key: str) -> Query:
        return Query.term_query(self.schema, name, fields.term(key), "freq")

    def _phrase(self, term: Term) -> Query:
        forms = [fields.term(token.form) for token in analysis.tokens(" ".join(term.words))]
        if len(forms) < 2:
            return self._of(fields.FORM, forms)
        return Query.phrase_query(self.schema, fields.FORM, list(forms))

    def _prefix(self, word: str) -> Query:
        return Query.regex_query(self.schema, fields.FORM, escaped(fields.term(word.lower())) + ".*")


def part_groups(token: Token) -> list[list[str]]:
    """The parts of a compound, each with its other names: *yksityis* or *yksityistie*, *tie* or *tieavustus*.

    A number has parts of another sort (a day without its year), and is never looked for by them.
    """
    finnish = [part for part in token.keys.parts if ":" not in part]
    groups: list[list[str]] = []
    for part in finnish or token.keys.parts:
        if part.startswith(NUMBER):
            return []
        group = next((each for each in groups if _is_another_name(part, each[0])), None)
        if group is None:
            groups.append([part])
        else:
            group.append(part)
    return groups


def _is_another_name(part: str, other: str) -> bool:
    """Whether two parts begin at the same place of the compound: one goes on longer, or bends otherwise."""
    return part.startswith(other) or other.startswith(part) or part[:6] == other[:6]


def escaped(text: str) -> str:
    """A text as a pattern that matches only itself."""
    return re.sub(r"[^\w\u00a0]", lambda sign: f"\\{sign[0]}", text)


def any_of(queries: Sequence[Query]) -> Query:
    """One of them is enough; of none, nothing matches."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Sequence[Query]) -> Query:
    """All must match; of none, everything does."""
    if not queries:
        return Query.all_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def boosted(query: Query, weight: float) -> Query:
    return Query.boost_query(query, weight)
