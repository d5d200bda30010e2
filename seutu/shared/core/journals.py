"""Journals of what may not come back: files outside the data and its backups, to which lines are only ever added.

One line of JSON for each event, with ids alone: nothing of who or what it was. A line is on the disk before the
database commits. Should the machine stop between the two, or a backup be restored, the journal is replayed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

ENDING = ".jsonl"


class Unreadable(Exception):
    """Lines of a journal cannot be read: what they tell cannot be done again."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(f"{count} lines of {path_of(name)} cannot be read. Look into the file")


def path_of(name: str) -> Path:
    """Where the journal ``name`` lies, or will."""
    return Path(settings.JOURNAL_DIR) / f"{name}{ENDING}"


def append(name: str, line: dict[str, Any]) -> None:
    """Write a line and wait until the disk has it."""
    path = path_of(name)
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    # One write to a file opened for appending: two processes do not mix their lines.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that was torn by a stop of the machine is ended first, so that it spoils no other.
        os.write(handle, b"\n" + written if _is_torn(path) else written)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        _sync_folder(path.parent)


def read(name: str) -> list[Any]:
    """What each line holds, oldest first; None for one that is no JSON.

    A line that was torn when the machine stopped tells of nothing that happened: the database had not committed.
    """
    path = path_of(name)
    return [_parsed(line) for line in path.read_bytes().splitlines() if line.strip()] if path.exists() else []


def counts() -> dict[str, int]:
    """How many lines each journal has."""
    folder = Path(settings.JOURNAL_DIR)
    return {path.stem: len(read(path.stem)) for path in sorted(folder.glob(f"*{ENDING}"))}


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _is_torn(path: Path) -> bool:
    size = path.stat().st_size
    if not size:
        return False
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) != b"\n"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
