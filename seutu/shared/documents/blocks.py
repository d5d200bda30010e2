"""What a document is made of. Everything is words and structure; how it looks is said by `document.typ` alone."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Script: TypeAlias = Literal["", "super", "sub"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike; ``\\n`` in them is a line break. ``url`` makes them a link (http, https, mailto, tel)."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    script: Script = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6. A level that skips one above it is raised when the document is made."""

    level: int
    text: str
    language: str = ""


class Tone(enum.Enum):
    PLAIN = ""
    LEAD = "lead"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Sequence[Run]
    language: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is blocks, so that lists may stand in lists."""

    items: Sequence[Sequence[Block]]
    is_ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: Sequence[Block]
    is_header: bool = False
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; the first ``header_rows`` rows name the columns. Rows may be of unlike lengths."""

    rows: Sequence[Sequence[Cell]]
    header_rows: int = 0
    caption: str = ""


class BoxKind(enum.Enum):
    """Dashed is open, solid is settled: the same rule as on the pages."""

    # What each is called in `document.typ`.

    PROPOSAL = "dashed"
    DECISION = "solid"


@dataclass(frozen=True, slots=True)
class Box:
    kind: BoxKind
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks in another language than what is around them."""

    language: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands under each."""

    rows: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of ours as SVG, such as a chart; ``words`` tell all that it shows to whoever does not see it.

    The SVG is what our own code drew, never what somebody sent: nothing in it is fetched or run.
    """

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block: TypeAlias = Heading | Paragraph | ListBlock | Quote | TableBlock | Box | Passage | Facts | Drawing | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A document. ``changed_at`` is the record's own time, so that the same record is always the same file.

    ``author`` is the organization. ``header`` and ``footer`` stand on every page and are read by nobody aloud, as does
    ``mark``, such as “Luonnos”: say it among the blocks as well.
    """

    title: str
    language: str
    author: str
    changed_at: dt.datetime
    blocks: Sequence[Block]
    subject: str = ""
    header: str = ""
    footer: str = ""
    mark: str = ""


def plain(text: str, *, language: str = "", tone: Tone = Tone.PLAIN) -> Paragraph:
    """A paragraph of words without anything set apart."""
    return Paragraph((Run(text),), language, tone)
