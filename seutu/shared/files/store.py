"""Where contents lie: behind one small interface, each under the SHA-256 of what it holds."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

SHA256 = re.compile(r"[0-9a-f]{64}")
PART = ".part"


class FileTooLarge(Exception):
    """The content is larger than this installation takes (``FILE_SIZE_LIMIT``)."""


class EmptyFile(Exception):
    """There is nothing in the file."""


class DiskFull(Exception):
    """There is no room left for the content."""


class FileMissing(Exception):
    """A content that was stored is not where it should be: the store has been damaged."""


class StoreUnavailable(Exception):
    """The store does not answer, or not as it should; ``str`` says why in a few English words.

    Whatever was being done may succeed a little later. Deliberately no OSError: who takes a broken file for a fault of
    the file must not take a broken store for one.
    """


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in the store."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptContent(Content):
    """A content as it is listed, with the instant at which it was last put there."""

    stored_at: dt.datetime


class Store(Protocol):
    """A store of contents: `LocalStore`, and `client_s3.S3Store`. Each must pass the tests of `tests/test_store.py`.

    Each of these can raise `StoreUnavailable`.
    """

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

    def contents(self) -> Iterator[KeptContent]:
        """Every content that is there, in the order of its SHA-256: for backups, and for finding what nobody has."""

    def remove_unfinished(self, before: dt.datetime) -> int:
        """Take away what was begun before that instant and never finished, and say how many there were."""

    def problem(self) -> str:
        """Why nothing can be stored now, in a few English words, or "". Asked often: it writes nothing."""

    def problem_of_writing(self) -> str:
        """The same, by writing something and taking it away again."""


class LocalStore:
    """Contents in a local folder: ``ab/cd/abcd…``, written beside, flushed to the disk, then renamed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, chunks: Iterable[bytes], *, limit: int) -> Content:
        with full_disk_named():
            return self._add(chunks, limit)

    def _add(self, chunks: Iterable[bytes], limit: int) -> Content:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=PART)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                content = write(chunks, file, limit=limit)
                os.fsync(file.fileno())
            self._put_in_place(unfinished, content)
        finally:
            unfinished.unlink(missing_ok=True)
        return content

    def _put_in_place(self, unfinished: Path, content: Content) -> None:
        if self._is_there(content):
            return
        target = self._path(content.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.chmod(0o440)
        # Two writers at the same moment put the same bytes here: the rename is whole or not at all.
        unfinished.replace(target)
        for folder in (target.parent, target.parent.parent, self.folder):
            _flush_folder(folder)

    def _is_there(self, content: Content) -> bool:
        """Whether it is; if so, it counts as put there now, so that no sweep takes what somebody is about to name."""
        try:
            path = self._path(content.sha256)
            is_whole = path.stat().st_size == content.size
            os.utime(path)
        except FileNotFoundError:
            return False
        return is_whole

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise FileMissing(sha256) from error

    def size(self, sha256: str) -> int | None:
        try:
            return self._path(sha256).stat().st_size
        except (FileNotFoundError, FileMissing):
            return None

    def remove(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def contents(self) -> Iterator[KeptContent]:
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                if SHA256.fullmatch(path.name):
                    about = path.stat()
                    stored_at = dt.datetime.fromtimestamp(about.st_mtime, dt.UTC)
                    yield KeptContent(path.name, about.st_size, stored_at)

    def remove_unfinished(self, before: dt.datetime) -> int:
        left = [path for path in self.folder.glob(f"*{PART}") if path.stat().st_mtime < before.timestamp()]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def problem(self) -> str:
        folder = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        return "" if os.access(folder, os.W_OK | os.X_OK) else "the folder of files cannot be written"

    def problem_of_writing(self) -> str:
        return self.problem()

    def _path(self, sha256: str) -> Path:
        """
        :raises FileMissing: no content has such a name. It may come from outside, and must lead nowhere else.
        """
        if not SHA256.fullmatch(sha256):
            raise FileMissing(sha256)
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def write(chunks: Iterable[bytes], file: BinaryIO, *, limit: int) -> Content:
    """Write a content to an open file, and say what it is; for the stores.

    :raises FileTooLarge, EmptyFile: see `Store.add`.
    """
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
    return Content(digest.hexdigest(), size)


@contextmanager
def full_disk_named() -> Iterator[None]:
    """
    :raises DiskFull: in place of the error that says so.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def current() -> Store:
    """The store of this installation: the one of `SEUTU_FILE_STORE`, else the folder of files."""
    where = tuple(settings.FILE_STORE.items())
    return _s3_store(where) if where else LocalStore(Path(settings.FILES_DIR))


@cache
def _s3_store(where: tuple[tuple[str, str], ...]) -> Store:
    from seutu.shared.files.client_s3 import S3Store  # its package is there only where such a store is

    return S3Store(**dict(where), folder=Path(settings.DATA_DIR))
