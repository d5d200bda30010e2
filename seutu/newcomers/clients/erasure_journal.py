"""The journal of who was forgotten: a file outside the data and its backups, so that no backup brings anybody back.

One line of JSON for each client, by the ids of the row: nothing of who it was. A line is on the disk before the
database commits. Should the machine stop between the two, or a backup be restored, `replay_erasures` does again what
the journal says; a row that is forgotten already, or is another client's, is left alone.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A client that was forgotten: the row, the reference it had (a restored row has it again), when and why."""

    client_id: int
    reference: str
    at: str
    why: str


def append(erasure: Erasure) -> None:
    """Write a line and wait until the disk has it."""
    folder = Path(settings.JOURNAL_DIR)
    is_new = not (folder / FILE).exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    line = json.dumps(asdict(erasure), separators=(",", ":")).encode() + b"\n"
    # One write to a file opened for appending: two processes do not mix their lines.
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that was torn by a stop of the machine is ended first, so that it spoils no other.
        os.write(handle, b"\n" + line if _is_torn(folder / FILE) else line)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        _sync_folder(folder)


def read() -> tuple[list[Erasure], int]:
    """Every erasure, oldest first, and how many lines cannot be read.

    A line that was torn when the machine stopped tells of nobody who was forgotten: the database had not committed.
    """
    path = Path(settings.JOURNAL_DIR) / FILE
    lines = [line for line in path.read_bytes().splitlines() if line.strip()] if path.exists() else []
    found = [_parsed(line) for line in lines]
    return [each for each in found if each is not None], found.count(None)


def _parsed(line: bytes) -> Erasure | None:
    try:
        return Erasure(**json.loads(line))
    except (ValueError, TypeError):
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
