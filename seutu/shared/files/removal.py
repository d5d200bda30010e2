"""Removing contents from the store, never while they are being copied.

A copy takes the database first and then the contents that it names: none of them may go in between. Who copies holds a
lock, so a copy that was killed keeps nothing back. What was to be removed meanwhile is removed by a worker afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from seutu.shared.core.file_locks import Taken, held
from seutu.shared.files import store
from seutu.shared.files.models import StoredFile


class BeingCopied(Exception):
    """The contents of the store are being copied: none may be removed now."""


@contextmanager
def paused() -> Iterator[None]:
    """Let no content be removed during a block; waits for who removes one now.

    :raises BeingCopied: somebody else copies them.
    """
    try:
        with held(_turn(), waiting=False), held(_lock(), waiting=True):
            yield
    except Taken as error:
        raise BeingCopied from error


def remove(sha256: str) -> bool:
    """Remove a content that no row has (any more), and say whether it was; one that came anew meanwhile stays.

    :raises BeingCopied: not now.
    :raises store.StoreUnavailable: the store does not answer.
    """
    try:
        with held(_lock(), shared=True):
            if StoredFile.objects.filter(sha256=sha256).exists():
                return False
            store.current().remove(sha256)
            return True
    except Taken as error:
        raise BeingCopied from error


def _lock() -> Path:
    return Path(settings.DATA_DIR) / "files-copied.lock"


def _turn() -> Path:
    """Held by the one who copies, apart from the lock that it waits for."""
    return Path(settings.DATA_DIR) / "backup.lock"
