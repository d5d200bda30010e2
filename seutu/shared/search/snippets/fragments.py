"""The best stretches of a hit's text, with the typed words marked, as safe HTML."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from seutu.shared.search.searchables import Passage
from seutu.shared.search.snippets.marker import Mark, Marker
from seutu.shared.ui import typesetting

# How long a stretch is when it stands alone, and when there are two.
ALONE, BESIDE_ANOTHER = 200, 120
# Words so near each other, and no more of them, are shown in one stretch.
NEAR, MOST_NEAR = 160, 12
# More words than these do not make a stretch better.
MOST_COUNTED = 5
# A long text is looked through piece by piece, until every word is found, and no further than this.
PIECE, LONGEST = 8_000, 400_000
SENTENCE = re.compile(r"(?:[.!?…]\s+|\n\s*)(?=\S)")
SENTENCE_WITHIN = 90
# Marks that only these signs part are one for the eye.
_BETWEEN = re.compile(r"[ \u00a0]?-?\u2060?")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_INSERTED = frozenset({"\u00ad", typesetting.JOINER})


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text: ``label`` says of what part (“Päätös”), ``html`` is its text with marks, safe."""

    label: Any
    html: SafeString


@dataclass(frozen=True, slots=True)
class Snippet:
    """One or two fragments; ``page`` of an attachment on which the first stands, 0 when that is not known."""

    fragments: tuple[Fragment, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class _Window:
    """Marks that stand near each other in a passage."""

    passage: int
    marks: tuple[Mark, ...]

    @property
    def words(self) -> frozenset[int]:
        return frozenset(mark.word for mark in self.marks)

    def weight(self, words: frozenset[int]) -> float:
        """How much it shows of ``words``: a whole word is worth two parts; then how often they stand there."""
        whole = {mark.word for mark in self.marks if mark.is_whole}
        wanted = self.words & words
        return sum(2 if word in whole else 1 for word in wanted) + min(len(self.marks), MOST_COUNTED) / 100


def snippet(passages: Sequence[Passage], marker: Marker) -> Snippet:
    """The best fragments of ``passages``; the beginning of the first when none has a typed word."""
    windows = _windows(passages, marker)
    if not windows:
        return Snippet(tuple(_beginning(passages)))
    best = [_best(windows, frozenset(range(marker.count)))]
    missing = frozenset(word for window in windows for word in window.words) - best[0].words
    if missing:
        best.append(_best(windows, missing))
    best.sort(key=lambda window: (window.passage, window.marks[0].start))
    width = ALONE if len(best) == 1 else BESIDE_ANOTHER
    return Snippet(_labelled(passages, best, width), _page(passages[best[0].passage], best[0].marks[0].start))


def _windows(passages: Sequence[Passage], marker: Marker) -> list[_Window]:
    """Of windows that show the same, the first; no further than until one shows every word."""
    found: dict[tuple[int, frozenset[tuple[int, bool]]], _Window] = {}
    for number, passage in enumerate(passages):
        for start, piece in _pieces(passage.text):
            for near in _near_each_other(marker.marks(piece)):
                shown = frozenset((mark.word, mark.is_whole) for mark in near)
                if (key := (min(len(near), MOST_COUNTED), shown)) not in found:
                    found[key] = _Window(number, _moved(near, start))
            if any(len(window.words) == marker.count for window in found.values()):
                return list(found.values())
    return list(found.values())


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces, each from its place on; no word is cut."""
    start = 0
    while start < min(len(text), LONGEST):
        end = start + PIECE
        if end < len(text):
            space = text.rfind(" ", start, end)
            end = space if space > start else end
        yield start, text[start:end]
        start = end


def _near_each_other(marks: list[Mark]) -> Iterator[list[Mark]]:
    for place, first in enumerate(marks):
        yield [first, *(mark for mark in marks[place + 1 : place + MOST_NEAR] if mark.end - first.start <= NEAR)]


def _moved(marks: list[Mark], start: int) -> tuple[Mark, ...]:
    return tuple(Mark(mark.start + start, mark.end + start, mark.word, mark.is_whole) for mark in marks)


def _best(windows: list[_Window], words: frozenset[int]) -> _Window:
    return max(windows, key=lambda window: window.weight(words))


def _labelled(passages: Sequence[Passage], windows: list[_Window], width: int) -> tuple[Fragment, ...]:
    """The fragments; a label is said once when both are of one passage."""
    fragments: list[Fragment] = []
    said = -1
    for window in windows:
        passage = passages[window.passage]
        label = "" if window.passage == said else passage.label
        said = window.passage
        fragments.append(Fragment(label, _cut(passage.text, window.marks, width)))
    return tuple(fragments)


def _page(passage: Passage, place: int) -> int:
    return bisect.bisect_right(passage.pages, place) if passage.pages else 0


def _beginning(passages: Sequence[Passage]) -> Iterable[Fragment]:
    for passage in passages:
        if passage.text.strip():
            yield Fragment(passage.label, _cut(passage.text, (), ALONE))
            return


def _cut(text: str, marks: Sequence[Mark], width: int) -> SafeString:
    """The stretch of ``text`` around ``marks``, from the beginning of a sentence or of a word to the end of one."""
    first, last = (marks[0].start, marks[-1].end) if marks else (len(text) - len(text.lstrip()),) * 2
    start = _start(text, first, max(0, width - (last - first)))
    end = _end(text, max(last, start + width))
    before = "" if _begins_sentence(text, start) else "… "
    after = "" if end >= len(text.rstrip()) or text[end - 1] in ".!?" else " …"
    inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
    return mark_safe(f"{before}{_marked(text, inside, start, end)}{after}")


def _start(text: str, first: int, room: int) -> int:
    """Where to begin before ``first``: at its sentence when that is near, else at a word."""
    earliest = max(0, first - SENTENCE_WITHIN)
    sentences = [found.end() for found in SENTENCE.finditer(text, max(0, earliest - 2), first + 1)]
    if near := [place for place in sentences if earliest <= place <= first]:
        return near[-1]
    if earliest == 0:
        return len(text) - len(text.lstrip()) if not text[:first].strip() else 0
    start = first - min(room // 3, SENTENCE_WITHIN)
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else first


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    return not before.strip() or "\n" in before or before.rstrip()[-1] in ".!?"


def _end(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text.rstrip())
    sentence = max(text.rfind(sign, wanted - 40, wanted + 20) for sign in (". ", "! ", "? "))
    if sentence >= 0:
        return sentence + 1
    space = text.rfind(" ", wanted - 40, wanted + 1)
    return space if space >= 0 else wanted


def _marked(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    pieces, place = [], start
    for first, last in _joined(text, marks):
        pieces.append(_plain(text[place:first]))
        pieces.append(f"<mark>{_plain(text[first:last])}</mark>")
        place = last
    pieces.append(_plain(text[place:end]))
    return "".join(pieces)


def _joined(text: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """The stretches to mark: whole words side by side are one."""
    found: list[tuple[int, int]] = []
    was_whole = False
    for mark in marks:
        if found and was_whole and mark.is_whole and _BETWEEN.fullmatch(text, found[-1][1], mark.start):
            found[-1] = (found[-1][0], mark.end)
        else:
            found.append((mark.start, mark.end))
        was_whole = mark.is_whole
    return found


def _plain(text: str) -> str:
    return str(escape(_SPACES.sub(" ", text)))


def marked_title(title: str, language: str, marker: Marker) -> SafeString:
    """``title`` typeset as a heading, with the typed words marked."""
    typeset = typesetting.typeset(title, language)
    places = [place for place, sign in enumerate(typeset) if sign not in _INSERTED]
    if len(places) != len(title):
        return SafeString(escape(typeset))
    places.append(len(typeset))
    marks = [
        Mark(places[mark.start], places[mark.end - 1] + 1, mark.word, mark.is_whole) for mark in marker.marks(title)
    ]
    return mark_safe(_marked(typeset, marks, 0, len(typeset)))
