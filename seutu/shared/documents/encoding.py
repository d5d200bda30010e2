"""A document as the data that `document.typ` reads: every text readable, every structure one that a PDF may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from django.utils.encoding import iri_to_uri

from seutu.shared.core.rich_text import strip_control
from seutu.shared.documents.blocks import (
    Block,
    Box,
    Cell,
    Document,
    Drawing,
    Fact,
    Facts,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Passage,
    Quote,
    Run,
    TableBlock,
)
from seutu.shared.documents.glyphs import breakable, readable
from seutu.shared.documents.tables import Grid, grid_of, pairs_of

Data: TypeAlias = dict[str, Any]

# typst lays nothing out that is nested more than some seventy layers deep, and a list takes several of them.
DEEPEST = 8
LOWEST_HEADING = 6
LONGEST_URL = 2000
SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+", re.IGNORECASE)
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[a-z0-9-]*)?", re.IGNORECASE)


def encode(document: Document) -> Data:
    """``document`` as data for JSON."""
    return {
        "title": _line(document.title) or "–",
        "author": _line(document.author),
        "subject": _line(document.subject),
        "language": _language(document.language) or "fi",
        "header": _shown(document.header),
        "footer": _shown(document.footer),
        "mark": _shown(document.mark),
        "blocks": list(_Encoder().flow(document.blocks)),
    }


class _Encoder:
    """Goes through the blocks in order and knows which heading came before."""

    def __init__(self) -> None:
        self.last_level = 0

    def flow(self, blocks: Iterable[Block]) -> Iterator[Data]:
        """The blocks of the document itself, where pages and headings may begin."""
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case PageBreak():
                    yield {"type": "page"}
                case Box():
                    # No page can begin inside a box.
                    inner = self.flow(part for part in block.blocks if not isinstance(part, PageBreak))
                    yield {"type": "box", "kind": block.kind.value, "blocks": list(inner)}
                case Passage():
                    yield from self._passage(block)
                case _:
                    yield from _nested(block, 0)

    def _passage(self, passage: Passage) -> Iterator[Data]:
        for data in self.flow(passage.blocks):
            yield {"type": "passage", "language": _language(passage.language), "blocks": [data]}

    def _heading(self, heading: Heading) -> Data:
        level = max(1, min(heading.level, self.last_level + 1, LOWEST_HEADING))
        self.last_level = level
        text = _shown(heading.text) or "–"
        return {"type": "heading", "level": level, "text": text, "language": _language(heading.language)}


def _nested(block: Block, depth: int) -> Iterator[Data]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Heading():
            # Inside a list or a cell a heading would break the outline of the document.
            yield from _paragraph(Paragraph((Run(block.text, is_strong=True),), block.language))
        case Facts():
            yield _facts(block.rows, depth)
        case Drawing():
            yield {"type": "drawing", "svg": block.svg, "words": _line(block.words) or "–"}
        case TableBlock():
            yield from _table(block, depth)
        case ListBlock() | Quote() | Box() | Passage():
            yield from _container(block, depth)


def _container(block: ListBlock | Quote | Box | Passage, depth: int) -> Iterator[Data]:
    if depth >= DEEPEST:
        for part in _inside(block):
            yield from _nested(part, depth)
    elif isinstance(block, ListBlock):
        yield _list(block, depth)
    elif isinstance(block, Passage):
        inside = _all(block.blocks, depth + 1)
        yield {"type": "passage", "language": _language(block.language), "blocks": inside}
    else:
        yield {"type": "quote", "blocks": _all(block.blocks, depth + 1)}


def _inside(block: ListBlock | Quote | Box | Passage) -> Iterator[Block]:
    if isinstance(block, ListBlock):
        yield from (part for item in block.items for part in item)
    else:
        yield from block.blocks


def _all(blocks: Sequence[Block], depth: int) -> list[Data]:
    return [data for block in blocks for data in _nested(block, depth)]


def _paragraph(block: Paragraph) -> Iterator[Data]:
    runs = [_run(run) for run in block.runs if run.text]
    if runs:
        yield {"type": "paragraph", "runs": runs, "language": _language(block.language), "tone": block.tone.value}


def _run(run: Run) -> Data:
    data: Data = {"text": _shown(run.text, keeps_lines=True)}
    # A PDF holds addresses in ASCII.
    url = iri_to_uri(strip_control(run.url).strip())
    if len(url) <= LONGEST_URL and SCHEMES.fullmatch(url) and run.text.strip():
        data["url"] = url
    if run.is_strong:
        data["strong"] = True
    if run.is_emphasis:
        data["emphasis"] = True
    if run.script:
        data["script"] = run.script
    if language := _language(run.language):
        data["language"] = language
    return data


def _list(block: ListBlock, depth: int) -> Data:
    items = [_all(item, depth + 1) for item in block.items]
    return {
        "type": "list",
        "ordered": block.is_ordered,
        "start": block.start,
        "items": [item for item in items if item],
    }


def _facts(rows: Sequence[Fact], depth: int) -> Data:
    return {
        "type": "facts",
        "rows": [{"label": _shown(row.label), "blocks": _all(row.blocks, depth + 1)} for row in rows],
    }


def _table(table: TableBlock, depth: int) -> Iterator[Data]:
    if depth >= DEEPEST:
        for row in table.rows:
            yield from (data for cell in row for data in _all(cell.blocks, depth))
    elif pairs := pairs_of(table):
        if table.caption:
            yield from _paragraph(Paragraph((Run(table.caption, is_strong=True),)))
        yield {
            "type": "facts",
            "rows": [{"label": _cell_words(label), "blocks": _all(value.blocks, depth + 1)} for label, value in pairs],
        }
    elif (grid := grid_of(table)).cells:
        yield _grid(grid, _shown(table.caption), depth)


def _cell_words(cell: Cell) -> str:
    paragraphs = (block for block in cell.blocks if isinstance(block, Paragraph))
    return _shown(" ".join(run.text for paragraph in paragraphs for run in paragraph.runs))


def _grid(grid: Grid, caption: str, depth: int) -> Data:
    cells = [
        {
            "x": each.column,
            "y": each.row,
            "colspan": each.cell.column_span,
            "rowspan": each.cell.row_span,
            "header": each.cell.is_header or each.row < grid.header_rows,
            "blocks": _all(each.cell.blocks, depth + 1),
        }
        for each in grid.cells
    ]
    return {
        "type": "table",
        "columns": grid.columns,
        "header_rows": grid.header_rows,
        "caption": caption,
        "cells": cells,
    }


def _shown(text: str, *, keeps_lines: bool = False) -> str:
    return breakable(readable(text if keeps_lines else text.replace("\n", " ")))


def _line(text: str) -> str:
    """A text of the file's own properties: no font shows it, so it keeps every sign."""
    return " ".join(strip_control(text).split())


def _language(language: str) -> str:
    found = LANGUAGE.fullmatch(language)
    return found[1].lower() if found else ""
