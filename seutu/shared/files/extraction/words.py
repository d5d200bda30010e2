"""The text that grows while a file is read: clean, and never longer than it may be."""

from __future__ import annotations

import re

from seutu.shared.core.characters import strip_control
from seutu.shared.files.extraction.outcome import LONGEST_TEXT, TOO_LONG, NotRead

_MANY_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*\n")


class Words:
    """Pieces of text in the order in which they were found."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Add a piece.

        :raises NotRead: there is too much text.
        """
        if piece:
            self._length += len(piece)
            if self._length > LONGEST_TEXT:
                raise NotRead(TOO_LONG)
            self._pieces.append(piece)

    def text(self) -> str:
        """The whole, without control characters and with no more than one empty line at a time."""
        return _MANY_BREAKS.sub("\n\n", clean("".join(self._pieces))).strip()


def clean(text: str) -> str:
    """``text`` without control characters. PDF readers write U+FFFE where a word was divided: a soft hyphen."""
    return strip_control(text.replace("\ufffe", "\u00ad"))
