"""Documents in files and folders: which there are, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from seutu.publishing.harvest.sources.minutes.reading import MAX_BYTES, SUFFIXES, Unreadable


class NoSuchPath(Exception):
    """A path that was given is not there."""


def collect(paths: Iterable[Path]) -> list[Path]:
    """The documents that the paths name: files as they are, of folders all that may be minutes, in order of name.

    :raises NoSuchPath: one of the paths is missing.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise NoSuchPath(str(path))
        for document in _in_folder(path) if path.is_dir() else [path]:
            found.setdefault(document.resolve(), document)
    return list(found.values())


def _in_folder(folder: Path) -> Iterator[Path]:
    """The documents under a folder; links to folders are not followed, since they may lead round."""
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here) / name


def read(path: Path) -> bytes:
    """The bytes of a document.

    :raises Unreadable: no permission, gone, too large, or not a plain file.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not_a_file")
        if status.st_size > MAX_BYTES:
            raise Unreadable("too_large")
        return path.read_bytes()
    except PermissionError as error:
        raise Unreadable("no_permission") from error
    except OSError as error:
        raise Unreadable("not_a_file") from error
