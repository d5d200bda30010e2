"""Words and digits as people type them: in any script, with the marks that programs leave."""

from __future__ import annotations

import re
import unicodedata

from seutu.shared.core.characters import strip_control

LONGEST_READ = 100_000
# Embeddings, overrides and isolates turn what stands after them around; the plain marks (LRM, RLM, ALM) only help.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE_ENDS = re.compile("[\u0085\u2028\u2029\u000b\u000c]")
_DASHES = re.compile("[\u058a\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_ARABIC_MARKS = str.maketrans({"\u066b": ",", "\u066c": "", "\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\u06d4": "."})


def text(typed: str) -> str:
    """Words on several lines: composed (NFC), without control characters and without marks that turn the order."""
    lines = strip_control(_LINE_ENDS.sub("\n", typed[: LONGEST_READ + 1]))
    return unicodedata.normalize("NFC", _TURNING.sub("", lines)).strip()


def line(typed: str) -> str:
    """As `text`, on one line."""
    return " ".join(text(typed).split())


def signs(typed: str) -> str:
    """Digits and signs of a number, a day, a code or an address: digits of any script as 0–9, unseen marks away."""
    seen = _DASHES.sub("-", _UNSEEN.sub("", line(typed))).translate(_ARABIC_MARKS)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in seen)
