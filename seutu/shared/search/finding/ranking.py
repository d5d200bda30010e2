"""The order of hits: the fresher a little higher, one hit for a case with its other handlings under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Query

from seutu.shared.core import clock
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.finding.found import Hit
from seutu.shared.search.query import Order
from seutu.shared.search.searchables import Searchable, searchables

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
        rows = _search(searcher, query, order, limit)
        hits = _folded(_in_windows(rows, order))
        is_all = len(rows) < limit
        if is_all or len(hits) >= least:
            break
    return Ranked(hits, is_all)


def newest(searcher: tantivy.Searcher, query: Query, limit: int) -> list[Hit]:
    """The hits of the newest days, not folded."""
    return [_hit(row) for row in _search(searcher, query, Order.NEWEST, limit)]


class _Row(NamedTuple):
    """A hit as the index tells it. Thousands are made for a page: a plain tuple is made in no time."""

    kind: str
    pk: int
    score: float
    day: int
    group: int


def _search(searcher: tantivy.Searcher, query: Query, order: Order, limit: int) -> list[_Row]:
    is_by_date = order is Order.NEWEST
    found = searcher.search(query, limit, count=False, order_by_field=fields.NEWEST if is_by_date else None).hits
    addresses: list[DocAddress] = [address for _score, address in found]
    codes, records, groups, days = (
        searcher.fast_field_values(name, addresses)
        for name in (fields.KIND_CODE, fields.RECORD, fields.GROUP_CODE, fields.DAY)
    )
    known: dict[Any, Searchable] = {fields.code_of(it.key): it for it in searchables.entries()}
    today = clock.today().toordinal()
    numbers: Any = zip(found, codes, records, groups, days, strict=True)
    return [
        _Row(kind.key, record, 0.0 if is_by_date else score * kind.weight * _freshness(today - day), day, group)
        for (score, _), code, record, group, day in numbers
        if (kind := known.get(code))
    ]


def _freshness(age: int) -> float:
    return 1 + FRESHNESS * float(0.5 ** (max(0, age) / HALF_LIFE))


def _in_windows(rows: Sequence[_Row], order: Order) -> Sequence[_Row]:
    """Each window by its new scores. Windows stay as they are when more hits are looked at, and so do the pages."""
    if order is Order.NEWEST:
        return rows
    windows = (rows[start : start + WINDOW] for start in range(0, len(rows), WINDOW))
    return [row for window in windows for row in sorted(window, key=_best_first)]


def _best_first(row: _Row) -> tuple[float, int, str, int]:
    return -row.score, -row.day, row.kind, -row.pk


def _folded(rows: Sequence[_Row]) -> list[Hit]:
    """One hit for a group, where its best stands; the others of it in their order under that."""
    first: list[_Row] = []
    others: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        if row.group in others:
            others[row.group].append((row.kind, row.pk))
            continue
        if row.group:
            others[row.group] = []
        first.append(row)
    return [_hit(row, tuple(others.get(row.group, ()))) for row in first]


def _hit(row: _Row, others: tuple[tuple[str, int], ...] = ()) -> Hit:
    return Hit(row.kind, row.pk, row.score, row.day, others)
