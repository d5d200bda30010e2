"""A shelf of records that only the tests know, and the index of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from seutu.shared.search.actions import note_changed
from seutu.shared.search.finding import find
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import Document, Findable, Searchable, ShownHit, searchables
from seutu.shared.search.writer import Writer

DAY = dt.date(2026, 3, 2)


def document(title: str = "Asia", **more: Any) -> Document:
    return Document(**({"title": title, "day": DAY, "municipality": "kuusela", "body": "kuusela/hallitus"} | more))


class Shelf:
    """Records by number. What is put on it or taken off is asked for, and waits for the writer."""

    def __init__(self, kind: str = "sample", word: str = "asia", weight: float = 1.0) -> None:
        self.kind = kind
        self.records: dict[int, Document] = {}
        self.changes: dict[int, dt.datetime] = {}
        self.broken: set[int] = set()
        self.looks: list[Sequence[int]] = []
        self.searchable = Searchable(
            key=kind, word=word, label=word, findable=self._findable, every=self._every, show=self._show, weight=weight
        )
        searchables.register(self.searchable)

    def put(self, pk: int, title: str = "Asia", **more: Any) -> None:
        self.records[pk] = document(title, **more)
        note_changed(self.kind, [pk])

    def take(self, *pks: int) -> None:
        for pk in pks:
            self.records.pop(pk, None)
        note_changed(self.kind, pks)

    def _findable(self, pks: Sequence[int]) -> Iterable[Findable]:
        self.looks.append(pks)
        for pk in pks:
            if pk in self.broken:
                raise LookupError(f"the owner stumbles over {pk}")
            if pk in self.records:
                yield Findable(pk, self.records[pk], self.changes.get(pk))

    def _every(self) -> Iterator[Sequence[int]]:
        yield sorted(self.records)

    def _show(self, pks: Sequence[int]) -> Mapping[int, ShownHit]:
        return {}


def write() -> None:
    """Do what the writer does when it looks."""
    writer = Writer()
    try:
        while writer.write_due():
            pass
    finally:
        writer.close()


def found(text: str = "", **more: Any) -> list[int]:
    """The pks of the hits of the first page."""
    return [hit.pk for hit in find(SearchQuery(text, **more)).hits]
