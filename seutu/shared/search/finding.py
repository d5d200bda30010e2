"""Finding records by a query. Stand-in until the index is there: it reads every document at each search."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from seutu.shared.search.query import SearchQuery
from seutu.shared.search.searchables import Document, searchables


def find_ids(
    query: SearchQuery, *, among: Collection[tuple[str, int]] | None = None, limit: int
) -> list[tuple[str, int]]:
    """The (kind, pk) of what ``query`` finds, the newest first; with ``among``, only of these."""
    found = [
        (document.day, kind, pk)
        for kind, pk, document in _documents(query)
        if (among is None or (kind, pk) in among) and _matches(query, document)
    ]
    return [(kind, pk) for _day, kind, pk in sorted(found, reverse=True)[:limit]]


def _documents(query: SearchQuery) -> Iterator[tuple[str, int, Document]]:
    for searchable in searchables.entries():
        if query.kinds and searchable.word not in query.kinds:
            continue
        for pks in searchable.every():
            for each in searchable.findable(pks):
                if each.document:
                    yield searchable.key, each.pk, each.document


def _matches(query: SearchQuery, document: Document) -> bool:
    words = f"{document.title} {document.names} {document.decision} {document.text}".lower()
    return (
        all(word in words for word in query.text.lower().split())
        and (not query.municipalities or document.municipality in query.municipalities)
        and (not query.bodies or document.body in query.bodies)
        and (not query.years or document.day.year in query.years)
        and (query.since is None or document.day >= query.since)
        and (query.until is None or document.day <= query.until)
    )
