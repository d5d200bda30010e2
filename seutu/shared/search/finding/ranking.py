"""The order of hits: the fresher a little higher, one hit for a case with its other handlings under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import tantivy
from tantivy import DocAddress, Query

from seutu.shared.core import clock
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.finding.found import Hit
from seutu.shared.search.query import Order
from seutu.shared.search.searchables import searchables

# Hits are ranked anew in windows of so many: most people look at the first page only.
WINDOW = 200
MOST = 1000
# What is of today scores so much higher than what is old, and half of that after so many days.
FRESHNESS, HALF_LIFE = 0.2, 365.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits that are folded, from the first on; ``is_all`` says that there are no others."""

    hits: list[Hit]
    is_all: bool


def rank(searcher: tantivy.Searcher, query: Query, order: Order, *, least: int) -> Ranked:
    """The first hits of a query: at least so many when there are, a thousand records at most."""
    for limit in (WINDOW, MOST):
        found = _search(searcher, query, order, limit)
        hits = _folded(_in_windows(found, order))
        is_all = len(found) < limit
        if is_all or len(hits) >= least:
            break
    return Ranked(hits, is_all)


def newest(searcher: tantivy.Searcher, query: Query, limit: int) -> list[Hit]:
    """The hits of the newest days, not folded."""
    return [row.hit for row in _search(searcher, query, Order.NEWEST, limit)]


@dataclass(frozen=True, slots=True)
class _Row:
    hit: Hit
    group: int


def _search(searcher: tantivy.Searcher, query: Query, order: Order, limit: int) -> list[_Row]:
    by = fields.NEWEST if order is Order.NEWEST else None
    found = searcher.search(query, limit, count=False, order_by_field=by).hits
    addresses: list[DocAddress] = [address for _score, address in found]
    codes, records, groups, days = (
        searcher.fast_field_values(name, addresses)
        for name in (fields.KIND_CODE, fields.RECORD, fields.GROUP_CODE, fields.DAY)
    )
    kinds = {fields.code_of(searchable.key): searchable.key for searchable in searchables.entries()}
    return [
        _Row(Hit(kinds[int(code)], int(record or 0), 0.0 if by else float(score), int(day or 0)), int(group or 0))
        for (score, _), code, record, group, day in zip(found, codes, records, groups, days, strict=True)
        if code is not None and int(code) in kinds
    ]


def _in_windows(rows: Sequence[_Row], order: Order) -> list[_Row]:
    if order is Order.NEWEST:
        return list(rows)
    today = clock.today().toordinal()
    weights = {searchable.key: searchable.weight for searchable in searchables.entries()}

    def anew(row: _Row) -> _Row:
        age = max(0, today - row.hit.day)
        score = row.hit.score * weights[row.hit.kind] * (1 + FRESHNESS * 0.5 ** (age / HALF_LIFE))
        return replace(row, hit=replace(row.hit, score=score))

    windows = (rows[start : start + WINDOW] for start in range(0, len(rows), WINDOW))
    return [row for window in windows for row in sorted(map(anew, window), key=_best_first)]


def _best_first(row: _Row) -> tuple[float, int, str, int]:
    return -row.hit.score, -row.hit.day, row.hit.kind, -row.hit.pk


def _folded(rows: Sequence[_Row]) -> list[Hit]:
    """One hit for a group, where its best stands; the others of it in their order under that."""
    first: dict[int, int] = {}
    hits: list[Hit] = []
    others: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        place = first.get(row.group) if row.group else None
        if place is not None:
            others.setdefault(place, []).append((row.hit.kind, row.hit.pk))
            continue
        if row.group:
            first[row.group] = len(hits)
        hits.append(row.hit)
    for place, folded in others.items():
        hits[place] = replace(hits[place], others=tuple(folded))
    return hits
