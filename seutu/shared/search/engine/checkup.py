"""Is a generation whole? tantivy notices a damaged file only when a search reads the damaged place."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

META = "meta.json"
PARTS = ("idx", "pos", "term", "fast", "fieldnorm", "store")
MAGIC = 1337
TAIL = struct.Struct("<II")
LONGEST_FOOTER = 4096
AT_ONCE = 1024 * 1024


class Damaged(Exception):
    """The index cannot be used as it is."""


def look(folder: Path, *, is_thorough: bool = False) -> None:
    """Look whether all files of a generation are there and whole; ``is_thorough`` reads them from end to end.

    :raises Damaged: they are not.
    """
    try:
        for path in _files(folder):
            _look_at(path, is_thorough=is_thorough)
    except FileNotFoundError as error:
        # A merge may have replaced the files while we were looking: then the list of them is another one now.
        raise Damaged(f"{Path(str(error.filename)).name} is missing") from error
    except (OSError, ValueError, TypeError, KeyError, struct.error) as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error


def is_whole(folder: Path, *, is_thorough: bool = False) -> bool:
    """Whether a generation can be used; looks again once, since files come and go while it is written to."""
    for is_last in (False, True):
        try:
            look(folder, is_thorough=is_thorough)
        except Damaged:
            if is_last:
                return False
        else:
            return True
    return False


def _files(folder: Path) -> Iterator[Path]:
    """The files that belong to the last commit."""
    meta = json.loads((folder / META).read_bytes())
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (folder / f"{name}.{part}" for part in PARTS)
        if segment["deletes"]:
            yield folder / f"{name}.{segment['deletes']['opstamp']}.del"


def _look_at(path: Path, *, is_thorough: bool) -> None:
    """Each file ends in a footer that holds the checksum of what stands before it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(size - TAIL.size)
        length, magic = TAIL.unpack(file.read(TAIL.size))
        if magic != MAGIC or length > min(LONGEST_FOOTER, size):
            raise Damaged(f"{path.name} has no end")
        body = size - TAIL.size - length
        file.seek(body)
        footer = json.loads(file.read(length))
        if is_thorough and _checksum(path, body) != footer["crc"]:
            raise Damaged(f"{path.name} holds something else than was written")


def _checksum(path: Path, length: int) -> int:
    found, left = 0, length
    with path.open("rb") as file:
        while left:
            piece = file.read(min(AT_ONCE, left))
            if not piece:
                break
            found = zlib.crc32(piece, found)
            left -= len(piece)
    return found
