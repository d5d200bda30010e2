"""What somebody typed or pasted, as the register keeps it: no characters that cannot be seen, no lines in a name."""

from __future__ import annotations

import re

from seutu.shared.core.characters import strip_control

# Marks that turn the direction of all text after them. The joiners U+200C and U+200D stay: Persian is spelled by them.
_TURNING = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]")


def one_line(text: str) -> str:
    """``text`` on one line, with single spaces."""
    return " ".join(_TURNING.sub("", strip_control(text)).split())


def lines(text: str) -> str:
    """``text`` with its lines kept."""
    return "\n".join(one_line(line) for line in strip_control(text).split("\n")).strip()
