"""Tables: their rows put in order, and the markup for them."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from seutu.shared.core.word_paste.blocks import BREAK, Block, Cell, Row, Table
from seutu.shared.core.word_paste.inline import markup

_BOLD = frozenset({"strong"})
WriteBlocks = Callable[[Sequence[Block]], str]


def rows_of(table: Table) -> list[Row]:
    """The rows that hold something. Where cells reach over rows, all stay."""
    rows = [row for row in table.rows if row.cells]
    if any(cell.rowspan > 1 for row in rows for cell in row.cells):
        return rows if any(_has_words(row) for row in rows) else []
    return [row for row in rows if _has_words(row)]


def write_table(table: Table, rows: list[Row], write_blocks: WriteBlocks) -> str:
    """A table with its header rows in ``thead``."""
    heads = _header_rows(rows)
    caption = " ".join(markup(block.runs) for block in table.caption)
    pieces = ["<table>", f"<caption>{caption}</caption>" if caption else ""]
    for tag, part in (("thead", rows[:heads]), ("tbody", rows[heads:])):
        if part:
            lines = "".join(_row(row, tag == "thead", write_blocks) for row in part)
            pieces.append(f"<{tag}>{lines}</{tag}>")
    return "".join([*pieces, "</table>"])


def _header_rows(rows: list[Row]) -> int:
    """How many rows at the beginning are headers: those said to be, or else the first when it looks like one."""
    said = next((number for number, row in enumerate(rows) if not row.is_head), len(rows))
    if said or not rows:
        return said
    return 1 if _all_headers(rows[0]) or (_all_bold(rows[0]) and not all(_all_bold(row) for row in rows)) else 0


def _row(row: Row, is_head: bool, write_blocks: WriteBlocks) -> str:
    return "<tr>" + "".join(_cell(cell, is_head, write_blocks) for cell in row.cells) + "</tr>"


def _cell(cell: Cell, is_head: bool, write_blocks: WriteBlocks) -> str:
    is_header = bool(cell.blocks) and (is_head or cell.is_header)
    attributes = {
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
        "scope": ("col" if is_head else "row") if is_header else "",
    }
    told = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items() if value)
    tag = "th" if is_header else "td"
    return f"<{tag}{told}>{_content(cell.blocks, is_header, write_blocks)}</{tag}>"


def _content(blocks: list[Block], is_header: bool, write_blocks: WriteBlocks) -> str:
    if is_header:
        blocks = [_without_bold(block) for block in blocks]
    if len(blocks) == 1 and blocks[0].kind == "paragraph" and not (blocks[0].language or blocks[0].is_quoted):
        return markup(blocks[0].runs)
    return write_blocks(blocks)


def _without_bold(block: Block) -> Block:
    runs = [run if run is BREAK else type(run)(run.text, run.marks - _BOLD, run.href) for run in block.runs]
    return Block(block.kind, runs, block.level, block.numbering, block.value, block.is_quoted, block.language)


def _has_words(row: Row) -> bool:
    return any(cell.blocks for cell in row.cells)


def _all_headers(row: Row) -> bool:
    return all(cell.is_header for cell in row.cells if cell.blocks) and _has_words(row)


def _all_bold(row: Row) -> bool:
    runs = [run for cell in row.cells for block in cell.blocks for run in block.runs if run.text.strip()]
    return all("strong" in run.marks for run in runs) and bool(runs)
