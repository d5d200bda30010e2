"""Keys of forms, kept in a file over restarts: for an analyzer that takes longer than a look into a file.

The file is no source of truth: whatever is wrong with it, it is thrown away, and the forms are analysed again.
"""

from __future__ import annotations

import atexit
import logging
import os
import sqlite3
import threading
import zlib
from contextlib import suppress
from pathlib import Path

from seutu.shared.search.analysis.keys import Keys

logger = logging.getLogger(__name__)

BATCH = 500
BUSY_SECONDS = 2.0
SCHEMA = "CREATE TABLE IF NOT EXISTS forms (form TEXT PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID"


class FormCache:
    """A table of forms in ``folder``, one file for each ``identity`` of what made the keys; older ones are deleted.

    Several threads and processes may use it, and be killed at any moment: forms are written in batches, and a lost
    batch is analysed again. A file that cannot be used is deleted once; after that the cache stays silent.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        self.path = folder / f"forms-{zlib.crc32(identity.encode()):08x}.sqlite3"
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        atexit.register(self.flush)

    def _begin(self) -> None:
        """Start with nothing in hand; also after a fork, where a connection and a lock of the parent are of no use."""
        # The parent's connection is kept from being closed here: closing would drop the parent's locks on the file.
        self._left_alone = getattr(self, "_connection", None)
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._waiting: dict[str, str] = {}
        self._is_off = False
        self._was_deleted = False

    def get(self, form: str) -> Keys | None:
        """What was kept for the form."""
        with self._lock:
            written = self._waiting.get(form) or self._read(form)
        return _keys(written) if written else None

    def add(self, form: str, keys: Keys) -> None:
        """Keep the keys of a form, in the file when a batch has come together."""
        with self._lock:
            if self._is_off:
                return
            self._waiting[form] = f"{' '.join(keys.base)}\t{' '.join(keys.parts)}"
            if len(self._waiting) >= BATCH:
                self._write()

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            self._write()

    def _read(self, form: str) -> str | None:
        try:
            if (connection := self._opened()) is None:
                return None
            row = connection.execute("SELECT keys FROM forms WHERE form = ?", [form]).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        return str(row[0]) if row else None

    def _write(self) -> None:
        if not self._waiting or self._is_off:
            return
        try:
            if (connection := self._opened()) is not None:
                with connection:
                    connection.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?)", self._waiting.items())
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        self._waiting.clear()

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._is_off:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connection(self.path)
            self._delete_older()
        return self._connection

    def _give_up(self, error: Exception) -> None:
        """Go on without the file for now; one that is damaged is deleted, and made anew when it is next needed."""
        if _is_busy(error):
            return
        with suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.close()
        self._connection = None
        if self._was_deleted:
            logger.warning("the cache of forms is off: %s", error)
            self._is_off = True
            return
        self._was_deleted = True
        _delete(self.path)

    def _delete_older(self) -> None:
        for path in self.path.parent.glob("forms-*.sqlite3"):
            if path != self.path:
                _delete(path)


def _connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _keys(written: str) -> Keys:
    base, _, parts = written.partition("\t")
    return Keys(tuple(base.split(" ")), tuple(parts.split(" ")) if parts else ())


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _delete(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            name.unlink()
