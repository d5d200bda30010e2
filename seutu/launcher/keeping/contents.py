"""The stored files of an installation, in a backup and back."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seutu.launcher.keeping.manifest import Advance, Kept, chunks_of, hash_of

FILES = "files"


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied; ``missing`` was to be had nowhere, and ``rescued`` in the former backup alone."""

    kept: list[Kept] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rescued: list[str] = field(default_factory=list)


def copy_all(contents: Sequence[str], source: Path, target: Path, *, former: Path | None, advance: Advance) -> Copied:
    """Copy the contents that a database names.

    One that the ``former`` backup has is read there, and linked when it is whole: it needs no room a second time.
    """
    copied = Copied()
    for sha256 in contents:
        path = path_of(sha256)
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        size = _link(former / path, target / path, sha256, advance) if former else None
        if size is None:
            size = copy_one(source / path, target / path, sha256, advance)
        if size is None:
            copied.missing.append(sha256)
            continue
        copied.kept.append(Kept(f"{FILES}/{path}", size, sha256))
        if not (source / path).exists():
            copied.rescued.append(sha256)
    return copied


def path_of(sha256: str) -> str:
    """Where a content lies in the store, and in the folder of files of a backup."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def size_of(contents: Sequence[str], source: Path, *, former: Path | None) -> tuple[int, int]:
    """How many bytes the contents have together, and those that the former backup has not."""
    total = new = 0
    for sha256 in contents:
        with contextlib.suppress(FileNotFoundError):
            size = (source / path_of(sha256)).stat().st_size
            total += size
            if former is None or not (former / path_of(sha256)).exists():
                new += size
    return total, new


def copy_one(source: Path, target: Path, sha256: str, advance: Advance) -> int | None:
    """Copy a content and say its size; None, and nothing, when it is missing or not what its name says."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for piece in _readable(source):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
            advance(len(piece))
    if digest.hexdigest() != sha256:
        target.unlink()
        return None
    target.chmod(0o440)
    return size


def _readable(source: Path) -> Iterator[bytes]:
    """What of a content can be read; its hash tells when that is not all. What cannot be written is another thing."""
    with contextlib.suppress(OSError):
        yield from chunks_of(source)


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
