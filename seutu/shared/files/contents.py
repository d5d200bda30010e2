"""Reading what a stored file holds, sealed or not."""

from __future__ import annotations

from typing import BinaryIO

from seutu.shared.core.encryption.unreadable import Unreadable
from seutu.shared.files import sealing, store
from seutu.shared.files.models import StoredFile

CHUNK = 1024 * 1024


class CannotOpen(Exception):
    """A sealed content cannot be opened: it is damaged, or the field key that its own key is under is missing."""


def open_content(stored: StoredFile) -> BinaryIO:
    """What the file holds, in the clear. Reading what is sealed raises `sealing.Damaged` where it was changed.

    :raises store.FileMissing: it is not in the store.
    :raises CannotOpen: it is sealed, and its key cannot be opened or its beginning was changed.
    """
    if stored.content_key is None:
        return store.current().open(stored.sha256)
    if isinstance(stored.content_key, Unreadable):
        raise CannotOpen(str(stored))
    try:
        return sealing.opened(store.current().open(stored.sha256), bytes.fromhex(stored.content_key))
    except sealing.Damaged as error:
        raise CannotOpen(str(stored)) from error


def make_sure_it_opens(stored: StoredFile) -> None:
    """Read a sealed content to its end, so that nothing of it is given out where a part of it was changed.

    :raises store.FileMissing, CannotOpen: see `open_content`.
    """
    if not stored.is_sealed:
        return
    try:
        with open_content(stored) as file:
            while file.read(CHUNK):
                pass
    except sealing.Damaged as error:
        raise CannotOpen(str(stored)) from error


def size_in_store(stored: StoredFile) -> int:
    """How many bytes its content has in the store."""
    return sealing.sealed_size(stored.size) if stored.is_sealed else stored.size
