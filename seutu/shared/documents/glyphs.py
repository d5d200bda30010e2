"""Which signs our fonts can show.

A tagged PDF must not hold a sign that its font lacks (ISO 14289-1 7.21.8), and typst refuses to make one. So every text
is looked at first, and a sign that cannot be shown is written as its number: nothing of a record may vanish silently.
"""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from seutu.shared.core.rich_text import strip_control

FOLDER = Path(__file__).parent / "fonts"
SOURCE_SANS = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-Semibold.ttf",
    "SourceSans3-It.ttf",
    "SourceSans3-SemiboldIt.ttf",
)
VAZIRMATN = ("Vazirmatn-Regular.ttf", "Vazirmatn-SemiBold.ttf")

# They have no form of their own, and these few are worth keeping: soft hyphen, zero-width space, joiners, direction
# marks, word joiner, inhibited and asked for breaks.
INVISIBLE = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
# Embeddings, overrides and isolates can turn the words around them; selectors and tags only choose among pictures.
_UNWANTED = re.compile(
    "[\u202a-\u202e\u2066-\u206f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]"
)
_TAGS = re.compile("[\U000e0000-\U000e0fff]")
# A line breaks by itself at spaces, and inside addresses at these signs.
_WORD = re.compile(r"[^\s\u200b\u00ad/?&=.\-]+")
LONGEST_UNBROKEN = 30


def readable(text: str) -> str:
    """``text`` with nothing in it that our fonts cannot show; a sign that they lack becomes “[U+1F600]”."""
    composed = unicodedata.normalize("NFC", strip_control(text)).replace("\t", " ")
    wanted = _TAGS.sub("", _UNWANTED.sub("", composed))
    known = signs()
    return "".join(sign if sign in known or sign == "\n" else f"[U+{ord(sign):04X}]" for sign in wanted)


def breakable(text: str) -> str:
    """``text`` with places to break inside words that would run out of the page."""
    return _WORD.sub(lambda match: _pieces(match[0]) if len(match[0]) > LONGEST_UNBROKEN else match[0], text)


def _pieces(word: str) -> str:
    pieces = (word[at : at + LONGEST_UNBROKEN // 2] for at in range(0, len(word), LONGEST_UNBROKEN // 2))
    return "\u200b".join(pieces)


@functools.cache
def signs() -> frozenset[str]:
    """Every sign that can be shown, strong and in italics too."""
    return _shared(SOURCE_SANS) | _shared(VAZIRMATN) | INVISIBLE


def _shared(names: tuple[str, ...]) -> frozenset[str]:
    """What every one of the fonts has."""
    sets = [frozenset(_signs_of((FOLDER / name).read_bytes())) for name in names]
    # Signs for private use mean nothing to a reader elsewhere, and PDF/A-2a wants to be told what they mean.
    return frozenset(sign for sign in frozenset.intersection(*sets) if unicodedata.category(sign) != "Co")


def _signs_of(font: bytes) -> Iterator[str]:
    """The signs of an OpenType font, from the segments of its `cmap` table (formats 4 and 12)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _of_segments(font, start + offset)
        elif kind == 12:
            yield from _of_groups(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag!r}")


def _of_segments(font: bytes, start: int) -> Iterator[str]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    ends, starts, shifts, offsets = (
        struct.unpack_from(f">{doubled // 2}H", font, start + 14 + number * doubled + (2 if number else 0))
        for number in range(4)
    )
    for number, (first, last, offset) in enumerate(zip(starts, ends, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                here = start + 16 + 3 * doubled + 2 * number
                (glyph,) = struct.unpack_from(">H", font, here + offset + 2 * (code - first))
            # Glyph 0 is the box that stands for what is missing.
            if glyph and (offset or (code + shifts[number]) % 0x10000):
                yield chr(code)


def _of_groups(font: bytes, start: int) -> Iterator[str]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    for number in range(count):
        first, last, _glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * number)
        yield from (chr(code) for code in range(first, last + 1))
