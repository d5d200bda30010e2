"""The journal of who was forgotten: outside the data and its backups, so that no backup brings anybody back.

One line for each client, by the ids of the row: nothing of who it was. `replay_erasures` does again what the journal
says; a row that is forgotten already, or is another client's, is left alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from seutu.shared.core import journals

NAME = "erasures"
FILE = f"{NAME}{journals.ENDING}"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A client that was forgotten: the row, the reference it had (a restored row has it again), when and why."""

    client_id: int
    reference: str
    at: str
    why: str


def append(erasure: Erasure) -> None:
    """Write a line and wait until the disk has it."""
    journals.append(NAME, asdict(erasure))


def read() -> tuple[list[Erasure], int]:
    """Every erasure, oldest first, and how many lines cannot be read."""
    found = [_erasure(line) for line in journals.read(NAME)]
    return [each for each in found if each is not None], found.count(None)


def _erasure(line: Any) -> Erasure | None:
    try:
        return Erasure(**line)
    except TypeError:
        return None
