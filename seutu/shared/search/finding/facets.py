"""How many hits there are in all, and of each value of each filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import tantivy
from tantivy import Occur, Query

from seutu.shared.search.engine import schema as fields
from seutu.shared.search.finding.filters import FACETS, KIND, YEAR, Filters, kind_words
from seutu.shared.search.finding.found import Facets
from seutu.shared.search.finding.words import Wanted

MOST_VALUES = 2000  # more bodies than a region has
TOTAL = "total"


def matching(wanted: Wanted, filters: Iterable[Query]) -> Query:
    """What matches, without a score."""
    must = [*wanted.required, *filters] or [Query.all_query()]
    if len(must) == 1 and not wanted.must_not:
        return must[0]
    return Query.boolean_query(
        [*((Occur.Must, query) for query in must), *((Occur.MustNot, query) for query in wanted.must_not)]
    )


def count(searcher: tantivy.Searcher, wanted: Wanted, filters: Filters) -> tuple[int, Facets]:
    """The total, and the facets. The counts of a filter leave its own choice out, so that one can widen it."""
    free = [name for name in FACETS if name not in filters]
    buckets = _aggregate(searcher, matching(wanted, filters.values()), free)
    total = int(buckets[TOTAL]["value"])
    for name in FACETS:
        if name in filters:
            others = [query for other, query in filters.items() if other != name]
            buckets |= _aggregate(searcher, matching(wanted, others), [name])
    words = kind_words()
    return total, {name: _values(name, buckets[name]["buckets"], words) for name in FACETS}


def total(searcher: tantivy.Searcher, query: Query) -> int:
    """How many records match."""
    return int(_aggregate(searcher, query, [])[TOTAL]["value"])


def _aggregate(searcher: tantivy.Searcher, query: Query, names: list[str]) -> dict[str, Any]:
    asked: dict[str, Any] = {name: {"terms": {"field": FACETS[name], "size": MOST_VALUES}} for name in names}
    asked[TOTAL] = {"value_count": {"field": fields.DAY}}
    return dict(searcher.aggregate(query, asked))


def _values(name: str, buckets: list[dict[str, Any]], words: dict[str, str]) -> list[tuple[str | int, int]]:
    found = [(bucket["key"], int(bucket["doc_count"])) for bucket in buckets if bucket["key"] != ""]
    if name == YEAR:
        return sorted(((int(year), number) for year, number in found), reverse=True)
    if name == KIND:
        # Several kinds may go by one word: attachments of different records.
        sums: Counter[str | int] = Counter()
        for key, number in found:
            if key in words:
                sums[words[key]] += number
        found = list(sums.items())
    return sorted(found, key=lambda it: (-it[1], it[0]))
