"""Finding Finnish personal identity codes (henkilötunnus) in text, before the text is shown to everybody.

A code is a birth date, a sign of the century, an individual number and a check character: ``DDMMYYcNNNt``. The signs
are those in force since 1 January 2023 (the Government decree on personal identity codes as amended for the reform of
2023, and the guidance of the Digital and Population Data Services Agency, DVV): ``+`` for the 1800s, ``- Y X W V U``
for the 1900s and ``A B C D E F`` for the 2000s. The check character is the remainder of the nine digits by 31.
Individual numbers 900–999 are those of temporary codes, and are found as well.

The text may come from a PDF or a word processor: any dash may stand for the hyphen, invisible signs may stand anywhere,
and spaces or a line break around the sign. Answers are places only: a code must never reach a log.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
LEAST_NUMBER = 2  # 000 and 001 are given to nobody

# A soft hyphen is both: PDF readers make one of a hyphen at the end of a line.
_DASHES = "\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_UNSEEN = "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]{0,3}"
_SPACE = "[^\\S\n\r]"
_AROUND = rf"{_UNSEEN}\s{{0,8}}{_UNSEEN}"
_SIGN = rf"[-+A-FU-Ya-fu-y{_DASHES}]"
_CHECK = f"[{CHECK_CHARACTERS}{CHECK_CHARACTERS[10:].lower()}]"

_DATE = _UNSEEN.join(["[0-3]", "[0-9]", "[01]", "[0-9]", "[0-9]", "[0-9]"])
_NUMBER = _UNSEEN.join(["[0-9]"] * 3)
_PAIRS = _SPACE.join([f"[0-3]{_UNSEEN}[0-9]", f"[01]{_UNSEEN}[0-9]", f"[0-9]{_UNSEEN}[0-9]"])
_SPACED = _SPACE.join(["[0-3]", "[0-9]", "[01]", *["[0-9]"] * 3, _SIGN, *["[0-9]"] * 3, _CHECK])

# How a code is written. Each form is strict where the next thing in a table of numbers could pass for it.
_FORMS = [
    re.compile(f"(?<![0-9]){form}")
    for form in (
        rf"{_DATE}{_AROUND}{_SIGN}{_AROUND}{_NUMBER}{_UNSEEN}{_CHECK}",
        rf"{_DATE}{_UNSEEN}{_SIGN}{_UNSEEN}{_NUMBER}{_UNSEEN}{_SPACE}{_CHECK}",
        rf"{_PAIRS}{_UNSEEN}{_SIGN}{_UNSEEN}{_NUMBER}{_UNSEEN}{_CHECK}",
        _SPACED,
    )
]
_NOT_OF_CODE = re.compile(rf"[^-+0-9A-Z{_DASHES}]")
_GOES_ON = re.compile(rf"\w|[-{_DASHES}][0-9]|[.,][0-9]{{1,2}}(?![0-9])")
_AFTER_DASH = re.compile(rf"[0-9][-{_DASHES}]$")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a code stands: ``text[start:end]``. The code itself is not here, so that it cannot be logged."""

    start: int
    end: int


def find(text: str) -> list[Found]:
    """The places of all personal identity codes in ``text``, in order, none inside another."""
    places: list[Found] = []
    for found in sorted(_candidates(text), key=lambda place: (place.start, -place.end)):
        if not places or found.start >= places[-1].end:
            places.append(found)
    return places


def contains(text: str) -> bool:
    """Whether a personal identity code stands in ``text``."""
    return next(_candidates(text), None) is not None


def is_valid(code: str) -> bool:
    """Whether ``code`` (11 characters, in capitals, with a plain ``-`` or ``+``) has a real date and its check."""
    sign, number, check = code[6], code[7:10], code[10]
    if sign not in CENTURIES or int(number) < LEAST_NUMBER:
        return False
    try:
        dt.date(CENTURIES[sign] + int(code[4:6]), int(code[2:4]), int(code[:2]))
    except ValueError:
        return False
    return CHECK_CHARACTERS[int(code[:6] + number) % len(CHECK_CHARACTERS)] == check


def _candidates(text: str) -> Iterator[Found]:
    for form in _FORMS:
        place = 0
        while match := form.search(text, place):
            if _stands_alone(text, match) and is_valid(_plain(match[0])):
                yield Found(match.start(), match.end())
            # One date may stand before another that begins inside this match.
            place = match.start() + 1


def _plain(written: str) -> str:
    """A match as the eleven characters of a code."""
    signs = _NOT_OF_CODE.sub("", written.upper())
    letters = [sign for sign in signs if sign not in _DASHES and sign != "-"]
    return "".join(letters) if len(letters) == 11 else "".join([*letters[:6], "-", *letters[6:]])


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around a match leaves it a word of its own, not a piece of a longer number or name."""
    before = text[max(match.start() - 2, 0) : match.start()]
    if _GOES_ON.match(text, match.end()) or _AFTER_DASH.search(before):
        return False
    last = before[-1:]
    # A label in small letters may be glued to the code; capitals are those of another number, and hashes have both.
    is_label = last.isalpha() and last.islower() and not any(sign.isalpha() for sign in match[0][:-1])
    return is_label or not (last.isalnum() or last == "_")
