"""Locks between the processes of one machine, held on a file: whoever ends, in whatever way, lets go."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Somebody else holds the lock in a way that does not go together with this one."""


@contextmanager
def held(path: Path, *, shared: bool = False, waiting: bool = False) -> Iterator[None]:
    """Hold the lock of ``path`` for a block: alone, or together with all who hold it ``shared``.

    The file is made when it is missing. It must never be deleted: a lock on a deleted file keeps nobody out.

    :raises Taken: somebody else holds it, and ``waiting`` is off.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _give_to_owner_of_folder(descriptor, path)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if waiting else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise Taken from error
        yield
    finally:
        os.close(descriptor)


def _give_to_owner_of_folder(descriptor: int, path: Path) -> None:
    # A command that root runs must not leave a lock that the service cannot take.
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(descriptor, folder.st_uid, folder.st_gid)
