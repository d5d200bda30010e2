"""The appeal instructions at the end: which § each of them is for. Their own text belongs to no item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.lines import Line, joined
from seutu.publishing.harvest.sources.minutes.shapes import ParsedRemedy

# What the heading above a list of § says; the first that fits.
_REMEDIES: tuple[tuple[str, str], ...] = (
    ("ban", r"muutoksenhakukielto|valituskielto|muutoksenhakukiellot|kielto"),
    ("procurement", r"hankintaoikaisu"),
    ("review_request", r"oikaisuvaatimus"),
    ("municipal", r"kunnallisvalitus"),
    ("administrative", r"hallintovalitus|valitusosoitus|erityisvalitus"),
)
_HEADINGS = [(remedy, re.compile(pattern, re.IGNORECASE)) for remedy, pattern in _REMEDIES]
_PROCUREMENT = re.compile(r"^[\W\dIVX]*(?:oikaisuvaatimusohje\s+)?hankintaoikaisu", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,4})(?:\s?[-–]\s?(\d{1,4}))?")
_IN_BRACKETS = re.compile(
    r"\((?P<law>[A-ZÅÄÖ][\wåäö]*(?:laki|lain|L|laissa)\b[^()]{0,20}?\d{1,4}\s?[a-z]?\s?§[^()]*)\)"
)
_IN_SENTENCE = re.compile(
    r"(?P<law>\b(?:kuntalain|kuntalaki|KuntaL|hankintalain|hankintalaki|hallintolain|etuostolain)\s+\d{1,4}\s?[a-z]?\s?§)",
    re.IGNORECASE,
)
_LOOK_BACK = 3


@dataclass(frozen=True)
class _Instruction:
    remedy: str
    numbers: tuple[int, ...]
    lines: tuple[Line, ...]


def instructions_start(lines: Sequence[Line], after: int) -> int:
    """Where the appeal instructions begin: at the heading of the first list of § after ``after``."""
    for at, heading_at, _ in _lists(lines, after):
        return min(at, heading_at)
    return len(lines)


def read_remedies(lines: Sequence[Line]) -> dict[int, tuple[ParsedRemedy, ...]]:
    """The remedies of each § from the lines of the instructions."""
    found: dict[int, dict[str, ParsedRemedy]] = {}
    for instruction in _instructions(lines):
        remedy = _remedy(instruction)
        for number in instruction.numbers:
            found.setdefault(number, {}).setdefault(remedy.remedy, remedy)
    return {number: tuple(remedies.values()) for number, remedies in found.items()}


def _instructions(lines: Sequence[Line]) -> Iterator[_Instruction]:
    lists = list(_lists(lines, 0))
    ends = [*(heading_at for _, heading_at, _ in lists[1:]), len(lines)]
    for (at, _, remedy), end in zip(lists, ends, strict=False):
        numbers = tuple(_numbers(lines[at].flat))
        yield _Instruction(remedy, numbers, tuple(lines[at + 1 : end]))


def _lists(lines: Sequence[Line], after: int) -> Iterator[tuple[int, int, str]]:
    """Every list of § with where its heading stands and the remedy that it names."""
    for position in range(after, len(lines)):
        line = lines[position]
        if line.is_row or not words.SECTION_NUMBERS.match(line.flat):
            continue
        for back in range(1, _LOOK_BACK + 1):
            if position - back < after or (remedy := _named(lines[position - back].flat)) is None:
                continue
            yield position, position - back, remedy
            break


def _named(heading: str) -> str | None:
    if len(heading) > 80:
        return None
    return next((remedy for remedy, pattern in _HEADINGS if pattern.search(heading)), None)


def _numbers(text: str) -> Iterator[int]:
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(first, min(last, first + 500) + 1)


def _remedy(instruction: _Instruction) -> ParsedRemedy:
    if instruction.remedy == "ban":
        return ParsedRemedy("ban", _provision(joined(instruction.lines)))
    headings = [line.flat for line in instruction.lines[:4]]
    if instruction.remedy == "review_request" and any(_PROCUREMENT.match(heading) for heading in headings):
        return ParsedRemedy("procurement")
    return ParsedRemedy(instruction.remedy)


def _provision(text: str) -> str:
    """The provisions that a ban names, as it names them."""
    found = [match["law"] for match in _IN_BRACKETS.finditer(text)] or [
        match["law"] for match in _IN_SENTENCE.finditer(text)
    ]
    unique = list(dict.fromkeys(" ".join(law.split()) for law in found))
    told = ""
    for law in unique:
        longer = f"{told}; {law}" if told else law
        if len(longer) > 200:
            break
        told = longer
    return told
