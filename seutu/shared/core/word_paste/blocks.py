"""What a pasted text is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with its emphasis (``strong em sup sub``) and its link."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


# A line break inside a block. Line ends in text are spaces, so it is known by being this very object.
BREAK = Run("\n")


@dataclass(slots=True)
class Block:
    """A heading (``level`` 1–6), a paragraph, or an item of a list (``level`` from 0).

    ``numbering`` is "" in a list with bullets, else the ``type`` of ``ol``; ``value`` is the number of the item.
    """

    kind: Literal["heading", "paragraph", "item"]
    runs: list[Run]
    level: int = 0
    numbering: str = ""
    value: int = 1
    is_quoted: bool = False
    language: str = ""


@dataclass(slots=True)
class Cell:
    blocks: list[Block]
    is_header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class Row:
    cells: list[Cell] = field(default_factory=list)
    is_head: bool = False


@dataclass(slots=True)
class Table:
    rows: list[Row] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    is_quoted: bool = False
