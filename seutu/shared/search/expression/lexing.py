"""Typed text to pieces: words and quoted stretches, each with its minus."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

QUOTES = frozenset('"”“„‟»«″')
# A soft hyphen or a joiner comes along when a title is copied from a page, the marks that turn the direction of writing
# from an address book or a chat.
_UNSEEN = [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
# East Asian keyboards have the letters of ASCII in full width too.
_FULL_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
# The other hyphens come from a word processor.
_SIGNS: dict[int, int | None] = {**dict.fromkeys(_UNSEEN), **_FULL_WIDTH, **dict.fromkeys(map(ord, "‐‑−"), ord("-"))}
_WHOLE_NUMBER = re.compile(r"\d{1,5}[a-zåäö]?", re.IGNORECASE)
# Where a phrase is not closed, it ends before what is no word of one.
_AFTER_OPEN_PHRASE = re.compile(r" (?=-\w|[^\W\d_]{3,}:)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between spaces, or between quotation marks."""

    text: str
    is_quoted: bool = False
    is_excluded: bool = False
    is_closed: bool = True


def plain(text: str) -> str:
    """``text`` in one form of each letter, without signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text).translate(_SIGNS)
    visible = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cs", "Zs", "Zl", "Zp"} else sign for sign in composed
    )
    return " ".join(visible.split())


def pieces(text: str) -> list[Piece]:
    """The pieces of a plain text, with the sign § beside its number."""
    return _with_section_signs(_cut(text))


def _cut(text: str) -> list[Piece]:
    found, place = [], 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        is_excluded = text[place] == "-" and text[place + 1 : place + 2] in QUOTES
        start = place + is_excluded
        piece, place = _quoted(text, start, is_excluded) if text[start] in QUOTES else _bare(text, start)
        found.append(piece)
    return found


def _quoted(text: str, start: int, is_excluded: bool) -> tuple[Piece, int]:
    end = next((place for place in range(start + 1, len(text)) if text[place] in QUOTES), len(text))
    is_closed = end < len(text)
    if not is_closed and (found := _AFTER_OPEN_PHRASE.search(text, start)):
        end = found.start()
    return Piece(text[start + 1 : end].strip(), is_quoted=True, is_excluded=is_excluded, is_closed=is_closed), end + 1


def _bare(text: str, start: int) -> tuple[Piece, int]:
    """A piece up to a space. A quotation mark inside parts words, as in 5"; after a colon it begins a value."""
    place = start
    while place < len(text) and text[place] != " " and text[place] not in QUOTES:
        place += 1
    is_before_value = text[place - 1] == ":" and place < len(text)
    is_at_quote = place < len(text) and text[place] in QUOTES and not is_before_value
    return Piece(text[start:place]), place + is_at_quote


def _with_section_signs(found: list[Piece]) -> list[Piece]:
    """``§`` and ``16`` are one piece: the number after the sign, or before it in a law's way of writing."""
    joined: list[Piece] = []
    waiting = list(reversed(found))
    while waiting:
        piece = waiting.pop()
        if piece.text != "§" or piece.is_quoted:
            joined.append(piece)
        elif joined and _is_number(joined[-1]) and not (_is_year(joined[-1]) and waiting and _is_number(waiting[-1])):
            joined[-1] = Piece(f"{joined[-1].text} §")
        elif waiting and _is_number(waiting[-1]):
            joined.append(Piece(f"§ {waiting.pop().text}"))
    return joined


def _is_number(piece: Piece) -> bool:
    return not piece.is_quoted and _WHOLE_NUMBER.fullmatch(piece.text) is not None


def _is_year(piece: Piece) -> bool:
    return _YEAR.fullmatch(piece.text) is not None
