"""Figures over time: lines in two drawings, each beside a table that tells the same in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from seutu.shared.ui.charts import NARROW, WIDE
from seutu.shared.ui.numbers import number

# At most so many pieces between the levels of the scale; it ends at the first level over the largest value.
INTERVALS = 5
ROUND = (1, 2, 5, 10)
_LEFT, _TOP, _BELOW = 58, 14, 36
_RIGHT, _RIGHT_NARROW = 62, 56
_HEIGHT, _HEIGHT_NARROW = 300, 260
# The words under the axis: so many fit in.
_MOST_WORDS, _MOST_WORDS_NARROW = 12, 4
_LINE_OF_TEXT = 18


@dataclass(frozen=True)
class Line:
    """A line: ``values`` one for each time, None where there is nothing to draw.

    ``hidden`` are the places of numbers that there are and that are not told: they are marked and not drawn as nothing.
    """

    kind: Literal["actual", "target", "expected"]
    label: object
    values: Sequence[int | None]
    hidden: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Point:
    """A place in a drawing, with words where it has some."""

    x: float
    y: float
    words: str = ""

    @property
    def pair(self) -> str:
        return f"{self.x},{self.y}"


@dataclass(frozen=True)
class DrawnLine:
    """A line in pieces, broken where nothing is drawn; ``end`` names its last value."""

    line: Line
    pieces: tuple[tuple[Point, ...], ...]
    end: Point | None
    ends_early: bool

    @property
    def points(self) -> list[Point]:
        """What is marked: each actual number."""
        return [point for piece in self.pieces for point in piece] if self.line.kind == "actual" else []


@dataclass(frozen=True)
class LineDrawing:
    """One drawing: wide for a screen, narrow for a phone."""

    width: int
    height: int
    right: float
    lines: tuple[DrawnLine, ...]
    levels: tuple[Point, ...]
    times: tuple[Point, ...]
    hidden: tuple[Point, ...]
    is_narrow: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def left(self) -> int:
        return _LEFT

    @property
    def floor(self) -> int:
        return self.height - _BELOW

    @property
    def top(self) -> int:
        return _TOP


@dataclass(frozen=True)
class LineChart:
    """Lines in two drawings; ``hidden`` is the word of the legend for hidden numbers."""

    wide: LineDrawing
    narrow: LineDrawing
    lines: tuple[Line, ...]
    hidden: object

    @property
    def drawings(self) -> tuple[LineDrawing, LineDrawing]:
        return self.wide, self.narrow

    @property
    def has_hidden(self) -> bool:
        return bool(self.wide.hidden)


def line_chart(times: Sequence[str], lines: Sequence[Line], *, hidden: object) -> LineChart:
    """A chart of ``lines`` over ``times``, whose words stand under the axis; "" has none, such as the beginning."""
    return LineChart(
        _drawing(times, lines, is_narrow=False), _drawing(times, lines, is_narrow=True), tuple(lines), hidden
    )


def _drawing(times: Sequence[str], lines: Sequence[Line], *, is_narrow: bool) -> LineDrawing:
    width, height = (NARROW, _HEIGHT_NARROW) if is_narrow else (WIDE, _HEIGHT)
    right, floor = width - (_RIGHT_NARROW if is_narrow else _RIGHT), height - _BELOW
    largest = max((value for line in lines for value in line.values if value is not None), default=0)
    step = _level_step(largest)
    intervals = max(1, -(-largest // step))

    def x(at: int) -> float:
        return round(_LEFT + (right - _LEFT) * (at / (len(times) - 1) if len(times) > 1 else 0.5), 1)

    def y(value: int) -> float:
        return round(floor - (floor - _TOP) * value / (step * intervals), 1)

    drawn = [_drawn(line, len(times), x, y) for line in lines]
    levels = tuple(Point(_LEFT, y(step * level), number(step * level)) for level in range(intervals + 1))
    most = _MOST_WORDS_NARROW if is_narrow else _MOST_WORDS
    places = _spread([at for at, words in enumerate(times) if words], most)
    under = tuple(Point(x(at), height - 10, times[at]) for at in places)
    hidden = tuple(Point(x(at), floor) for at in sorted({at for line in lines for at in line.hidden}))
    return LineDrawing(width, height, right, tuple(_apart(drawn)), levels, under, hidden, is_narrow)


def _drawn(line: Line, times: int, x: Callable[[int], float], y: Callable[[int], float]) -> DrawnLine:
    pieces: list[tuple[Point, ...]] = []
    piece: list[Point] = []
    last = None
    for at, value in enumerate(line.values):
        if value is None:
            pieces, piece = ([*pieces, tuple(piece)] if piece else pieces), []
            continue
        piece.append(Point(x(at), y(value)))
        last = at, value
    pieces += [tuple(piece)] if piece else []
    if last is None:
        return DrawnLine(line, (), None, ends_early=False)
    ends_early = last[0] < times - 1
    tip, words = pieces[-1][-1], number(last[1])
    end = Point(tip.x + 4, tip.y + 26, words) if ends_early else Point(tip.x + 8, tip.y + 5, words)
    return DrawnLine(line, tuple(pieces), end, ends_early)


def _apart(drawn: Sequence[DrawnLine]) -> list[DrawnLine]:
    """The same with their last values under each other where they would overlap."""
    lowest = float("-inf")
    ends: dict[int, Point] = {}
    at_the_end = [(line.end.y, place, line.end) for place, line in enumerate(drawn) if line.end and not line.ends_early]
    for y, place, end in sorted(at_the_end, key=lambda each: each[:2]):
        lowest = max(y, lowest + _LINE_OF_TEXT)
        ends[place] = replace(end, y=round(lowest, 1))
    return [replace(line, end=ends.get(place, line.end)) for place, line in enumerate(drawn)]


def _level_step(largest: int) -> int:
    """A round number, the least of which `INTERVALS` reach the largest value."""
    least = max(1, -(-largest // INTERVALS))
    tens = 10 ** (len(str(least)) - 1)
    return int(next(each * tens for each in ROUND if each * tens >= least))


def _spread(places: Sequence[int], most: int) -> list[int]:
    """As many as fit in, at even distances, and always the last."""
    if len(places) <= most:
        return list(places)
    every = -(-len(places) // most)
    return list(reversed(list(reversed(places))[::every]))
