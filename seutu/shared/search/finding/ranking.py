"""The order of hits: the fresher a little higher, one hit for a case with its other handlings under it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tantivy import DocAddress, Query

from seutu.shared.core import clock
from seutu.shared.search.engine import schema as fields
from seutu.shared.search.engine.reader import Snapshot
from seutu.shared.search.finding.found import Hit
from seutu.shared.search.query import Order
from seutu.shared.search.searchables import Searchable, searchables

# Hits are ranked anew in windows of so many: most people look at the first page only.
WINDOW = 200
MOST = 1000
# What is of today scores so much higher than what is old, and half of that after so many days.
FRESHNESS, HALF_LIFE = 0.2, 365.0
NEARLY = 0.7
HISTORY, MOST_HANDLINGS = 0.08, 16


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits that are folded, from the first on; ``is_all`` says that there are no others."""

    hits: list[Hit]
    is_all: bool


def rank(snapshot: Snapshot, query: Query, order: Order, *, least: int) -> Ranked:
    """The first hits of a query: at least so many when there are, a thousand records at most."""
    for limit in (WINDOW, MOST):
        rows = _search(snapshot, query, limit, by=fields.NEWEST if order is Order.NEWEST else None)
        hits = _folded(_in_windows(rows, order))
        is_all = len(rows) < limit
        if is_all or len(hits) >= least:
            break
    return Ranked(hits, is_all)


def published_last(snapshot: Snapshot, query: Query, limit: int) -> list[Hit]:
    """The hits that became public last, not folded: minutes do so after the agendas of later meetings."""
    return [_hit(row) for row in _search(snapshot, query, limit, by=fields.PUBLISHED)]


class _Row(NamedTuple):
    """A hit as the index tells it. Thousands are made for a page: a plain tuple is made in no time."""

    kind: str
    pk: int
    score: float
    day: int
    group: int


def _search(snapshot: Snapshot, query: Query, limit: int, *, by: str | None) -> list[_Row]:
    """The first hits by a field that orders them, or by their score."""
    found = snapshot.searcher.search(query, limit, count=False, order_by_field=by).hits
    addresses: list[DocAddress] = [address for _score, address in found]
    codes, records, groups, days = (
        snapshot.searcher.fast_field_values(name, addresses)
        for name in (fields.KIND_CODE, fields.RECORD, fields.GROUP_CODE, fields.DAY)
    )
    sizes = {} if by else _group_sizes(snapshot, groups)
    known: dict[Any, Searchable] = {fields.code_of(it.key): it for it in searchables.entries()}
    today = clock.today().toordinal()
    numbers: Any = zip(found, codes, records, groups, days, strict=True)
    return [
        _Row(
            kind.key,
            record,
            0.0 if by else score * kind.weight * _freshness(today - day) * _history(sizes.get(group, 1)),
            day,
            group,
        )
        for (score, _), code, record, group, day in numbers
        if (kind := known.get(code))
    ]


def _group_sizes(snapshot: Snapshot, groups: Iterable[Any]) -> dict[int, int]:
    """How many records each of these groups has in all: what a search did not find counts as well."""
    asked = sorted({group for group in groups if group})
    if not asked:
        return {}
    query = Query.term_set_query(snapshot.schema, fields.GROUP_CODE, asked)
    terms = {"terms": {"field": fields.GROUP_CODE, "size": len(asked)}}
    buckets = snapshot.searcher.aggregate(query, {"groups": terms})["groups"]["buckets"]
    return {int(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _history(handlings: int) -> float:
    """A matter that came back again and again is looked for more often than one that was decided at once."""
    return 1 + HISTORY * math.log2(min(handlings, MOST_HANDLINGS))


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
    """One hit for a group, where its best stands; the others of it in their order under that.

    What stands for a group is the newest of those that are nearly as good as its best.
    """
    places: list[list[_Row]] = []
    groups: dict[int, list[_Row]] = {}
    for row in rows:
        if row.group in groups:
            groups[row.group].append(row)
            continue
        places.append([row])
        if row.group:
            groups[row.group] = places[-1]
    return [_of_group(place) for place in places]


def _of_group(rows: Sequence[_Row]) -> Hit:
    best = rows[0].score
    newest = max((row for row in rows if row.score >= best * NEARLY), key=lambda row: row.day)
    return _hit(newest, tuple((row.kind, row.pk) for row in rows if row is not newest))


def _hit(row: _Row, others: tuple[tuple[str, int], ...] = ()) -> Hit:
    return Hit(row.kind, row.pk, row.score, row.day, others)
