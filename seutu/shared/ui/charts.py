"""Charts: drawn here, so that they need no script; each stands beside a table that tells the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from seutu.shared.ui.numbers import number

# In the units of the drawings. A letter of the label takes about eight at their text size.
LETTER = 8
GAP = 12
WIDE, NARROW = 720, 350
LONGEST_LABEL_WIDE, LONGEST_LABEL_NARROW = 26, 38


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart: a solid bar is settled, a dashed one is not, and a faint one is outside the matter.

    ``about`` stands after the number. ``value`` is None when the number must not be told: no bar is drawn, and
    ``words`` say so. Otherwise ``words`` stand for the number where it is told in another unit.
    """

    label: str
    value: int | None
    about: str = ""
    line: Literal["solid", "dashed", "faint"] = "solid"
    words: str = ""

    @property
    def told(self) -> str:
        """The number in words."""
        return self.words or number(self.value or 0)


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its place in a drawing; ``width`` is 0 when there is nothing to draw."""

    bar: Bar
    label: str
    value: str
    label_at: tuple[int, int]
    x: int
    y: int
    width: float
    height: int
    value_at: tuple[float, int]
    about_at: tuple[float, int]


@dataclass(frozen=True)
class Drawing:
    """One drawing of a chart: wide for a screen, narrow for a phone, so that no text is scaled down."""

    width: int
    height: int
    rows: tuple[DrawnBar, ...]
    axis: int
    is_narrow: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class BarChart:
    """Bars in two drawings; ``solid`` and ``dashed`` are the words of the legend."""

    wide: Drawing
    narrow: Drawing
    solid: object
    dashed: object

    @property
    def drawings(self) -> tuple[Drawing, Drawing]:
        return self.wide, self.narrow


def bar_chart(bars: Sequence[Bar], *, solid: object, dashed: object) -> BarChart:
    """A chart of ``bars`` from the top down; each bar's length is its share of the largest value."""
    return BarChart(_wide(bars), _narrow(bars), solid, dashed)


def _wide(bars: Sequence[Bar]) -> Drawing:
    """The label before its bar, the number after it."""
    labels = [cut(bar.label, LONGEST_LABEL_WIDE) for bar in bars]
    axis = max((len(label) for label in labels), default=0) * LETTER + GAP
    room = WIDE - axis - _room_for_words(bars)
    rows = []
    for place, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        top, width = 6 + place * 40, _length(bar, bars, room)
        after = axis + width + GAP
        about_at = after + LETTER * (len(bar.told) + 1)
        value = bar.told
        rows.append(
            DrawnBar(
                bar, label, value, (axis - GAP, top + 19), axis, top, width, 26, (after, top + 19), (about_at, top + 19)
            )
        )
    return Drawing(WIDE, 12 + 40 * len(bars) - 14, tuple(rows), axis, is_narrow=False)


def _narrow(bars: Sequence[Bar]) -> Drawing:
    """The label above its bar, the number after it."""
    room = NARROW - _room_for_words(bars) - 2
    rows = []
    for place, bar in enumerate(bars):
        top, width = 26 + place * 62, _length(bar, bars, room)
        after = 1 + width + GAP
        about_at = after + LETTER * (len(bar.told) + 1) + 2
        label, value = cut(bar.label, LONGEST_LABEL_NARROW), bar.told
        rows.append(
            DrawnBar(bar, label, value, (1, top - 8), 1, top, width, 24, (after, top + 18), (about_at, top + 18))
        )
    return Drawing(NARROW, 62 * len(bars), tuple(rows), 1, is_narrow=True)


def _room_for_words(bars: Sequence[Bar]) -> int:
    """How much stands after the longest bar."""
    longest = max((len(bar.told) + 1 + len(bar.about) for bar in bars), default=0)
    return GAP * 2 + (LETTER + 1) * longest


def _length(bar: Bar, bars: Sequence[Bar], room: int) -> float:
    largest = max(each.value or 0 for each in bars)
    return round(room * (bar.value or 0) / largest, 1) if largest else 0.0


def cut(label: str, longest: int) -> str:
    """``label``, shortened when it has no room; the table beside the chart has it whole."""
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
