"""Everything that the search is told of the records now in the database: for the index, and of each hit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from seutu.shared.files.models import FileText, StoredFile, TextState
from seutu.shared.search.searchables import Document, Findable, ShownHit, searchables


@dataclass(frozen=True)
class ToldToTheSearch:
    """By kind: what may be found of each record, and what is shown of it."""

    findable: dict[str, list[Findable]]
    hits: dict[str, dict[int, ShownHit]]

    def documents(self, kind: str) -> list[Document]:
        return [each.document for each in self.findable[kind] if each.document is not None]

    def words(self) -> Iterator[str]:
        """Each piece of text that was told."""
        for kind, found in self.findable.items():
            yield from (f"{kind}: {each.document!r}" for each in found)
        for kind, shown in self.hits.items():
            yield from (f"{kind}: {hit!r}" for hit in shown.values())


def told_to_the_search() -> ToldToTheSearch:
    """Ask every kind of record, as the index and the page of hits do. Every file counts as read."""
    for stored in StoredFile.objects.all():
        text = f"Tiedostossa lukee {stored.name}"
        FileText.objects.update_or_create(sha256=stored.sha256, defaults=_read(text))
    findable, hits = {}, {}
    for kind in searchables.entries():
        pks = [pk for piece in kind.every() for pk in piece]
        findable[kind.key] = list(kind.findable(pks))
        hits[kind.key] = dict(kind.show(pks))
    return ToldToTheSearch(findable, hits)


def _read(text: str) -> dict[str, Any]:
    return {"state": TextState.READ, "text": text, "pages": [0], "read_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}
