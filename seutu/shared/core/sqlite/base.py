"""Django's SQLite, with a queue of writers.

SQLite lets one process write at a time and makes the others sleep and try again; under load one of them can miss its
turn for seconds. The queue puts them in a row instead. Single statements outside ``atomic`` write without it: they wait
by SQLite's own means.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from seutu.shared.core.sqlite.queue import TurnNotReached, WritersQueue

DEFAULT_TIMEOUT_SECONDS = 20


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has the turn to write from the beginning of a transaction to its end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: WritersQueue | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback, which ends the turn.
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def close(self) -> None:
        # Closing within a transaction undoes it, and Django then calls no rollback.
        try:
            super().close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        # Not in __init__: the name of a test database is settled later.
        self._queue = WritersQueue(Path(str(self.settings_dict["NAME"])))
        timeout = self.settings_dict["OPTIONS"].get("timeout", DEFAULT_TIMEOUT_SECONDS)
        try:
            self._queue.take_turn(float(timeout))
        except TurnNotReached as error:
            raise OperationalError("database is locked: other writers did not finish in time") from error
        except OSError as error:
            raise OperationalError(f"the queue of writers cannot be used: {error.strerror}") from error

    def _end_turn(self) -> None:
        if self._queue is not None:
            self._queue.end_turn()
            self._queue = None
