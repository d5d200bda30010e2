"""Reading the index: one open reader in each process, which sees what others write at the next search."""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import tantivy

from seutu.shared.search.engine import generations
from seutu.shared.search.engine.checkup import META
from seutu.shared.search.engine.generations import Pointer

log = logging.getLogger("seutu.search")

LOOK_AT_SIZES_EVERY = 1.0
TRY_AGAIN_AFTER = 0.5

# What a file is recognised by: another one in its place, or the same one changed.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index as it was at one instant: what is written later is not in it."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    generation: str


class Unreadable(Exception):
    """There is no index that can be read."""


class Reader:
    """The reader of one folder. Threads share it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._pointer_stamp: Stamp | None = None
        self._pointer: Pointer | None = None
        self._index: tantivy.Index | None = None
        self._meta_stamp: Stamp | None = None
        self._sizes: dict[str, int] = {}
        self._looked_at = 0.0
        self._try_again_at = 0.0
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The newest state of the index.

        :raises Unreadable: there is none.
        """
        with self._lock:
            self._follow_pointer()
            self._follow_commits()
            if self._snapshot is None:
                raise Unreadable
            return self._snapshot

    def forget(self, snapshot: Snapshot) -> None:
        """A search in this snapshot failed: let the writer look at the index, and open it anew."""
        generations.suspect(snapshot.generation)
        with self._lock:
            self._close()

    def _follow_pointer(self) -> None:
        stamp = _stamp(generations.pointer_path())
        # A pointer that has gone, or is garbage, does not stop what is open from serving.
        is_same = stamp == self._pointer_stamp and self._index is not None
        if stamp is None or is_same or time.monotonic() < self._try_again_at:
            return
        pointer = generations.pointer()
        if pointer is None or not pointer.is_readable:
            return
        self._pointer_stamp = stamp
        if self._index is None or pointer != self._pointer:
            self._open(pointer)

    def _open(self, pointer: Pointer) -> None:
        try:
            index = tantivy.Index.open(str(pointer.folder))
            index.config_reader("manual")
        except BaseException as error:
            if not is_of_the_index(error):
                raise
            log.warning("index not opened", extra={"error": describe(error)})
            generations.suspect(pointer.generation)
            self._try_again_at = time.monotonic() + TRY_AGAIN_AFTER
            return
        self._pointer, self._index, self._meta_stamp = pointer, index, None

    def _follow_commits(self) -> None:
        self._look_at_sizes()
        if self._index is None or self._pointer is None:
            return
        meta = _stamp(self._pointer.folder / META)
        # Without its list of files the index is not what it was, but what is open can be read on.
        if meta is None or meta == self._meta_stamp:
            return
        self._meta_stamp = meta
        try:
            self._index.reload()
            searcher = self._index.searcher()
        except BaseException as error:
            if not is_of_the_index(error):
                raise
            log.warning("index not read anew", extra={"error": describe(error)})
            generations.suspect(self._pointer.generation)
            return
        self._sizes = _sizes(self._pointer.folder)
        self._snapshot = Snapshot(searcher, self._index.schema, self._pointer.generation)

    def _look_at_sizes(self) -> None:
        """A file cut short under an open reader would end the process at the next look into it (SIGBUS)."""
        now = time.monotonic()
        if self._pointer is None or now - self._looked_at < LOOK_AT_SIZES_EVERY:
            return
        self._looked_at = now
        sizes = _sizes(self._pointer.folder)
        if any(sizes.get(name, size) < size for name, size in self._sizes.items()):
            log.error("index damaged", extra={"error": "a file was cut short"})
            generations.suspect(self._pointer.generation)
            self._close()

    def _close(self) -> None:
        self._index = self._snapshot = self._pointer = self._pointer_stamp = self._meta_stamp = None
        self._sizes = {}


_readers: dict[Path, Reader] = {}


def reader() -> Reader:
    """The reader of this process."""
    root = generations.root()
    found = _readers.get(root)
    if found is None:
        _readers.clear()
        found = _readers.setdefault(root, Reader(root))
    return found


def is_of_the_index(error: BaseException) -> bool:
    """Whether an error is one of tantivy's; it panics over some damage, and Python sees that as no Exception."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


def describe(error: BaseException) -> str:
    """An error in a line of the log."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def _sizes(folder: Path) -> dict[str, int]:
    """The sizes of the files of the segments."""
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name: entry.stat().st_size
                for entry in entries
                if not entry.name.startswith(".") and entry.name != META
            }
    except OSError:
        return {}
