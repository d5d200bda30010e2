"""What a measurement hands over: figures with their goals, told as they come.

With ``--json FILE`` they are written there too, so that `bin/bench all` can put those of all measurements in one table.
"""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """A measured thing, its value as it is shown, and whether that meets the goal, where there is one."""

    name: str
    value: str
    unit: str = ""
    goal: str = ""
    met: bool = True

    @classmethod
    def under(cls, name: str, value: float, most: float, unit: str, *, digits: int = 1, more: str = "") -> Figure:
        """One that must stay under ``most``; ``more`` is told beside the value."""
        return cls(name, f"{value:,.{digits}f}", f"{unit}{more}", f"under {most:,.10g} {unit}", value < most)

    @classmethod
    def at_most(cls, name: str, value: float, most: float, unit: str, *, digits: int = 1) -> Figure:
        """One that may reach ``most``."""
        return cls(name, f"{value:,.{digits}f}", unit, f"at most {most:,.10g} {unit}", value <= most)

    @classmethod
    def at_least(cls, name: str, value: float, least: float, unit: str, *, digits: int = 1, more: str = "") -> Figure:
        """One that must reach ``least``."""
        return cls(name, f"{value:,.{digits}f}", f"{unit}{more}", f"at least {least:,.10g} {unit}", value >= least)

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()

    def __str__(self) -> str:
        return f"{self.name:<62}{self.shown:>28}   {self.goal:<22}{'' if self.met else 'MISSED'}".rstrip()


class Told:
    """The figures of a run; calling it prints some more."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.is_whole = True  # False when a part of it broke and the others went on

    def __call__(self, *figures: Figure) -> None:
        for figure in figures:
            print(figure, flush=True)
        self.keep(*figures)

    def keep(self, *figures: Figure) -> None:
        """Hand figures over that were printed otherwise."""
        self.figures += figures

    @property
    def exit_code(self) -> int:
        """1 when a goal was missed."""
        return 0 if all(figure.met for figure in self.figures) else 1


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let the figures be written to a file."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")


@contextlib.contextmanager
def telling(file: Path | None) -> Iterator[Told]:
    """Tell figures, and write to ``file`` what there is at the end, also when the measurement breaks."""
    told, is_whole = Told(), False
    try:
        yield told
        is_whole = told.is_whole
    finally:
        if file:
            written = {"figures": [asdict(figure) for figure in told.figures], "is_whole": is_whole}
            file.write_text(json.dumps(written), encoding="utf-8")


def read(file: Path) -> tuple[list[Figure], bool]:
    """The figures of a file, and whether their measurement came to its end."""
    if not file.exists():
        return [], False
    written = json.loads(file.read_text(encoding="utf-8"))
    return [Figure(**each) for each in written["figures"]], written["is_whole"]
