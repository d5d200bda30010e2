"""Where contents lie: behind one small interface, each under the SHA-256 of what it holds."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings


class FileTooLarge(Exception):
    """The content is larger than this installation takes (``FILE_SIZE_LIMIT``)."""


class EmptyFile(Exception):
    """There is nothing in the file."""


class DiskFull(Exception):
    """There is no room left for the content."""


class FileMissing(Exception):
    """A content that was stored is not where it should be: the store has been damaged."""


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in the store."""

    sha256: str
    size: int


class Store(Protocol):
    """A store of contents. Another implementation (S3) needs these five and the tests of `tests/test_store.py`."""

    def add(self, chunks: Iterable[bytes], *, limit: int) -> Content:
        """Keep a content; one that is there already is kept once.

        :raises FileTooLarge: it has more than ``limit`` bytes.
        :raises EmptyFile: it has none.
        :raises DiskFull: there is no room for it.
        """

    def open(self, sha256: str) -> BinaryIO:
        """Read a content.

        :raises FileMissing: it is not there.
        """

    def size(self, sha256: str) -> int | None:
        """How many bytes are there, or None when the content is missing."""

    def remove(self, sha256: str) -> None:
        """Let a content go; one that is not there is gone already."""

    def problem(self) -> str:
        """Why nothing can be stored now, in a few English words; "" when all is well."""


class LocalStore:
    """Contents in a local folder: ``ab/cd/abcd…``, written beside, flushed to the disk, then renamed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, chunks: Iterable[bytes], *, limit: int) -> Content:
        try:
            return self._add(chunks, limit)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise DiskFull from error
            raise

    def _add(self, chunks: Iterable[bytes], limit: int) -> Content:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                content = _write(chunks, file, limit)
            self._put_in_place(unfinished, content)
        finally:
            unfinished.unlink(missing_ok=True)
        return content

    def _put_in_place(self, unfinished: Path, content: Content) -> None:
        if self.size(content.sha256) == content.size:
            return
        target = self._path(content.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.chmod(0o440)
        # Two writers at the same moment put the same bytes here: the rename is whole or not at all.
        unfinished.replace(target)
        for folder in (target.parent, target.parent.parent, self.folder):
            _flush_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise FileMissing(sha256) from error

    def size(self, sha256: str) -> int | None:
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def problem(self) -> str:
        folder = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        return "" if os.access(folder, os.W_OK | os.X_OK) else "the folder of files cannot be written"

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def _write(chunks: Iterable[bytes], file: BinaryIO, limit: int) -> Content:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FileTooLarge
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise EmptyFile
    file.flush()
    os.fsync(file.fileno())
    return Content(digest.hexdigest(), size)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def current() -> Store:
    """The store of this installation."""
    return LocalStore(Path(settings.FILES_DIR))
