"""The one writer of the index: a companion of the worker, which takes the requests that are due.

Of several workers one holds the writer's lock; when it dies, another takes over. A request is marked as written only
when the index holds it on the disk. One that was written and not marked is written again, which changes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Sequence

from django.db import DatabaseError, InterfaceError, connection

from seutu.shared.core import clock
from seutu.shared.core.registry import after_indexing
from seutu.shared.search import actions, analysis, reindexing
from seutu.shared.search.engine import generations, records
from seutu.shared.search.engine.checkup import META, is_whole
from seutu.shared.search.engine.generations import Pointer
from seutu.shared.search.engine.locks import FileLock
from seutu.shared.search.engine.writing import GenerationWriter, NotWritten
from seutu.shared.search.models import IndexRequest

log = logging.getLogger("seutu.search")

LOOK_SECONDS = 0.2
PAUSE_AFTER_TROUBLE_SECONDS = 2.0
TRY_REINDEX_AGAIN_AFTER_SECONDS = 60.0
LOOK_AT_FILES_EVERY_SECONDS = 60.0
READ_FILES_EVERY_SECONDS = 3600.0
PRUNE_EVERY_SECONDS = 3600.0
AT_ONCE = 200


class Writer:
    """Writes what is due, and has the index made anew when it is missing, damaged, or made with other keys."""

    def __init__(self) -> None:
        self._lock = FileLock(generations.writer_lock_path())
        self._identity = analysis.identity()
        self._pointer: Pointer | None = None
        self._open: GenerationWriter | None = None
        self._looked_at: float | None = None
        self._read_at: float | None = None
        self._pruned_at: float | None = None

    def run(self, stop: threading.Event) -> None:
        """Write until told to stop."""
        maker = Maker(stop)
        try:
            while not stop.is_set():
                stop.wait(self._step(maker))
        finally:
            maker.join()
            self.close()
            connection.close()

    def close(self) -> None:
        """Let go of the index and of the lock."""
        self._close_index()
        self._lock.let_go()

    def _close_index(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = self._pointer = None

    def _step(self, maker: Maker) -> float:
        """Do what there is to do; returns the seconds to wait before looking again."""
        try:
            if not self._lock.take():
                return PAUSE_AFTER_TROUBLE_SECONDS / 2
            if maker.is_ready and self.needs_reindex():
                maker.start()
            self._prune()
            return 0 if self.write_due() == AT_ONCE else LOOK_SECONDS
        except (DatabaseError, InterfaceError):
            log.exception("database trouble")
            connection.close()
        except (NotWritten, OSError) as error:
            # The disk may be full, or the index is damaged: the next look tells which.
            log.error("index not written", extra={"error": str(error)[:200]})  # noqa: TRY400 (the cause is said)
            self._close_index()
            self._looked_at = self._read_at = None
        return PAUSE_AFTER_TROUBLE_SECONDS

    def write_due(self) -> int:
        """Write what is due into the index that is used, up to 200 records; returns how many requests that were."""
        if not IndexRequest.objects.due(clock.now()).exists():
            return 0
        with generations.writing():
            if not self._follow_pointer():
                return 0
            requests = list(IndexRequest.objects.due(clock.now())[:AT_ONCE])
            self._write(requests)
        return len(requests)

    def _follow_pointer(self) -> bool:
        """Have the generation open that is used; says whether there is one."""
        pointer = generations.pointer()
        if pointer is None or not pointer.is_readable or not (pointer.folder / META).exists():
            self._close_index()
            return False
        if self._open is None or pointer != self._pointer:
            self._close_index()
            self._open, self._pointer = GenerationWriter(pointer.folder), pointer
        return True

    def _write(self, requests: Sequence[IndexRequest]) -> None:
        if self._open is None:
            return
        asked: defaultdict[str, set[int]] = defaultdict(set)
        for request in requests:
            asked[request.kind].add(request.record)
        failed, changes = set(), {}
        for kind, pks in asked.items():
            found = records.read(kind, sorted(pks))
            self._open.replace(kind, found.records)
            failed |= {(kind, pk) for pk in found.failed}
            changes[kind] = found.changes
        self._open.commit()
        for entry in after_indexing.entries():
            entry.run(sorted((kind, pk) for kind, pks in asked.items() for pk in pks))
        actions.note_written([it for it in requests if (it.kind, it.record) not in failed], changes)
        for request in requests:
            if (request.kind, request.record) in failed:
                actions.put_off(request)

    def needs_reindex(self) -> bool:
        """Whether the index is missing, damaged, of other fields, or made with other keys."""
        pointer = generations.pointer()
        if pointer is None or not pointer.is_readable or pointer.identity != self._identity:
            return True
        return not (pointer.folder / META).exists() or not self._is_whole(pointer)

    def _is_whole(self, pointer: Pointer) -> bool:
        """Look at the ends of the files every minute; read them whole at first, every hour, and when suspected."""
        now = time.monotonic()
        is_suspected = generations.suspected()
        is_thorough = is_suspected or _is_over(self._read_at, READ_FILES_EVERY_SECONDS, now)
        if not is_thorough and not _is_over(self._looked_at, LOOK_AT_FILES_EVERY_SECONDS, now):
            return True
        if not is_whole(pointer.folder, is_thorough=is_thorough):
            log.error("index damaged", extra={"generation": pointer.generation})
            return False
        self._looked_at = now
        self._read_at = now if is_thorough else self._read_at
        if is_suspected:
            generations.clear_suspicion()
        return True

    def _prune(self) -> None:
        now = time.monotonic()
        if _is_over(self._pruned_at, PRUNE_EVERY_SECONDS, now):
            self._pruned_at = now
            actions.prune()
            generations.remove_unused()


def _is_over(since: float | None, seconds: float, now: float) -> bool:
    return since is None or now - since >= seconds


class Maker:
    """Makes the index anew in a thread of its own, so that the old one is written to meanwhile."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._thread: threading.Thread | None = None
        self._not_before = 0.0

    def start(self) -> None:
        """Begin, and return at once."""
        self._thread = threading.Thread(target=self._make, name="search-index", daemon=True)
        self._thread.start()

    @property
    def is_ready(self) -> bool:
        """Whether it may begin: it is not at it, and did not fail just now."""
        is_running = self._thread is not None and self._thread.is_alive()
        return not is_running and time.monotonic() >= self._not_before

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def _make(self) -> None:
        self._not_before = time.monotonic() + TRY_REINDEX_AGAIN_AFTER_SECONDS
        try:
            reindexing.reindex(is_stopping=self._stop.is_set)
            self._not_before = 0.0
        except reindexing.Stopped:
            return
        except reindexing.AlreadyRunning:
            self._not_before = time.monotonic() + PAUSE_AFTER_TROUBLE_SECONDS
        except reindexing.DiskFull:
            log.error("no room for a new index")  # noqa: TRY400 (the cause is said)
        except Exception:  # the edge of the thread: the old index serves on
            log.exception("index not made")
        finally:
            connection.close()


def run(stop: threading.Event) -> None:
    """Be the writer until told to stop, or wait for one's turn to be it."""
    Writer().run(stop)
