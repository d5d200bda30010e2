"""Names run together on a line, taken apart: “Aino Alku, puheenjohtaja Bo Berg, saapui 17:12 Cia Ceder”.

The name of a person is two words with capitals (a third when one is an initial or a particle). What stands after a
comma belongs to the name before it, until the next name begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seutu.publishing.harvest.sources.minutes.lines import Line

_NAME_WORD = re.compile(r"^[A-ZÅÄÖÉÜ][a-zåäöéüøæß'’]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéüøæß]+)*-?$|^[A-ZÅÄÖ]\.$|^Mc[A-Z][a-z]+$")
_NOT_NAMES = {"Oy", "Ab", "Oyj", "Ry", "Ky", "Tmi", "Puheenjohtaja", "Sihteeri", "Poissa", "Pöytäkirja"}
# What may stand after a name, as far as it is told by fixed words; the rest of a piece begins a new name.
_FIXED = re.compile(
    r"^(?:\d\.\s*)?(?:vara)?puheenjohtaja\b|^varajäsen\b|^jäsen\b|^esittelijä\b|^(?:pöytäkirjanpitäjä|sihteeri)\b|^etänä\b"
    r"|^(?:saapui|poistui)\s+(?:klo\s+)?\d{1,2}[:.]\d{2}"
    r"|^§§?\s?[\d–-]+(?:\s?(?:,|ja)\s?\d+)*",
    re.IGNORECASE,
)


@dataclass
class Person:
    """A name and what is said beside it."""

    name: str
    notes: list[str] = field(default_factory=list)


def people_in(lines: Sequence[Line]) -> list[Person]:
    """The people that lines of names tell of."""
    people: list[Person] = []
    for text in _rows(lines):
        cut = next((person for person in people if person.name.endswith("-")), None)
        if cut is not None and " " not in text and _is_name_word(text):
            # The second half of a name that its column was too narrow for.
            cut.name += text
        else:
            people += _people_on(text)
    return people


def _rows(lines: Sequence[Line]) -> Iterator[str]:
    """The lines, each with those that go on from it."""
    row = ""
    for line in lines:
        text = line.flat.lstrip("-•").strip()
        if row and _goes_on(row, text):
            row = row + text if re.search(r"\w-$", row) and text[:1].isupper() else f"{row} {text}"
            continue
        if row:
            yield row
        row = text
    if row:
        yield row


def _goes_on(row: str, text: str) -> bool:
    """Whether a line goes on from the row before it; a surname alone belongs to the first name above."""
    if row.endswith((",", "-")) or text[:1].islower() or re.match(r"^\d\. vara", text):
        return True
    words = row.split()
    return len(words) % 2 == 1 and all(map(_is_name_word, words)) and " " not in text and _is_name_word(text)


def _people_on(text: str) -> list[Person]:
    people: list[Person] = []
    pieces = [piece.strip() for piece in re.split(r"\s*,\s*", text) if piece.strip()]
    for position, piece in enumerate(pieces):
        note, rest = _note_and_rest(piece, is_first=not people, has_more=position + 1 < len(pieces))
        if note and people:
            people[-1].notes.append(note)
        elif note:
            # Words before any name: kept as a name, so that nothing is lost.
            people.append(Person(note))
        people += [Person(name) for name in _names(rest)]
    return people


def _note_and_rest(piece: str, *, is_first: bool, has_more: bool) -> tuple[str, list[str]]:
    """What of a piece is said of the person before, and the words of the names after it."""
    if not is_first and (fixed := _FIXED.match(piece)):
        return fixed[0].strip(), piece[fixed.end() :].split()
    parts = piece.split()
    if is_first and all(_is_name_word(word) for word in parts):
        return "", parts
    names_from = _names_from(parts, may_be_all=is_first)
    return " ".join(parts[:names_from]), parts[names_from:]


def _names_from(parts: list[str], *, may_be_all: bool) -> int:
    """Where names begin at the end of a piece: after the title's last word with a small letter, in pairs."""
    at = len(parts)
    while at > 0 and _is_name_word(parts[at - 1]):
        at -= 1
    count = len(parts) - at
    if may_be_all and at == 0:
        return 0
    if at > 0 and count % 2 == 0:
        return at
    # “Kaupunginjohtaja Aino Alku”: the title is one word with a capital, the name the two after it.
    return at + count % 2 if count > 1 else len(parts)


def _is_name_word(word: str) -> bool:
    return bool(_NAME_WORD.match(word)) and word not in _NOT_NAMES


def is_name(text: str) -> bool:
    """Whether a text is a person's name: two or three words with capitals."""
    words = text.split()
    return len(words) in {2, 3} and all(_is_name_word(word) for word in words)


def _names(parts: Sequence[str]) -> Iterator[str]:
    """Pairs of words; three when three are left, or a middle initial stands between."""
    words = list(parts)
    while words:
        size = 3 if len(words) == 3 or (len(words) > 2 and words[1].endswith(".")) else 2
        yield " ".join(words[:size])
        words = words[size:]
