"""The stored files of an installation, in a backup and back."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from seutu.launcher.keeping.manifest import AT_ONCE, Advance, Kept, Manifest, chunks_of, hash_of

if TYPE_CHECKING:
    from seutu.shared.files.store import Store

FILES = "files"


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied; ``missing`` was to be had nowhere, and ``rescued`` in the former backup alone."""

    kept: list[Kept] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rescued: list[str] = field(default_factory=list)


def copy_all(contents: Sequence[str], source: Store, target: Path, *, former: Path | None, advance: Advance) -> Copied:
    """Copy the contents that a database names out of the store.

    One that the ``former`` backup has is read there, and linked when it is whole: it needs no room a second time.

    :raises store.StoreUnavailable: the store does not answer.
    """
    copied = Copied()
    for sha256 in contents:
        path = path_of(sha256)
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        size = _link(former / path, target / path, sha256, advance) if former else None
        if size is None:
            size = _copy(source, target / path, sha256, advance)
        if size is None:
            copied.missing.append(sha256)
            continue
        copied.kept.append(Kept(f"{FILES}/{path}", size, sha256))
        if source.size(sha256) is None:
            copied.rescued.append(sha256)
    return copied


def path_of(sha256: str) -> str:
    """Where a content lies in the store, and in the folder of files of a backup."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def size_of(contents: Sequence[str], source: Store, *, former: Path | None) -> tuple[int, int]:
    """How many bytes the contents have together, and those that the former backup has not."""
    total = new = 0
    for sha256 in contents:
        size = _size_in(former / path_of(sha256)) if former else None
        if size is None:
            size = source.size(sha256) or 0
            new += size
        total += size
    return total, new


def files_in(about: Manifest) -> list[Kept]:
    """The stored files of a backup, without its database."""
    return [kept for kept in about.files if kept.path.startswith(f"{FILES}/")]


def put_back(source: Path, target: Store, kept: Kept, advance: Advance) -> bool:
    """Put a content of a backup into the store, where it is not there already; False when it is not what its name says.

    :raises store.DiskFull: there is no room for it.
    :raises store.StoreUnavailable: the store does not answer.
    """
    if target.size(kept.sha256) == kept.size:
        advance(kept.size)
        return True
    from seutu.shared.files.store import EmptyFile, FileTooLarge  # it needs the settings

    try:
        put = target.add(_told(chunks_of(source), advance), limit=kept.size)
    except (EmptyFile, FileTooLarge):
        return False
    return put.sha256 == kept.sha256


def _told(pieces: Iterable[bytes], advance: Advance) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        advance(len(piece))


def _size_in(path: Path) -> int | None:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return None


def _copy(source: Store, target: Path, sha256: str, advance: Advance) -> int | None:
    """Copy a content and say its size; None, and nothing, when it is missing or not what its name says."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for piece in _readable(source, sha256):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
            advance(len(piece))
    if digest.hexdigest() != sha256:
        target.unlink()
        return None
    target.chmod(0o440)
    return size


def _readable(source: Store, sha256: str) -> Iterator[bytes]:
    """What of a content can be read; its hash tells when that is not all. What cannot be written is another thing."""
    from seutu.shared.files.store import FileMissing  # it needs the settings

    with contextlib.suppress(OSError, FileMissing), source.open(sha256) as file:
        while piece := file.read(AT_ONCE):
            yield piece


def _link(former: Path, target: Path, sha256: str, advance: Advance) -> int | None:
    try:
        size, found = hash_of(former, advance)
        if found != sha256:
            return None
        os.link(former, target)
    except OSError:
        # No such file there, or a disk that has no links: it is copied.
        return None
    return size
