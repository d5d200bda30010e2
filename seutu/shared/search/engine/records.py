"""Records as their owners give them, in the form in which the index takes them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError

from seutu.shared.search.engine import document
from seutu.shared.search.searchables import Searchable, searchables

log = logging.getLogger("seutu.search")


@dataclass(frozen=True, slots=True)
class Written:
    """What the index is to hold of a record: the JSON of its document, or None for nothing."""

    pk: int
    document: str | None


@dataclass(slots=True)
class Read:
    """Records of a kind: what the index is to hold, when that changes by itself, and which could not be read."""

    records: list[Written] = field(default_factory=list)
    changes: dict[int, dt.datetime] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)


def known_kinds() -> dict[str, Searchable]:
    return {searchable.key: searchable for searchable in searchables.entries()}


def read(kind: str, pks: Sequence[int]) -> Read:
    """What the public may find of these records now. Of a kind that no app knows any more: nothing.

    One record whose owner stumbles over it does not keep the others from being found.
    """
    searchable = known_kinds().get(kind)
    if searchable is None:
        return Read([Written(pk, None) for pk in pks])
    try:
        return _read(searchable, pks)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if len(pks) > 1:
            return _joined([read(kind, [pk]) for pk in pks])
        log.exception("record not read", extra={"kind": kind, "record": pks[0]})
        return Read(failed=list(pks))


def _read(searchable: Searchable, pks: Sequence[int]) -> Read:
    found = {findable.pk: findable for findable in searchable.findable(pks)}
    read_now = Read()
    for pk in pks:
        findable = found.get(pk)
        public = findable.document if findable is not None else None
        told = document.written(searchable.key, pk, public) if public is not None else None
        read_now.records.append(Written(pk, told))
        if findable is not None and findable.changes_at is not None:
            read_now.changes[pk] = findable.changes_at
    return read_now


def _joined(pieces: Sequence[Read]) -> Read:
    whole = Read()
    for piece in pieces:
        whole.records += piece.records
        whole.changes |= piece.changes
        whole.failed += piece.failed
    return whole
