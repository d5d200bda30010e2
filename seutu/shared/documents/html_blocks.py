"""The rich text of a record (see `core.rich_text`) as blocks of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from seutu.shared.documents.blocks import Block, Cell, Heading, ListBlock, Paragraph, Quote, Run, Script, TableBlock
from seutu.shared.documents.html_tree import Element, Node, tree_of

HEADING = re.compile(r"h([1-6])")
# What stands for the highest heading inside a part of a record.
HIGHEST = 3
SCRIPTS: dict[str, Script] = {"sup": "super", "sub": "sub"}
INLINE = frozenset({"strong", "b", "em", "i", "sup", "sub", "a", "span"})
# A space that HTML may widen or drop. A hard space is none of them.
_SPACE = re.compile("[ \t\n\r\f]+")
PLAIN = Run("")


def from_html(html: str, *, level: int = HIGHEST) -> tuple[Block, ...]:
    """``html``, sanitized, as blocks. Its highest headings (h3) become headings of ``level``."""
    return tuple(_blocks(tree_of(html).children, level, PLAIN))


@dataclass(slots=True)
class _Flow:
    """Blocks, and the paragraph that is being written after them."""

    level: int
    language: str = ""
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def say(self, words: str, style: Run) -> None:
        text = _SPACE.sub(" ", words)
        if not self.runs or self.runs[-1].text.endswith((" ", "\n")):
            text = text.removeprefix(" ")
        if text:
            self.runs.append(replace(style, text=text))

    def break_line(self) -> None:
        self._trim()
        if self.runs:
            self.runs.append(Run("\n"))

    def end_paragraph(self) -> None:
        self._trim()
        while self.runs and not self.runs[-1].text.strip(" \n"):
            self.runs.pop()
        self._trim()
        if self.runs:
            self.blocks.append(Paragraph(tuple(self.runs), self.language))
        self.runs, self.language = [], ""

    def _trim(self) -> None:
        if self.runs:
            self.runs[-1] = replace(self.runs[-1], text=self.runs[-1].text.rstrip(" "))


def _blocks(nodes: list[Node], level: int, style: Run) -> list[Block]:
    flow = _Flow(level)
    for node in nodes:
        _add(flow, node, style)
    flow.end_paragraph()
    return flow.blocks


def _add(flow: _Flow, node: Node, style: Run) -> None:
    if isinstance(node, str):
        flow.say(node, style)
    elif node.name == "br":
        flow.break_line()
    elif node.name in INLINE:
        for child in node.children:
            _add(flow, child, _styled(node, style))
    else:
        flow.end_paragraph()
        _add_block(flow, node, style)
        flow.end_paragraph()


def _styled(element: Element, style: Run) -> Run:
    match element.name:
        case "strong" | "b":
            return replace(style, is_strong=True)
        case "em" | "i":
            return replace(style, is_emphasis=True)
        case "a":
            return replace(style, url=element.attributes.get("href", ""))
        case name:
            return replace(style, script=SCRIPTS.get(name, style.script))


def _add_block(flow: _Flow, element: Element, style: Run) -> None:
    heading = HEADING.fullmatch(element.name)
    if heading:
        flow.blocks.extend(_heading(element, flow.level + int(heading[1]) - HIGHEST))
    elif element.name in {"ul", "ol"}:
        flow.blocks.extend(_list(element, flow.level, style))
    elif element.name == "blockquote":
        flow.blocks.extend(_quote(element, flow.level, style))
    elif element.name == "table":
        flow.blocks.extend(_table(element, flow.level, style))
    else:
        flow.language = element.attributes.get("lang", "")
        for child in element.children:
            _add(flow, child, style)


def _heading(element: Element, level: int) -> list[Block]:
    words = " ".join(_words(element).split())
    return [Heading(max(1, level), words)] if words else []


def _words(element: Element) -> str:
    return "".join(
        child if isinstance(child, str) else " " if child.name == "br" else _words(child) for child in element.children
    )


def _list(element: Element, level: int, style: Run) -> list[Block]:
    # Words or lists that stand between the items, where they may not, are items as well.
    parts = [child for child in element.children if isinstance(child, Element) or child.strip(" \t\n\r\f")]
    contents = [
        _blocks(part.children if isinstance(part, Element) and part.name == "li" else [part], level, style)
        for part in parts
    ]
    items = tuple(tuple(blocks) for blocks in contents if blocks)
    start = element.attributes.get("start", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) <= 6 else 1
    return [ListBlock(items, element.name == "ol", first)] if items else []


def _quote(element: Element, level: int, style: Run) -> list[Block]:
    blocks = _blocks(element.children, level, style)
    return [Quote(tuple(blocks))] if blocks else []


def _table(element: Element, level: int, style: Run) -> list[Block]:
    bare = list(element.within("tr"))
    head, body, foot = (
        [row for part in element.within(name) for row in part.within("tr")] for name in ("thead", "tbody", "tfoot")
    )
    cells = [tuple(_cells(row, level, style)) for row in [*head, *bare, *body, *foot]]
    if not any(cell.blocks for row in cells for cell in row):
        return []
    rows = tuple(row for row in cells if row)
    named = sum(1 for row in cells[: len(head)] if row)
    while named < len(rows) and all(cell.is_header for cell in rows[named]):
        named += 1
    caption = " ".join(_words(next(element.within("caption"), Element(""))).split())
    return [TableBlock(rows, named, caption)]


def _cells(row: Element, level: int, style: Run) -> list[Cell]:
    return [
        Cell(
            tuple(_blocks(cell.children, level, style)),
            is_header=cell.name == "th",
            column_span=_span(cell, "colspan"),
            row_span=_span(cell, "rowspan"),
        )
        for cell in row.within("th", "td")
    ]


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 4 else 1
