"""The document's own list of its items: every § in it becomes an item with the title that stands here.

The list is a table, one run of “§ 1 Title § 2 Title”, one paragraph for each, or, when its two columns came apart,
numbers first and titles after them. Then a title's end is told by the heading of the same § later in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.lines import Line

_NUMBER = re.compile(r"(?:^|(?<=\s))§\s?(\d{1,4})(?![\d:])\s*")
# A column's end cuts “hallinto-oikeus” after its hyphen; “sote- ja”, “vesi-, jäte-” are meant so.
_CUT_WORD = re.compile(r"(?<=\w)- (?!(?:ja|tai|sekä|eli|että|kuin)\b)(?=[\wåäö])(?!\w+-[\s,])")
_AFTER_LIST = (words.MEMBERS, words.OTHERS, words.SIGNATURES, words.CHECKING)


@dataclass(frozen=True)
class Listed:
    """An item as the list names it."""

    section_number: int
    title: str
    is_supplementary: bool = False


def list_bounds(lines: list[Line]) -> tuple[int, int] | None:
    """Where the list begins (its label) and where the text after it does; None when there is none."""
    start = next((at for at, line in enumerate(lines) if _names_list(line)), None)
    if start is None:
        return None
    first = _first_number(lines, start)
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if any(label.match(line.flat) for label in _AFTER_LIST) and not _is_listed_title(lines, position):
            return start, position
        repeated = words.SECTION.match(line.flat)
        if repeated and first is not None and int(repeated["number"]) == first[0] and position > first[1]:
            return start, position
    return start, len(lines)


def _names_list(line: Line) -> bool:
    match = words.LIST_OF_ITEMS.match(line.flat)
    return match is not None and (not match["rest"] or match["rest"].startswith("§"))


def _first_number(lines: list[Line], start: int) -> tuple[int, int] | None:
    for position in range(start, len(lines)):
        if match := _NUMBER.search(lines[position].flat):
            return int(match[1]), position
    return None


def _is_listed_title(lines: list[Line], position: int) -> bool:
    """“Pöytäkirjan tarkastus” is an item of most lists, and the label of the part after them."""
    if not words.CHECKING.match(lines[position].flat):
        return False
    return not any(words.SIGNATURES.match(line.flat) or words.MEMBERS.match(line.flat) for line in lines[:position])


class _Builder:
    def __init__(self, headings: Mapping[int, str]) -> None:
        self.headings = headings
        self.found: dict[int, Listed] = {}
        self.pending: list[tuple[int, bool]] = []
        self.last: int | None = None
        self.is_supplement = False
        self.left: list[str] = []

    @property
    def highest(self) -> int | None:
        """The highest § seen."""
        return max((*self.found, *(number for number, _ in self.pending)), default=None)

    def number(self, number: int) -> None:
        if number in self.found:
            # Its title came before it, on the page that ended there.
            self.last = number
        else:
            self.pending.append((number, self.is_supplement))

    def text(self, text: str) -> None:
        if self.last is not None and (not self.pending or self._goes_on(text)):
            listed = self.found[self.last]
            if not self.pending and self._is_past(listed.title, text):
                # What follows the last title is the end of it told twice, or a column of names that slipped up.
                self.left += [] if words.folded(listed.title).endswith(words.folded(text)) else [text]
                return
            self.found[self.last] = replace(listed, title=f"{listed.title} {text}".strip())
        elif self.pending:
            number, is_supplement = self.pending.pop(0)
            self.found[number] = Listed(number, text, is_supplement)
            self.last = number

    def _is_past(self, title: str, text: str) -> bool:
        """Whether the heading in the text has the title, but does not go on with these words."""
        heading = self.headings.get(self.last or 0, "")
        return _begins(heading, title) and not _begins(heading, f"{title} {text}")

    def unnumbered(self, text: str) -> None:
        """A row of the list without a number: the next § when its heading begins so, else the last title's end."""
        following = max(self.found, default=0) + 1
        if not self.pending and _begins(self.headings.get(following, ""), text):
            self.found[following] = Listed(following, self.headings[following], self.is_supplement)
            self.last = following
        else:
            self.text(text)

    def _goes_on(self, text: str) -> bool:
        title = self.found[self.last].title if self.last is not None else ""
        heading = self.headings.get(self.last or 0, "")
        if heading and _begins(heading, title):
            return words.folded(title) != words.folded(heading) and _begins(heading, f"{title} {text}")
        return text[:1].islower() or text.startswith("(") or title.endswith((",", "/", " -"))

    def listed(self) -> list[Listed]:
        for number, is_supplement in self.pending:
            self.found[number] = Listed(number, self.headings.get(number, ""), is_supplement)
        return [self.found[number] for number in sorted(self.found)]


def _begins(whole: str, start: str) -> bool:
    return bool(start) and words.folded(whole).startswith(words.folded(start))


def read_listing(lines: list[Line], headings: Mapping[int, str]) -> tuple[list[Listed], list[Line]]:
    """The items that ``lines``, the list, names, and the lines that are not the list's.

    ``headings`` are the titles found in the text, by §.
    """
    builder = _Builder(headings)
    for line in _with_supplement_apart(_with_whole_numbers(lines)):
        for kind, value in _events(line, builder.highest):
            if kind == "supplement":
                builder.is_supplement = True
            elif kind == "number":
                builder.number(int(value))
            elif kind == "unnumbered":
                builder.unnumbered(value)
            else:
                builder.text(value)
    return [_with_supplement(listed) for listed in builder.listed()], [Line(text) for text in builder.left]


def _with_supplement_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, the label of the supplementary items put on a line of its own where § stand beside it."""
    for line in lines:
        match = None if line.is_row else words.SUPPLEMENT_BESIDE.search(line.text)
        if match is None:
            yield line
            continue
        pieces = (line.text[: match.start()].strip(), match[0].strip(), line.text[match.end() :])
        yield from (replace(line, text=piece) for piece in pieces if piece)


def _with_whole_numbers(lines: list[Line]) -> Iterator[Line]:
    """The lines, each “§” at a line's end put together with its number on the next."""
    cut: Line | None = None
    for line in lines:
        whole = line if cut is None else replace(cut, text=f"{cut.text} {line.text}")
        cut = whole if whole.text.endswith("§") and not whole.is_row else None
        if cut is None:
            yield whole
    if cut is not None:
        yield cut


def _with_supplement(listed: Listed) -> Listed:
    is_supplementary = listed.is_supplementary or bool(words.SUPPLEMENT_PREFIX.match(listed.title))
    return replace(listed, title=_CUT_WORD.sub("-", listed.title), is_supplementary=is_supplementary)


def _events(line: Line, highest: int | None) -> Iterator[tuple[str, str]]:
    if line.is_rule:
        return
    text = line.flat
    if label := words.LIST_OF_ITEMS.match(text):
        text = label["rest"]
    if words.SUPPLEMENT.match(text):
        yield "supplement", text
    elif line.is_row and line.cells and not line.cells[0] and text:
        yield "unnumbered", text
    elif text:
        yield from _numbers_and_texts(text, highest)


def _numbers_and_texts(text: str, last: int | None) -> Iterator[tuple[str, str]]:
    """“§ 1 Title § 2 Title” taken apart; a § in a title is no item: those follow one another by one."""
    at = 0
    for match in _NUMBER.finditer(text):
        number = int(match[1])
        if match.start() != 0 and (last is None or number != last + 1):
            continue
        if before := text[at : match.start()].strip():
            yield "text", before
        yield "number", str(number)
        last, at = number, match.end()
    if rest := text[at:].strip():
        yield "text", rest
