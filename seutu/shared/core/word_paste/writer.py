"""Writing blocks as simple markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from seutu.shared.core.word_paste.blocks import Block, Table
from seutu.shared.core.word_paste.inline import markup
from seutu.shared.core.word_paste.lists import write_list
from seutu.shared.core.word_paste.tables import rows_of, write_table

_HIGHEST, _LOWEST = 3, 5
_BOLD = frozenset({"strong"})


def write(blocks: Iterable[Block | Table]) -> str:
    """All blocks; the highest heading becomes ``h3``, under that of the part that the text is in."""
    whole = [each for block in blocks for each in _unwrapped(block)]
    levels = [block.level for block in whole if isinstance(block, Block) and block.kind == "heading"]
    down = max(_HIGHEST - min(levels, default=_HIGHEST), 0)
    pieces = []
    for is_quoted, group in groupby(whole, key=lambda block: block.is_quoted):
        content = _write(list(group), down)
        pieces.append(f"<blockquote>{content}</blockquote>" if is_quoted else content)
    return "".join(pieces)


def _unwrapped(block: Block | Table) -> Sequence[Block | Table]:
    """A table of one cell is a frame around text; one without words is nothing."""
    if isinstance(block, Block):
        return [block]
    rows = rows_of(block)
    if not rows:
        return block.caption
    if len(rows) == 1 and len(rows[0].cells) == 1:
        inside = [*block.caption, *rows[0].cells[0].blocks]
        for each in inside:
            each.is_quoted = block.is_quoted
        return inside
    return [block]


def _write(blocks: Sequence[Block | Table], down: int = 0) -> str:
    pieces = []
    for is_item, group in groupby(blocks, key=lambda block: isinstance(block, Block) and block.kind == "item"):
        if is_item:
            pieces.append(write_list([block for block in group if isinstance(block, Block)]))
        else:
            pieces += [_one(block, down) for block in group]
    return "".join(pieces)


def _one(block: Block | Table, down: int) -> str:
    if isinstance(block, Table):
        return write_table(block, rows_of(block), _write)
    if block.kind == "heading":
        level = min(block.level + down, _LOWEST)
        return f"<h{level}>{markup(block.runs, without=_BOLD)}</h{level}>"
    language = f' lang="{block.language}"' if block.language else ""
    return f"<p{language}>{markup(block.runs)}</p>"
