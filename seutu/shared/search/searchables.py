"""What can be found: each owner registers its kinds of records here, in its ``AppConfig.ready()``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutu.shared.core.registry import Entry, Point
from seutu.shared.ui.components import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What anyone may find of one record: plain texts by how much they weigh, and what it can be filtered by.

    ``names`` is what it is called by: its body with its abbreviation, its municipality, its section and case numbers.
    ``context`` is looked in but weighs nothing: the title of the record that an attachment belongs to. ``body`` is
    ``municipality-slug/body-slug``. Hits of one ``group`` are folded into one; "" folds nothing. ``published_at`` is
    when it became public as it stands; without one, when its day began.
    """

    title: str
    names: str = ""
    decision: str = ""
    text: str = ""
    context: str = ""
    language: str = ""
    day: dt.date
    municipality: str
    body: str = ""
    group: str = ""
    published_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Findable:
    """What the public may find of a record now, None for nothing; from ``changes_at`` on it may be something else."""

    pk: int
    document: Document | None
    changes_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a shown record's text, for the snippet; ``pages`` are the places in it where pages begin."""

    label: Any
    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A record as it is shown among the hits, in the reader's language: what the projection gives at that instant."""

    title: str
    url: str
    where: str
    day: dt.date
    lang: str = ""
    place_slug: str = ""
    place_name: str = ""
    statuses: Sequence[Status] = ()
    case_number: str = ""
    case_url: str = ""
    file_kind: str = ""
    published_at: dt.datetime
    updated_at: dt.datetime
    passages: Sequence[Passage] = ()


@dataclass(frozen=True, kw_only=True)
class Searchable(Entry):
    """A kind of record that can be found. ``key`` names it in the index, ``word`` in the query language and addresses.

    ``findable(pks)`` says of each record what the public may find of it now; one that is gone may be left out.
    ``every()`` gives the pks of all records in pieces, ``show(pks)`` those that anyone may see at this instant.
    ``label`` is its name in the plural, for the filter. ``weight`` multiplies the score of its hits.
    """

    word: str
    label: Any
    findable: Callable[[Sequence[int]], Iterable[Findable]]
    every: Callable[[], Iterator[Sequence[int]]]
    show: Callable[[Sequence[int]], Mapping[int, ShownHit]]
    weight: float = 1.0


searchables = Point(Searchable)
