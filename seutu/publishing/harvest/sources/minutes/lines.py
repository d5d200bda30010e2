"""Text as lines: what is a heading, a table row, a list point, where a paragraph and where a page begins."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_IMAGE = re.compile(r"<!--.*?-->")
_HEADING = re.compile(r"^#{1,6}\s+")
_RULE_ROW = re.compile(r"^\|[\s:|-]*-[\s:|-]*\|?$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_POINT = re.compile(r"^(?P<mark>[-*+•·▪–]|\d{1,3}[.)])\s+(?=\S)")
_SPECIAL = re.compile(r"([\\`*_\[\]<])")


@dataclass(frozen=True)
class Line:
    """One line of a document, without its marks."""

    text: str
    is_heading: bool = False
    is_row: bool = False
    opens: bool = True
    """A paragraph begins here: an empty line or a page's end stands before it."""
    after_page: bool = False
    """A page, or an image in its head, ends before this line."""
    begins_table: bool = False
    """A row that is not of the same table as the row before it."""

    @property
    def cells(self) -> list[str]:
        """The cells of a table row, each once when neighbours repeat (a cell over several columns)."""
        cells: list[str] = []
        for cell in self.text.strip("|").split("|"):
            if not cells or cell.strip() != cells[-1]:
                cells.append(cell.strip())
        return cells

    @property
    def flat(self) -> str:
        """The words of the line, a row's cells joined."""
        return " ".join(cell for cell in self.cells if cell) if self.is_row else self.text

    @property
    def is_rule(self) -> bool:
        """The dashes between a table's head and body."""
        return self.is_row and bool(_RULE_ROW.match(self.text))

    @property
    def is_point(self) -> bool:
        """A point of a list."""
        return bool(_POINT.match(self.text))


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown document."""
    return list(_lines(text, is_markdown=True))


def plain_lines(text: str) -> list[Line]:
    """The lines of plain text; a form feed ends a page."""
    return list(_lines(text, is_markdown=False))


def _lines(text: str, *, is_markdown: bool) -> Iterator[Line]:
    opens = after_page = True
    for raw in text.replace("\f", "\n<!-- page -->\n").split("\n"):
        line = _IMAGE.sub("", raw)
        if line != raw:
            opens = after_page = True
        line = line.replace("\u00a0", " ").replace("\u00ad", "").strip()
        if not line:
            opens = True
            continue
        yield _line(line, opens=opens, after_page=after_page, is_markdown=is_markdown)
        opens = after_page = False


def _line(text: str, *, opens: bool, after_page: bool, is_markdown: bool) -> Line:
    if not is_markdown:
        return Line(" ".join(text.split()), opens=opens, after_page=after_page)
    is_heading = bool(_HEADING.match(text))
    is_row = text.startswith("|")
    plain = _EMPHASIS.sub(r"\2", _HEADING.sub("", text))
    plain = html.unescape(_ESCAPE.sub(r"\1", plain))
    return Line(" ".join(plain.split()), is_heading, is_row, opens, after_page)


def joined(lines: Iterable[Line]) -> str:
    """The lines as one line of text."""
    return " ".join(line.flat for line in lines if not line.is_rule).strip()


def to_markdown(lines: Sequence[Line]) -> str:
    """The lines as Markdown: soft line ends joined; headings, lists and tables kept."""
    blocks: list[list[str]] = []
    kinds: list[str] = []
    for line in _with_whole_tables(lines):
        kind = _kind(line)
        if kind == "text" and blocks and kinds[-1] in {"text", "list"} and goes_on(blocks[-1][-1], line):
            blocks[-1][-1] = _joined_words(blocks[-1][-1], _escaped(line.text))
        elif blocks and kind == kinds[-1] and (kind == "list" or (kind == "table" and not line.begins_table)):
            blocks[-1].append(_marked(line, kind))
        else:
            blocks.append([_marked(line, kind)])
            kinds.append(kind)
    return "\n\n".join(_block(block, kind) for block, kind in zip(blocks, kinds, strict=True))


def _with_whole_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with each table's rows apart from those of the next, and a table that a page's end cut made whole.

    Every piece of a cut table comes with dashes under its first row. As wide as the piece before, it goes on from it,
    and a head told again is left out; otherwise it is another table.
    """
    head: Line | None = None
    for at, line in enumerate(lines):
        is_first = line.is_row and at + 1 < len(lines) and lines[at + 1].is_rule
        if not line.is_row:
            head = None
            yield line
        elif head is None or (is_first and not (line.after_page and _width(line) == _width(head))):
            yield replace(line, begins_table=True)
            head = line
        elif not (is_first and line.cells == head.cells) and not (line.is_rule and lines[at - 1] is not head):
            yield line


def _width(row: Line) -> int:
    return row.text.count("|")


def goes_on(before: str, line: Line) -> bool:
    """Whether a line goes on from the words before: a soft line end, or a sentence cut by a page's end."""
    if not line.opens:
        return True
    if not line.after_page or before.endswith((".", ":", ";", "!", "?")):
        return False
    return line.text[:1].islower() or before.endswith((",", " ja", " sekä", " tai"))


def _kind(line: Line) -> str:
    if line.is_row:
        return "table"
    if line.is_heading:
        return "heading"
    return "list" if line.is_point else "text"


def _marked(line: Line, kind: str) -> str:
    if kind == "table":
        return line.text if line.text.endswith("|") else f"{line.text} |"
    if kind == "heading":
        return f"### {_escaped(line.text)}"
    if kind == "list" and (match := _POINT.match(line.text)):
        mark = match["mark"] if match["mark"][0].isdigit() else "-"
        return f"{mark} {_escaped(line.text[match.end() :])}"
    return _escaped(line.text)


def _escaped(text: str) -> str:
    """Words of a document as Markdown that shows them as they are."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    return re.sub(r"^([#>+=~-])", r"\\\1", escaped)


def _joined_words(first: str, second: str) -> str:
    # A word cut at the line's end keeps its hyphen: whether it was there before the cut cannot be known.
    cut = re.search(r"\w-$", first) and re.match(r"[a-zåäö]", second) and not re.match(r"(ja|tai|sekä|eli)\b", second)
    return first + second if cut else f"{first} {second}"


def _block(block: list[str], kind: str) -> str:
    if kind == "table" and (len(block) < 2 or not _RULE_ROW.match(block[1])):
        width = max(1, block[0].count("|") - 1)
        block = [block[0], "|" + " --- |" * width, *(row for row in block[1:] if not _RULE_ROW.match(row))]
    return "\n".join(block)
