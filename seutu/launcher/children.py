"""Processes that the launcher starts, and that end when it does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PATIENCE = 4.0  # seconds between asking the children to end and ending them
LAST_WORDS = 2000


class StopAsked(BaseException):
    """SIGTERM, SIGHUP or Ctrl-C."""


@dataclass
class Child:
    """A process in a session of its own, so that the terminal's Ctrl-C reaches the launcher alone."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None

    def last_words(self) -> str:
        """The end of what it wrote in its log."""
        return "" if self.log is None else self.log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:].strip()


@dataclass
class Children:
    """The children of one launcher. Leaving the ``with`` ends them all, within five seconds."""

    log_dir: Path | None = None
    children: list[Child] = field(default_factory=list)

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self, name: str, *arguments: str) -> Child:
        """Start ``seutu.launcher.child`` with ``arguments``; its words go to a log in ``log_dir``, when there is one.

        Its standard input is a pipe that only the launcher holds: when that ends, even by -9, the child notices.
        """
        log = None if self.log_dir is None else self.log_dir / f"{name.replace(' ', '-')}.log"
        with contextlib.ExitStack() as stack:
            output = None if log is None else stack.enter_context(log.open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", "seutu.launcher.child", *arguments],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
            )
        child = Child(name, process, log)
        self.children.append(child)
        return child

    def ended(self) -> Child | None:
        """A child that has ended, if any has."""
        return next((child for child in self.children if child.process.poll() is not None), None)

    def watch(self) -> Child:
        """Wait until a child ends, and say which."""
        while True:
            child = self.ended()
            if child is not None:
                return child
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask all to end; end with force, together with what they started, those that do not."""
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
            if child.process.stdin is not None:
                child.process.stdin.close()
        self.children.clear()


@contextlib.contextmanager
def stop_signals_raise() -> Iterator[None]:
    """Turn SIGTERM, SIGHUP and Ctrl-C into `StopAsked`, once: a second one does not disturb the ending."""
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def ask(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise StopAsked

    former = {each: signal.signal(each, ask) for each in signals}
    try:
        yield
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
