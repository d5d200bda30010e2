"""Text pasted from a word processor, read into a few plain kinds of blocks and written again.

Word, Outlook, Teams, Google Docs and LibreOffice each say “this is a list” in a way of their own; `reader` understands
them, `blocks` says what there is, `inline`, `lists`, `tables` and `writer` make it into simple markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from seutu.shared.core.word_paste.reader import Reader, well_formed
from seutu.shared.core.word_paste.writer import write


@dataclass(frozen=True, slots=True)
class Simplified:
    """Simple markup, still to be sanitized, and how many images it lost."""

    html: str
    images: int


def simplify(html: str) -> Simplified:
    """What was pasted, as headings, paragraphs, lists and tables. Control characters are out of it already."""
    reader = Reader()
    reader.feed(well_formed(html))
    reader.close()
    return Simplified(write(reader.finished()), reader.images)
