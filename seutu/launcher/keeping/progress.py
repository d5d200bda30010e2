"""Saying how far long work is: on a terminal one line that changes, in a log a line now and then."""

from __future__ import annotations

import sys
import time

from seutu.launcher.serving import tell

ON_TERMINAL, IN_LOG = 0.2, 10.0


class Progress:
    """Counts towards a total and tells it in megabytes; ``total`` is 0 where nobody knows it."""

    def __init__(self, what: str, total: int = 0) -> None:
        self.what, self.total, self.done = what, total, 0
        self._is_terminal = sys.stderr.isatty()
        self._last = time.monotonic()

    def advance(self, count: int) -> None:
        self.reach(self.done + count)

    def reach(self, done: int) -> None:
        """Tell that so much is done, unless something was told a moment ago."""
        self.done = done
        now = time.monotonic()
        if now - self._last < (ON_TERMINAL if self._is_terminal else IN_LOG):
            return
        self._last = now
        if self._is_terminal:
            sys.stderr.write("\r  " + self._line().ljust(72))
            sys.stderr.flush()
        else:
            tell(f"  {self._line()}")

    def end(self) -> None:
        """Take the changing line away."""
        if self._is_terminal:
            sys.stderr.write("\r".ljust(75) + "\r")
            sys.stderr.flush()

    def _line(self) -> str:
        share = f" of {self.total / 1e6:.1f}" if self.total else ""
        return f"{self.what}: {self.done / 1e6:.1f}{share} MB"
