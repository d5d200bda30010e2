"""A queue of writers, for threads and processes alike, made of two locked files.

Who wants to write goes through the gate first, and holds it while waiting for the pen. Only one waits for the pen at a
time, so who has just put it down cannot snatch it again before the one at the gate: that is what makes a busy writer
starve the others when there is one lock only. The kernel lets go of both when a process dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

# At the gate many may be waiting, so they look seldom; for the pen only one waits, and looks often.
GATE_PAUSE_SECONDS = 0.003
PEN_PAUSE_SECONDS = 0.0005


class TurnNotReached(Exception):
    """The others did not finish in time."""


class WritersQueue:
    """One writer's place in the queue of a database file, for one turn."""

    def __init__(self, database: Path) -> None:
        self._gate_path, self._pen_path = Path(f"{database}.gate"), Path(f"{database}.pen")
        self._pen: int | None = None

    def take_turn(self, timeout: float) -> None:
        """Wait for the turn to write.

        :raises TurnNotReached: it did not come within ``timeout`` seconds.
        :raises OSError: the files beside the database cannot be opened.
        """
        deadline = time.monotonic() + timeout
        gate = _locked(self._gate_path, deadline, GATE_PAUSE_SECONDS)
        try:
            self._pen = _locked(self._pen_path, deadline, PEN_PAUSE_SECONDS)
        finally:
            os.close(gate)

    def end_turn(self) -> None:
        """Let the next one write; nothing when it is not this writer's turn."""
        if self._pen is not None:
            pen, self._pen = self._pen, None
            os.close(pen)


def _locked(path: Path, deadline: float, pause: float) -> int:
    # A file description of its own each time: locks of one process would otherwise be shared by its threads.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(descriptor)
                raise TurnNotReached from None
            time.sleep(pause)
        else:
            return descriptor
