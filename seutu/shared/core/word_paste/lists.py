"""Items of lists: what a bullet or number written out as text means, and nested lists from items and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seutu.shared.core.word_paste.blocks import BREAK, Block, Run
from seutu.shared.core.word_paste.inline import markup, text_of

_NUMBER = re.compile(r"\(?([0-9]{1,5}|[a-zA-Z]|[ivxlcdmIVXLCDM]{2,8})[.)]")
_BULLETS = "•·▪◦‣●○■–"
# Typed by hand: a bullet before the text. Only where spaces show that it is one, and never a dash.
_TYPED_BULLET = re.compile(r"[•·▪◦‣●○■]\s+(?=\S)")
# As mail programs leave what Word wrote: a marker, then hard spaces to fill the indent.
_LEFT_MARKER = re.compile(rf"\s*([{_BULLETS}o§Ø]|\(?(?:[0-9]{{1,3}}|[a-zA-Z])[.)])[\u00a0 \n]{{2,}}(?=\S)")
# How many pieces of text may hold the marker, the spaces after it and the beginning of the text.
_MARKER_RUNS, _BULLET_RUNS = 8, 3
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an item. ``numbering`` and ``value`` are those of ``Block``."""

    numbering: str
    value: int


def read_marker(marker: str, before: Block | None) -> Marker | None:
    """What a written marker means in a list whose former item is ``before``.

    None when a list could not show it: ``1.1`` and the like say more than a number of an item.
    """
    if not any(sign.isalnum() for sign in marker) or (len(marker) == 1 and not marker.isdigit()):
        return Marker("", 1)
    found = _NUMBER.fullmatch(marker)
    if found is None:
        return None
    written = found[1]
    if written.isdigit():
        return Marker("1", int(written))
    is_small = written.islower()
    if _is_roman(written, before):
        return Marker("i" if is_small else "I", _roman(written.lower()))
    return Marker("a" if is_small else "A", ord(written.lower()) - ord("a") + 1)


def take_marker(runs: list[Run]) -> str:
    """Take the marker of a list paragraph, which stands as text, off the beginning of its ``runs``; "" for none."""
    found = _LEFT_MARKER.match(text_of(runs[:_MARKER_RUNS]))
    return _taken(runs, found, found[1]) if found else ""


def take_bullet(runs: list[Run]) -> bool:
    """Take a bullet that was typed by hand off the beginning of tidied ``runs``; says whether there was one."""
    found = _TYPED_BULLET.match(text_of(runs[:_BULLET_RUNS]))
    return bool(found and _taken(runs, found, "•"))


def parted_at_bullets(runs: list[Run]) -> list[list[Run]]:
    """Tidied ``runs`` as lines of which each but the first begins with a bullet."""
    lines: list[list[Run]] = [[]]
    for place, run in enumerate(runs):
        following = runs[place + 1 : place + 1 + _BULLET_RUNS]
        if run is BREAK and lines[-1] and _TYPED_BULLET.match(text_of(following)):
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def _taken(runs: list[Run], found: re.Match[str], marker: str) -> str:
    left = found.end()
    while left:
        first = runs.pop(0)
        if len(first.text) > left:
            runs.insert(0, Run(first.text[left:], first.marks, first.href))
        left -= min(left, len(first.text))
    return marker


def write_list(items: Sequence[Block]) -> str:
    """Neighbouring items as lists, nested by their levels however those jump."""
    writer = _Writer()
    for item in items:
        writer.add(item)
    writer.close_to(0)
    return "".join(writer.pieces)


@dataclass(slots=True)
class _OpenList:
    level: int
    numbering: str
    next_value: int


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open: list[_OpenList] = []

    def add(self, item: Block) -> None:
        self._come_to(item)
        if self.open and self.open[-1].level >= item.level:
            self.open[-1].level = item.level
            self.pieces.append("</li>")
        else:
            self._start(item)
        self.pieces.append(f"<li>{markup(item.runs)}")
        self.open[-1].next_value = item.value + 1

    def close_to(self, depth: int) -> None:
        while len(self.open) > depth:
            self.pieces.append(f"</li></{_tag(self.open.pop().numbering)}>")

    def _come_to(self, item: Block) -> None:
        """Close what the item is not in, so that the last open list is its own or its parent's."""
        while len(self.open) > 1 and self.open[-1].level > item.level and self.open[-2].level >= item.level:
            self.close_to(len(self.open) - 1)
        if self.open and self.open[-1].level >= item.level and not _goes_on(self.open[-1], item):
            self.close_to(len(self.open) - 1)

    def _start(self, item: Block) -> None:
        attributes = f' type="{item.numbering}"' if item.numbering not in {"", "1"} else ""
        if item.numbering and item.value != 1:
            attributes += f' start="{item.value}"'
        self.open.append(_OpenList(item.level, item.numbering, item.value))
        self.pieces.append(f"<{_tag(item.numbering)}{attributes}>")


def _goes_on(known: _OpenList, item: Block) -> bool:
    return known.numbering == item.numbering and (not item.numbering or known.next_value == item.value)


def _tag(numbering: str) -> str:
    return "ol" if numbering else "ul"


def _is_roman(written: str, before: Block | None) -> bool:
    if len(written) > 1:
        return True
    if before is not None and before.numbering in {"a", "A", "i", "I"}:
        return before.numbering in {"i", "I"}
    return written in {"i", "I"}


def _roman(written: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return max(sum(-value if value < following else value for value, following in pairs), 1)
