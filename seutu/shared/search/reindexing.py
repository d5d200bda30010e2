"""Making the index anew from what the owners have, while the old one serves."""

from __future__ import annotations

import datetime as dt
import errno
import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from seutu.shared.core import clock
from seutu.shared.search import actions, analysis
from seutu.shared.search.engine import generations, records
from seutu.shared.search.engine.locks import Taken
from seutu.shared.search.engine.writing import LARGE, GenerationWriter, NotWritten
from seutu.shared.search.models import IndexRequest
from seutu.shared.search.searchables import Searchable, searchables

log = logging.getLogger("seutu.search")

PIECE = 200
LEAST_ROOM = 100_000_000
# How long a request may be between the instant that it is marked with and its commit.
SLACK = dt.timedelta(minutes=2)

Tell = Callable[[int, int], None]


class AlreadyRunning(Exception):
    """The index is being made anew by somebody else."""


class DiskFull(Exception):
    """There is no room for a new index: the old one stays."""


class Stopped(Exception):
    """The caller asked to stop: the old index stays."""


def reindex(tell: Tell = lambda done, total: None, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Make a new index, take it into use, and remove the old one; returns how many records were looked at.

    ``tell(done, total)`` hears of the progress. Whatever goes wrong, the old index stays in use and nothing is left
    behind.

    :raises AlreadyRunning: another process makes one now.
    :raises DiskFull: there is no room for it.
    :raises Stopped: ``is_stopping`` said so.
    """
    try:
        with generations.making():
            used = generations.pointer()
            # Of one that was killed: it never came into use.
            generations.remove_others(used.folder if used else None)
            return _reindex(_Teller(tell, is_stopping))
    except Taken as error:
        raise AlreadyRunning from error
    except NotWritten as error:
        if "os error 28" in str(error) or not _has_room():
            raise DiskFull from error
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise


class _Teller:
    """Tells how far it is, and stops when asked to."""

    def __init__(self, tell: Tell, is_stopping: Callable[[], bool]) -> None:
        self._tell, self._is_stopping = tell, is_stopping
        self.done = self.total = 0

    def expect(self, total: int) -> None:
        self.total = total
        self.advance(0)

    def advance(self, count: int) -> None:
        if self._is_stopping():
            raise Stopped
        self.done += count
        # Records may have come or gone since they were counted.
        self.total = max(self.total, self.done)
        generations.tell_progress(self.done, self.total)
        self._tell(self.done, self.total)


def _reindex(teller: _Teller) -> int:
    began = clock.now()
    identity = analysis.identity()
    folder = generations.new_folder()
    try:
        _fill(folder, teller)
        caught_up = clock.now()
        _catch_up(folder, began - SLACK)
        with generations.writing():
            _catch_up(folder, caught_up - SLACK)
            generations.use(folder, identity=identity)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    log.info("index made", extra={"records": teller.done, "duration_s": round((clock.now() - began).total_seconds())})
    return teller.done


def _fill(folder: Path, teller: _Teller) -> None:
    teller.expect(sum(len(pks) for searchable in searchables.entries() for pks in searchable.every()))
    with GenerationWriter(folder, heap_size=LARGE) as writer:
        for searchable in searchables.entries():
            for pks in _pieces(searchable):
                found = records.read(searchable.key, pks)
                writer.add(record.document for record in found.records if record.document is not None)
                actions.note_changes(searchable.key, found.changes)
                actions.note_changed(searchable.key, found.failed, clock.now() + actions.PAUSE_AFTER_FAILURE)
                teller.advance(len(pks))
        writer.finish()


def _pieces(searchable: Searchable) -> Iterator[Sequence[int]]:
    for pks in searchable.every():
        for start in range(0, len(pks), PIECE):
            yield pks[start : start + PIECE]


def _catch_up(folder: Path, since: dt.datetime) -> None:
    """Look again at what was written into the old index meanwhile. What waits still, the writer does afterwards."""
    changed: defaultdict[str, set[int]] = defaultdict(set)
    for kind, pk in IndexRequest.objects.written_since(since).values_list("kind", "record"):
        changed[kind].add(pk)
    if not changed:
        return
    with GenerationWriter(folder) as writer:
        for kind, pks in changed.items():
            ordered = sorted(pks)
            for start in range(0, len(ordered), PIECE):
                writer.replace(kind, records.read(kind, ordered[start : start + PIECE]).records)
        writer.finish()


def _has_room() -> bool:
    return shutil.disk_usage(generations.root()).free > LEAST_ROOM
