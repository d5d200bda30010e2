"""Queries as residents type them (queries.toml), in the demo region: does what should come first stand where it should?

A query asks for a hit of a municipality whose title begins as written; any of several will do. The demo is filled with
its present on the day when the queries were written, or today before that day: titles tell their year.
"""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _figures import Figure, Told

FILE = Path(__file__).with_name("queries.toml")
WRITTEN_ON = dt.date(2026, 11, 27)
DEPTH = 100
SHOWN = 3


@dataclass(frozen=True)
class ResidentQuery:
    """What is typed, what should be found by it, and how far down that may stand."""

    words: str
    hits: tuple[str, ...]
    within: int


def read() -> list[ResidentQuery]:
    """The queries of the file, in its order."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["query"]
    return [ResidentQuery(it["words"], tuple(it["hit"]), it.get("within", 1)) for it in told]


def report(limit: int | None, tell: Told) -> None:
    """Print how many queries find what they should, and those that do not, each with what came first instead."""
    from django.utils import translation

    translation.activate("fi")
    _fill()
    asked = read()[:limit]
    missed = []
    for query in asked:
        found = list(_found(query.words))
        place = _place(query, found)
        if not 0 < place <= query.within:
            missed.append((query, place, found))
    found_right = f"{len(asked) - len(missed)} of {len(asked)}"
    tell(Figure("residents' queries that find what they should, where they should", found_right))
    for query, place, found in missed:
        where = f"stands {place}." if place else f"not among {len(found)} hits" if found else "finds nothing"
        print(f"  {query.words}: {where}, wanted within {query.within}: {' | '.join(query.hits)}")
        for number, titles in enumerate(found[:SHOWN], start=1):
            print(f"    {number}. {' + '.join(titles)}")


def _fill() -> None:
    """The demo region and its index; the installation must have been started with SEUTU_DEMO."""
    from django.core.management import call_command

    from seutu.shared.core import clock
    from seutu.shared.search.reindexing import reindex

    day = min(WRITTEN_ON, clock.today())
    call_command("fill_demo", first_start=day, stdout=io.StringIO())
    reindex()


def _found(words: str) -> Iterator[list[str]]:
    """The hits, each as its municipality and title, with those of the others that are folded under it."""
    from seutu.shared.search.finding import find
    from seutu.shared.search.query import SearchQuery

    for hit in find(SearchQuery(words), per_page=DEPTH).hits:
        yield [_shown(kind, pk) for kind, pk in ((hit.kind, hit.pk), *hit.others)]


def _shown(kind: str, pk: int) -> str:
    from seutu.shared.search.searchables import searchables

    show = next(each.show for each in searchables.entries() if each.key == kind)
    shown = show([pk]).get(pk)
    return f"{shown.place_slug}: {shown.title}" if shown else ""


def _place(query: ResidentQuery, found: list[list[str]]) -> int:
    """Where the first right hit stands, as what is shown or folded under that; 0 for nowhere."""
    for place, titles in enumerate(found, start=1):
        if any(title.startswith(wanted) for title in titles for wanted in query.hits):
            return place
    return 0
