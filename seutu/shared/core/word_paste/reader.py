"""Reading pasted HTML into blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html.parser import HTMLParser

import nh3

from seutu.shared.core.word_paste import marks
from seutu.shared.core.word_paste.blocks import BREAK, Block, Cell, Row, Run, Table
from seutu.shared.core.word_paste.inline import paragraphs, tidied
from seutu.shared.core.word_paste.lists import parted_at_bullets, read_marker, take_bullet, take_marker
from seutu.shared.core.word_paste.marks import Attributes

_INLINE = {"b", "strong", "i", "em", "sup", "sub", "span", "a", "font", "u", "s", "del", "ins", "mark", "small", "code"}
_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "dl", "dt", "dd"),
    *("section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "address", "center"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
_PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {
    "*": {"class", "style", "role", "aria-level", "data-aria-level", "lang"},
    "a": {"href"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_NUMBERINGS = frozenset({"1", "a", "A", "i", "I"})


def well_formed(html: str) -> str:
    """``html`` with every element closed, without comments, scripts, styles and the islands of Word's XML."""
    return nh3.clean(
        html,
        tags=_INLINE | _BLOCKS | {"br", "img"},
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style", "title", "xml"},
        link_rel=None,
        strip_comments=True,
        url_schemes={"http", "https", "mailto"},
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds at a place in the text; an element changes it for what it holds."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    heading: int = 0
    of_list: _List | None = None
    item: _Item | None = None
    level: int = -1
    is_list_paragraph: bool = False
    may_be_item: bool = False
    is_marker: bool = False
    is_quoted: bool = False
    is_head: bool = False
    in_table: bool = False
    in_cell: bool = False
    language: str = ""


@dataclass(slots=True, eq=False)
class _List:
    numbering: str
    next_value: int


@dataclass(slots=True, eq=False)
class _Item:
    level: int
    numbering: str
    value: int
    block: Block | None = None


class Reader(HTMLParser):
    """Feed it well-formed HTML, close it, and take ``finished()``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.images = 0
        self._blocks: list[Block | Table] = []
        self._sinks: list[list[Block | Table]] = [self._blocks]
        self._stack: list[tuple[str, _Context, bool]] = []
        self._context = _Context()
        self._runs: list[Run] = []
        self._marker = ""
        self._table = Table()

    def finished(self) -> list[Block | Table]:
        """All blocks in their order."""
        self._flush()
        return self._blocks

    def handle_data(self, data: str) -> None:
        context = self._context
        if context.is_marker:
            self._marker += data
        elif data:
            self._runs.append(Run(data, context.marks, context.href))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._runs.append(BREAK)
        elif tag == "img":
            self.images += 1
        elif tag == "hr":
            self._flush()
        else:
            self._open(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"br", "img", "hr"} or not self._stack:
            return
        if tag in _BLOCKS:
            self._flush()
        _tag, self._context, opens_sink = self._stack.pop()
        if opens_sink:
            self._sinks.pop()

    def _open(self, tag: str, attributes: Attributes) -> None:
        if tag in _BLOCKS:
            self._flush()
        before = self._context
        inside = replace(before, marks=marks.emphasis(tag, attributes, before.marks))
        opens_sink = False
        if tag in _INLINE:
            inside = _inside_inline(inside, tag, attributes)
        elif tag in {"ul", "ol", "li"}:
            inside = _inside_list(inside, tag, attributes)
        elif tag in {"table", "thead", "tr", "td", "th", "caption"}:
            inside, opens_sink = self._inside_table(inside, tag, attributes)
        else:
            inside = _inside_paragraph(inside, tag, attributes)
        self._stack.append((tag, before, opens_sink))
        self._context = inside

    def _inside_table(self, inside: _Context, tag: str, attributes: Attributes) -> tuple[_Context, bool]:
        """A table, or a part of one. One inside a cell of another comes apart into paragraphs."""
        if inside.in_cell or not (tag == "table" or inside.in_table):
            return inside, False
        if tag == "table":
            self._table = Table(is_quoted=inside.is_quoted)
            self._sinks[-1].append(self._table)
            return replace(inside, in_table=True), False
        if tag == "thead":
            return replace(inside, is_head=True), False
        if tag == "tr":
            self._table.rows.append(Row(is_head=inside.is_head))
            return inside, False
        blocks: list[Block | Table] = []
        self._sinks.append(blocks)
        if tag == "caption":
            self._table.caption = blocks  # type: ignore[assignment]
        else:
            self._add_cell(blocks, tag, attributes)
        return _Context(marks=inside.marks, href=inside.href, in_table=True, in_cell=True), True

    def _add_cell(self, blocks: list[Block | Table], tag: str, attributes: Attributes) -> None:
        if not self._table.rows:
            self._table.rows.append(Row())
        colspan, rowspan = marks.span(attributes, "colspan"), marks.span(attributes, "rowspan")
        # No table comes into a cell, so these are blocks only.
        self._table.rows[-1].cells.append(Cell(blocks, tag == "th", colspan, rowspan))  # type: ignore[arg-type]

    def _flush(self) -> None:
        """End the block that was being read."""
        runs, self._runs = self._runs, []
        marker, self._marker = " ".join(self._marker.split()), ""
        context = self._context
        if context.is_list_paragraph and not marker:
            marker = take_marker(runs)
        parts = paragraphs(tidied(runs))
        if not parts:
            return
        if context.item is not None:
            self._add_to_item(context, context.item, parts)
        elif context.heading and not context.in_cell:
            heading = [Run(" ") if run is BREAK else run for run in _one(parts)]
            block = Block("heading", _with(marker, heading), context.heading, is_quoted=context.is_quoted)
            self._sinks[-1].append(block)
        else:
            self._add_text(context, parts, marker)

    def _add_to_item(self, context: _Context, item: _Item, parts: list[list[Run]]) -> None:
        sink = self._sinks[-1]
        if item.block is None:
            item.block = Block("item", _one(parts), item.level, item.numbering, item.value, context.is_quoted)
            sink.append(item.block)
        elif sink and sink[-1] is item.block:
            item.block.runs += [BREAK, *_one(parts)]
        else:
            # Something stands between: a list or a table inside the item.
            self._add_paragraphs(context, parts)

    def _add_text(self, context: _Context, parts: list[list[Run]], marker: str) -> None:
        level = max(context.level, 0)
        seen = read_marker(marker, self._item_before(level)) if marker and context.may_be_item else None
        if seen is not None:
            block = Block("item", _one(parts), level, seen.numbering, seen.value, context.is_quoted)
            self._sinks[-1].append(block)
        else:
            self._add_paragraphs(context, [_with(marker, parts[0]), *parts[1:]])

    def _add_paragraphs(self, context: _Context, parts: list[list[Run]]) -> None:
        """Paragraphs; lines that begin with a bullet are items."""
        for part in parts:
            for line in parted_at_bullets(part):
                if take_bullet(line):
                    block = Block("item", line, is_quoted=context.is_quoted)
                else:
                    block = Block("paragraph", line, is_quoted=context.is_quoted, language=context.language)
                self._sinks[-1].append(block)

    def _item_before(self, level: int) -> Block | None:
        """The former item of the list that one at ``level`` would go on with."""
        for block in reversed(self._sinks[-1][-50:]):
            if not isinstance(block, Block) or block.kind != "item" or block.level < level:
                return None
            if block.level == level:
                return block
        return None


def _inside_inline(inside: _Context, tag: str, attributes: Attributes) -> _Context:
    href = marks.address(attributes.get("href", "")) if tag == "a" else ""
    return replace(
        inside, href=href or inside.href, is_marker=inside.is_marker or (tag == "span" and marks.is_marker(attributes))
    )


def _inside_list(inside: _Context, tag: str, attributes: Attributes) -> _Context:
    if tag != "li":
        told = attributes.get("type", "1")
        numbering = "" if tag == "ul" else told if told in _NUMBERINGS else "1"
        level = min(inside.level + 1, marks.DEEPEST)
        return replace(inside, of_list=_List(numbering, marks.first_number(attributes)), item=None, level=level)
    of = inside.of_list or _List("", 1)
    told_level = marks.level_told(attributes)
    item = _Item(max(inside.level, 0) if told_level is None else told_level, of.numbering, of.next_value)
    of.next_value += 1
    return replace(inside, item=item, heading=0, language="", is_list_paragraph=False)


def _inside_paragraph(inside: _Context, tag: str, attributes: Attributes) -> _Context:
    if tag == "blockquote":
        return replace(inside, is_quoted=True)
    if tag not in _PARAGRAPHS:
        return inside
    word_level = marks.word_list_level(attributes)
    is_list_paragraph = marks.is_list_paragraph(attributes)
    heading = marks.heading_level(tag, attributes) or inside.heading
    if inside.item is None and (word_level is not None or is_list_paragraph):
        level = marks.level_of_margin(attributes) if word_level is None else word_level
        inside = replace(inside, level=level, may_be_item=True, is_list_paragraph=is_list_paragraph)
    return replace(inside, heading=heading, language=marks.language(attributes) if tag == "p" else "")


def _one(parts: list[list[Run]]) -> list[Run]:
    """Paragraphs as lines of one."""
    runs: list[Run] = []
    for part in parts:
        runs += [BREAK, *part] if runs else part
    return runs


def _with(marker: str, runs: list[Run]) -> list[Run]:
    """A marker that no list shows stays as text; a bullet says nothing where there is no list."""
    says_something = any(sign.isalnum() for sign in marker)
    return tidied([Run(f"{marker} "), *runs]) if says_something else runs
