"""Public records of a kind that only these tests have, which are published, changed and withdrawn by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from seutu.publishing.alerts.actions.noting import look_at
from seutu.shared.core import clock
from seutu.shared.search.actions import note_changed
from seutu.shared.search.searchables import Document, Findable, Passage, Searchable, ShownHit
from seutu.shared.search.tests.shelf import write

KIND, WORD = "sample", "naytteet"


@dataclass(frozen=True)
class SampleRecord:
    pk: int
    title: str
    text: str = ""
    municipality: str = "kuusela"
    day: dt.date = dt.date(2026, 3, 10)
    published_at: dt.datetime = dt.datetime(2026, 3, 17, 9, tzinfo=dt.UTC)
    updated_at: dt.datetime = dt.datetime(2026, 3, 17, 9, tzinfo=dt.UTC)


class Archive:
    """The records that are public now, and a search that knows of them once `index` was called."""

    def __init__(self) -> None:
        self.public: dict[int, SampleRecord] = {}

    @property
    def searchable(self) -> Searchable:
        return Searchable(
            key=KIND, word=WORD, label="Näytteet", findable=self._findable, every=self._every, show=self._show
        )

    def publish(self, title: str, *, pk: int = 0, index: bool = True, **more: Any) -> SampleRecord:
        """Publish a record now, or change one that is public; the search knows of it at once unless told otherwise."""
        pk = pk or len(self.public) + 1
        times = {"published_at": clock.now(), "updated_at": clock.now()}
        self.public[pk] = SampleRecord(pk=pk, title=title, **(times | more))
        if index:
            self.index(pk)
        return self.public[pk]

    def correct(self, pk: int, **changes: Any) -> None:
        self.public[pk] = replace(self.public[pk], updated_at=clock.now(), **changes)
        self.index(pk)

    def withdraw(self, pk: int, *, index: bool = True) -> None:
        del self.public[pk]
        if index:
            self.index(pk)

    def write(self, *pks: int) -> None:
        """Do what the writer of the index does when it looks."""
        note_changed(KIND, pks or list(self.public))
        write()

    def index(self, *pks: int) -> None:
        """Do what the writer of the index does when it looks, and the work that it asks for."""
        self.write(*pks)
        look_at.call([[KIND, pk] for pk in pks])

    def _findable(self, pks: Sequence[int]) -> list[Findable]:
        return [Findable(pk, _document(self.public[pk])) for pk in pks if pk in self.public]

    def _every(self) -> Iterator[Sequence[int]]:
        yield list(self.public)

    def _show(self, pks: Sequence[int]) -> dict[int, ShownHit]:
        return {pk: _shown(self.public[pk]) for pk in pks if pk in self.public}


def _document(record: SampleRecord) -> Document:
    return Document(
        title=record.title,
        text=record.text,
        day=record.day,
        municipality=record.municipality,
        published_at=record.published_at,
    )


def _shown(record: SampleRecord) -> ShownHit:
    return ShownHit(
        title=record.title,
        url=f"/{record.municipality}/naytteet/{record.pk}/",
        where=f"Kuusela, tekninen lautakunta {record.day.day}.{record.day.month}.{record.day.year}",
        day=record.day,
        lang="fi",
        place_slug=record.municipality,
        place_name="Kuusela",
        published_at=record.published_at,
        updated_at=record.updated_at,
        passages=[Passage("", record.text)],
    )
