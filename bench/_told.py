"""What the measurement of reliability says: lines with goals."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from _kept import Losses
from _load import Ledger

KINDS = ("database", "audit", "files", "tasks", "index")


@dataclass(frozen=True)
class Line:
    """A row of the table; ``goal`` is empty where there is none."""

    name: str
    figure: str
    goal: str = ""
    is_reached: bool = True

    def __str__(self) -> str:
        missed = "" if self.is_reached else "MISSED"
        return f"{self.name:<62}{self.figure:>22}   {self.goal:<14}{missed}".rstrip()


def losses_told(name: str, ledger: Ledger, losses: Losses) -> Iterator[Line]:
    """How much was acknowledged, and how much of it was lost: in one line, and the losses in words beside it."""
    lost, count = losses.counted.total(), ledger.count()
    yield Line(f"{name}: acknowledged in all, and lost", f"{count:,}, {lost}", "some, 0 lost", bool(count) and not lost)
    for why, times in ledger.refused.most_common(4):
        yield Line(f"{name}: refused: {why}", f"{times:,}")
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
