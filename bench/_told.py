"""What the measurement of reliability says: what was done and lost, with goals."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from _figures import Figure
from _kept import Losses
from _load import Ledger

KINDS = ("database", "audit", "files", "tasks", "index")


def line(name: str, value: str, goal: str = "", met: bool = True) -> Figure:
    """A figure that has its unit in its value."""
    return Figure(name, value, goal=goal, met=met)


def losses_told(name: str, ledger: Ledger, losses: Losses) -> Iterator[Figure]:
    """How much was acknowledged, and how much of it was lost: in one line, and the losses in words beside it."""
    lost, count = losses.counted.total(), ledger.count()
    yield line(f"{name}: acknowledged in all, and lost", f"{count:,}, {lost}", "some, 0 lost", bool(count) and not lost)
    for why, times in ledger.refused.most_common(4):
        yield line(f"{name}: refused: {why}", f"{times:,}")
    tell_losses(losses)


def tell_losses(losses: Losses) -> None:
    """The first of each kind, on the error stream."""
    for words in losses.told:
        print(f"  LOST {words}", file=sys.stderr)


def wait_until(is_so: Callable[[], bool], seconds: float = 240.0) -> None:
    """Wait; end the measurement when it does not come about."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit("What the measurement waited for did not come about.")
        time.sleep(0.05)
