"""Django's SQLite, with a queue of writers.

SQLite lets one process write at a time and makes the others sleep and try again; under load one of them can miss its
turn for seconds. A lock on a file beside the database puts them in a row instead. A process that dies lets go of it.
"""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from filelock import FileLock, Timeout


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds the writers' lock from the beginning of a transaction to its end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._writers_lock: FileLock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if not self.in_atomic_block:
                self._give_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._writers_lock is None:
            self._writers_lock = FileLock(f"{self.settings_dict['NAME']}.writers", thread_local=False)
        try:
            self._writers_lock.acquire(
                timeout=float(self.settings_dict["OPTIONS"].get("timeout", 20)), poll_interval=0.002
            )
        except Timeout as error:
            raise OperationalError("database is locked: other writers did not let go in time") from error

    def _give_turn(self) -> None:
        if self._writers_lock is not None and self._writers_lock.is_locked:
            self._writers_lock.release(force=True)
