"""Earlier handlings of a case that an item repeats: “Kaupunginhallitus, 3.6.2024, § 177” and what was said then.

An item that went through several bodies repeats them all, each with a proposal and a decision of its own. Only the
last one is this meeting's; a page's head often covers the line that says where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.labels import CONTACT, Label, label_of
from seutu.publishing.harvest.sources.minutes.lines import Line
from seutu.publishing.harvest.sources.minutes.shapes import ParsedHandling

_NAME = r"(?P<body>[A-ZÅÄÖ][^§|.:;]{1,80}?)"
_HEADING = re.compile(rf"^{_NAME},?\s+{words.DATE},?\s+§\s?(?P<number>\d{{1,4}})(?P<rest>(?:\s.*)?)$")
_PARTING_LINE = re.compile(r"^[_*=–—-]{5,}$")
_IN_CHAIN = re.compile(rf"{_NAME},\s*§\s?(?P<number>\d{{1,4}}),\s?{words.DATE}\s*")


@dataclass(frozen=True)
class Handling:
    """A handling's heading, if it has one, and its lines."""

    told: ParsedHandling | None
    heading: str
    lines: tuple[Line, ...]


def chain_in(lines: Iterable[Line]) -> list[ParsedHandling]:
    """The handlings that lines of nothing but handlings name: “Kaupunginhallitus, § 177,3.6.2024 …”."""
    found: list[ParsedHandling] = []
    for line in lines:
        text, at = line.flat, 0
        one: list[ParsedHandling] = []
        while match := _IN_CHAIN.match(text, at):
            if (told := _told(match)) is None:
                break
            one.append(told)
            at = match.end()
        found += one if one and at >= len(text) else []
    return found


def _told(match: re.Match[str]) -> ParsedHandling | None:
    body, day = match["body"].strip(), words.day_of(match)
    if day is None or not words.is_body_mention(body):
        return None
    return ParsedHandling(body, day, int(match["number"]))


def handling_heading(line: Line) -> tuple[ParsedHandling, str] | None:
    """The handling a line is the heading of, and what else the line says."""
    match = _HEADING.match(line.flat) if len(line.flat) < 160 else None
    if not match or (told := _told(match)) is None:
        return None
    rest = match["rest"].strip()
    # “Kaupunginhallitus 3.6.2024 § 177 päätti, että …” is a sentence, not a heading.
    return (told, rest) if not rest or label_of(Line(rest, is_heading=True)) else None


def split_handlings(
    lines: Sequence[Line], current: ParsedHandling, chain: Sequence[ParsedHandling]
) -> tuple[list[Handling], Handling]:
    """The earlier handlings, and this meeting's own with whatever stands before the first heading."""
    pieces = _pieces(lines)
    first, rest = pieces[0], pieces[1:]
    own_at = next((at for at in reversed(range(len(rest))) if _is_current(rest[at], current)), None)
    if own_at is not None:
        own = rest.pop(own_at)
        return rest, Handling(own.told, own.heading, (*first.lines, *own.lines))
    if not rest:
        return _split_unnamed(first, current, chain)
    # The heading of this meeting's own handling is not there: it begins inside the last one.
    earlier, own_lines = _cut(rest[-1].lines)
    last = Handling(rest[-1].told, rest[-1].heading, tuple(earlier))
    return [*rest[:-1], last], Handling(current, "", (*first.lines, *own_lines))


def _pieces(lines: Sequence[Line]) -> list[Handling]:
    pieces: list[Handling] = [Handling(None, "", ())]
    for line in lines:
        if found := handling_heading(line):
            told, rest = found
            started = (Line(rest, is_heading=True),) if rest else ()
            pieces.append(Handling(told, line.flat.removesuffix(rest).strip(), started))
        else:
            last = pieces[-1]
            pieces[-1] = Handling(last.told, last.heading, (*last.lines, line))
    return pieces


def _is_current(piece: Handling, current: ParsedHandling) -> bool:
    told = piece.told
    return told is not None and (told.day, told.section_number) == (current.day, current.section_number)


def _split_unnamed(
    first: Handling, current: ParsedHandling, chain: Sequence[ParsedHandling]
) -> tuple[list[Handling], Handling]:
    """An item without headings of handlings: all of it is this meeting's, unless the chain says there was more."""
    earlier = [told for told in chain if told.day != current.day]
    decisions = [at for at, line in enumerate(first.lines) if label_of(line) is Label.DECISION]
    if not earlier or len(decisions) < 2:
        return [], Handling(current, "", first.lines)
    before, own_lines = _cut(first.lines)
    told = earlier[-1]
    return [Handling(told, f"{told.body}, {told.day:%d.%m.%Y}, § {told.section_number}", tuple(before))], Handling(
        current, "", tuple(own_lines)
    )


def _cut(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Where a new handling begins in lines that hold two: at its proposal, or at its preparers before that.

    With one decision only there is one handling, and it is the earlier one when a page does not part them.
    """
    if (parting := next((at for at, line in enumerate(lines) if _PARTING_LINE.match(line.text)), None)) is not None:
        return lines[:parting], lines[parting + 1 :]
    labels = [label_of(line) for line in lines]
    decided = next((at for at, label in enumerate(labels) if label is Label.DECISION), None)
    if decided is None:
        return (), lines
    begins = next(
        (at for at in range(decided + 1, len(lines)) if labels[at] in {Label.PROPOSAL, Label.DECISION}), len(lines)
    )
    for position in range(decided + 1, begins):
        if labels[position] is Label.PREPARERS or CONTACT.search(lines[position].text):
            return lines[:position], lines[position:]
    pages = [at for at in range(decided + 1, begins) if lines[at].after_page]
    cut = pages[-1] if pages else begins
    return lines[:cut], lines[cut:]
