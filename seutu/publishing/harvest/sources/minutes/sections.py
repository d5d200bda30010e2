"""Where each § begins and ends in the text, and what stands as its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.handlings import chain_in
from seutu.publishing.harvest.sources.minutes.labels import label_of
from seutu.publishing.harvest.sources.minutes.lines import Line, joined
from seutu.publishing.harvest.sources.minutes.listing import Listed

_LINES_ABOVE = 2
_TITLE_LINES = 4


@dataclass(frozen=True)
class Section:
    """The lines of one §: what stands above its number, its heading taken off, and the text."""

    listed: Listed
    chain: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    is_found: bool = True


@dataclass(frozen=True)
class _Start:
    at: int
    """The first line that belongs to the section: its chain of handlings, or its number."""
    number_at: int
    text_at: int
    """The first line after the heading."""


def with_numbers_last(lines: Sequence[Line]) -> list[Line]:
    """The lines with “2 § Title” written “§ 2 Title”, in a document that has more of the former.

    Such numbers also begin the name of a law's section; so they count only where they follow one another by one.
    """
    usual = {match["number"] for line in lines if (match := words.SECTION.match(line.flat))}
    numbers = [int(match[1]) for line in lines if (match := words.NUMBER_FIRST.match(line.text))]
    if len(set(numbers)) <= len(usual) or not any(second == first + 1 for first, second in pairwise(numbers)):
        return list(lines)
    return [
        replace(line, text=words.NUMBER_FIRST.sub(r"§ \1", line.text)) if words.NUMBER_FIRST.match(line.text) else line
        for line in lines
    ]


def headings_in(lines: Sequence[Line]) -> dict[int, str]:
    """The heading of every § that looks like one: the words beside the number, else the line under it."""
    found: dict[int, str] = {}
    for position, line in enumerate(lines):
        section = words.SECTION.match(line.flat)
        if not section or (words.SECTION_NUMBERS.match(line.flat) and section["rest"]):
            continue
        number = int(section["number"])
        title = section["rest"] or _title_under(lines, position)
        if title and (number not in found or line.is_heading):
            found.setdefault(number, title)
    return found


def _title_under(lines: Sequence[Line], position: int) -> str:
    """The paragraph under a number; in text without empty lines it may run on into what follows."""
    title: list[Line] = []
    for line in lines[position + 1 : position + 1 + _TITLE_LINES]:
        ends = words.SECTION.match(line.flat) or words.CASE_NUMBER.match(line.flat) or label_of(line) is not None
        if ends or (title and line.opens):
            break
        title.append(line)
    return joined(title)


def split_sections(lines: Sequence[Line], listed: Sequence[Listed]) -> tuple[list[Line], list[Section]]:
    """The lines before the first §, and the lines of each listed §, in the order of the list.

    A § that the text does not have is a section without lines.
    """
    starts: dict[int, _Start] = {}
    after = 0
    for item in listed:
        start = _find_start(lines, item, after)
        if start is not None:
            starts[item.section_number] = start
            after = start.number_at + 1
    ordered = sorted(starts.values(), key=lambda start: start.at)
    ends = {start.at: following.at for start, following in pairwise(ordered)}
    head_end = ordered[0].at if ordered else len(lines)
    sections = [_section(lines, item, starts.get(item.section_number), ends) for item in listed]
    return list(lines[:head_end]), sections


def _section(lines: Sequence[Line], item: Listed, start: _Start | None, ends: dict[int, int]) -> Section:
    if start is None:
        return Section(item, is_found=False)
    end = ends.get(start.at, len(lines))
    return Section(item, tuple(lines[start.at : start.number_at]), tuple(lines[start.text_at : end]))


def _find_start(lines: Sequence[Line], item: Listed, after: int) -> _Start | None:
    """Where the § begins: where its own title stands with its number, else the first bare number after the last §."""
    bare: _Start | None = None
    for position in range(after, len(lines)):
        section = words.SECTION.match(lines[position].flat)
        if not section or int(section["number"]) != item.section_number:
            continue
        above, text_at = _heading_around(lines, position, section["rest"], words.folded(item.title), after)
        if text_at is not None:
            return _Start(_chain_start(lines, position - above, after), position, text_at)
        if bare is None and not section["rest"]:
            bare = _Start(_chain_start(lines, position, after), position, position + 1)
    return bare


def _heading_around(lines: Sequence[Line], position: int, rest: str, wanted: str, after: int) -> tuple[int, int | None]:
    """How many lines above the number belong to the heading, and the line after it; None when it is not the title.

    A heading runs on over lines as long as they spell the title; the number may stand beside any of them.
    """
    for above in range(min(_LINES_ABOVE, position - after) + 1) if wanted else ():
        heading = words.folded(" ".join(line.flat for line in lines[position - above : position]) + rest)
        following = position + 1
        if not heading and following < len(lines):
            heading, following = words.folded(lines[following].flat), following + 1
        if heading and heading.startswith(wanted):
            return above, following
        if not heading or not wanted.startswith(heading):
            continue
        heading, following = _lengthened(lines, heading, following, wanted)
        if heading == wanted or not above:
            return above, following
    return 0, None


def _lengthened(lines: Sequence[Line], heading: str, following: int, wanted: str) -> tuple[str, int]:
    """The heading with the lines after it that go on spelling the title."""
    while heading != wanted and following < len(lines):
        longer = heading + words.folded(lines[following].flat)
        if not wanted.startswith(longer) or longer == heading:
            break
        heading, following = longer, following + 1
    return heading, following


def _chain_start(lines: Sequence[Line], position: int, after: int) -> int:
    """The first of the lines above a § that name the case's handlings, this one last."""
    while position > after and chain_in([lines[position - 1]]):
        position -= 1
    return position
