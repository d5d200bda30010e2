"""Locks between processes, held by a file: whoever dies lets go."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class Taken(Exception):
    """Another process, or another thread, holds the lock."""


class FileLock:
    """A lock that stays until it is let go, or until the process ends in whatever way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is held by this object, under the name that others look for: a deleted file locks nobody out."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except FileNotFoundError:
            return False

    def take(self, *, waiting: bool = False) -> bool:
        """Take it, or say that somebody else holds it; ``waiting`` waits for them instead."""
        if self.is_held:
            return True
        self.let_go()
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self.is_held or self.take(waiting=waiting)

    def let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextlib.contextmanager
def held(path: Path, *, waiting: bool = True) -> Iterator[None]:
    """Hold a lock for a block.

    :raises Taken: somebody else holds it, and ``waiting`` is off.
    """
    lock = FileLock(path)
    if not lock.take(waiting=waiting):
        raise Taken
    try:
        yield
    finally:
        lock.let_go()
