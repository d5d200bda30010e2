"""How the index stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from seutu.shared.core import clock
from seutu.shared.search.engine import generations
from seutu.shared.search.engine.checkup import META
from seutu.shared.search.models import IndexRequest


@dataclass(frozen=True, slots=True)
class IndexState:
    """``ready``: searches are answered. ``building``: there is no index yet, it is being made. ``missing``: nobody
    makes one. While a new index is made beside an old one, ``done`` and ``total`` tell how far, and it is ``ready``.
    """

    name: Literal["ready", "building", "missing"]
    done: int = 0
    total: int = 0

    @property
    def is_ready(self) -> bool:
        return self.name == "ready"


def state(*, is_served: bool | None = None) -> IndexState:
    """How the index stands; ``is_served`` says whether a search was answered, for who knows."""
    progress = generations.progress()
    done, total = (progress.done, progress.total) if progress else (0, 0)
    if has_index() if is_served is None else is_served:
        return IndexState("ready", done, total)
    return IndexState("building" if progress else "missing", done, total)


def has_index() -> bool:
    """Whether there is an index that this code can read."""
    pointer = generations.pointer()
    return pointer is not None and pointer.is_readable and (pointer.folder / META).exists()


def longest_wait() -> dt.timedelta | None:
    """For how long the oldest request that is due has been due; None when none is."""
    now = clock.now()
    oldest = IndexRequest.objects.due(now).values_list("due_at", flat=True).first()
    return None if oldest is None else now - oldest


def waiting_count() -> int:
    """How many requests are due."""
    return IndexRequest.objects.due(clock.now()).count()
