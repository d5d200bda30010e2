"""Actual figures against targets: a solid bar in a dashed one, in two drawings as the other charts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutu.shared.ui.charts import GAP, LETTER, LONGEST_LABEL_NARROW, LONGEST_LABEL_WIDE, NARROW, WIDE, cut
from seutu.shared.ui.numbers import number, percent

WHOLE = 100
_WIDE_ROW, _NARROW_ROW = 46, 66
# Beside the bars stand the share and the two numbers; on a phone only the share.
_ROOM_AFTER, _ROOM_AFTER_NARROW = 162, 59


@dataclass(frozen=True)
class TargetBar:
    """A row: how many there are of how many there should be. ``actual`` is None when it is hidden."""

    label: str
    actual: int | None
    target: int

    @property
    def share(self) -> int | None:
        """In per cent of the target."""
        return None if self.actual is None or self.target <= 0 else round(WHOLE * self.actual / self.target)


@dataclass(frozen=True)
class DrawnTargetBar:
    """A row with its place in a drawing."""

    bar: TargetBar
    label: str
    share: str
    numbers: str
    x: int
    y: int
    actual_width: float
    target_width: float


@dataclass(frozen=True)
class Tick:
    """A line of the scale and its words."""

    x: float
    words: str


@dataclass(frozen=True)
class TargetDrawing:
    """One drawing: wide with a scale, narrow without."""

    width: int
    height: int
    rows: tuple[DrawnTargetBar, ...]
    axis: int
    ticks: tuple[Tick, ...]
    is_narrow: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def scale_end(self) -> int:
        return self.height - 28

    @property
    def full(self) -> float:
        """Where the longest bar ends."""
        return self.axis + max((max(row.actual_width, row.target_width) for row in self.rows), default=0.0)


@dataclass(frozen=True)
class TargetBars:
    """A chart of targets; ``actual`` and ``target`` are the words of the legend."""

    wide: TargetDrawing
    narrow: TargetDrawing
    actual: object
    target: object

    @property
    def drawings(self) -> tuple[TargetDrawing, TargetDrawing]:
        return self.wide, self.narrow


def target_bars(bars: Sequence[TargetBar], *, actual: object, target: object, hidden: object) -> TargetBars:
    """A chart of ``bars`` from the top down: every target is as long, and is 100 %. ``hidden`` stands for a number."""
    return TargetBars(_wide(bars, hidden), _narrow(bars, hidden), actual, target)


def _largest(bars: Sequence[TargetBar]) -> int:
    return max([WHOLE, *(bar.share or 0 for bar in bars)])


def _wide(bars: Sequence[TargetBar], hidden: object) -> TargetDrawing:
    labels = [cut(bar.label, LONGEST_LABEL_WIDE) for bar in bars]
    axis = max((len(label) for label in labels), default=0) * LETTER + GAP + 18
    room, largest = WIDE - axis - _ROOM_AFTER, _largest(bars)
    rows = tuple(
        _drawn(bar, label, (axis, 10 + place * _WIDE_ROW), room / largest, hidden)
        for place, (bar, label) in enumerate(zip(bars, labels, strict=True))
    )
    every = 25 if largest <= WHOLE else 50 * -(-largest // 250)
    ticks = tuple(Tick(round(axis + room * at / largest, 1), percent(at)) for at in range(0, largest + 1, every))
    return TargetDrawing(WIDE, _WIDE_ROW * len(bars) + 34, rows, axis, ticks, is_narrow=False)


def _narrow(bars: Sequence[TargetBar], hidden: object) -> TargetDrawing:
    room, largest = NARROW - 1 - _ROOM_AFTER_NARROW, _largest(bars)
    rows = tuple(
        _drawn(bar, cut(bar.label, LONGEST_LABEL_NARROW - 14), (1, 25 + place * _NARROW_ROW), room / largest, hidden)
        for place, bar in enumerate(bars)
    )
    return TargetDrawing(NARROW, _NARROW_ROW * len(bars), rows, 1, (), is_narrow=True)


def _drawn(bar: TargetBar, label: str, at: tuple[int, int], unit: float, hidden: object) -> DrawnTargetBar:
    share = bar.share
    told = str(hidden) if bar.actual is None else number(bar.actual)
    return DrawnTargetBar(
        bar,
        label,
        "" if share is None else percent(share),
        f"{told} / {number(bar.target)}",
        *at,
        round(unit * (share or 0), 1),
        round(unit * WHOLE, 1) if bar.target > 0 else 0.0,
    )
