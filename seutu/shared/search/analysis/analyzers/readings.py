"""What the Finnish automaton says of a word, and the keys that follow: the same for libvoikko and for pyvoikko.

Both run the automaton of Voikko's dictionary, whose output looks like this:

    päätösehdotuksessa  [Ln][Xp]päätös[X]päätö[Sn][Ny]s[Bh][Bc][Lt][Xp]ehdottaa[X]ehdot[Ln][Xj]us[X]ukse[Sine][Ny]ssa
    hyväksyttyä         [Lt][Xp]hyväksyä[X]hyväksy[Ll][Rt]t[Xj]ty[X]ty[Sp][Ny]ä

``[L…]`` opens a word or a derivation and names its class, ``[Xp]…[X]`` holds the base form, ``[Xj]…[X]`` the ending
that makes it out of the stem before it, ``[Xr]…[X]`` notes on how it is written. ``[Bc]`` stands between the parts of a
compound, ``=`` and ``[Bm]`` between those of one that the dictionary holds whole. ``[R…]`` makes a participle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from seutu.shared.search.analysis.keys import Keys

TAGS = re.compile(r"\[([^\]]+)\]([^\[]*)")
# Adjectives are inflected inside a compound as well (Mustameri, Mustanmeren): their base form stands for them.
ADJECTIVES = frozenset({"Ll", "Lnl"})
BASE_TAGS = frozenset({"Xp", "Xj"})
NOTE_TAGS = frozenset({"Xr", "Xs"})
MOST_PARTS = 8


class Piece(NamedTuple):
    """A part of a reading: as it stands in the word, its base form, the verb of a participle, where it is joined."""

    form: str
    base: str
    verb: str
    is_adjective: bool
    inner_forms: tuple[str, ...]


def keys_of(outputs: Iterable[str], again: Callable[[str], Keys]) -> Keys | None:
    """The keys of a word by its readings, None when it has none. ``again`` gives the keys of a part of a compound.

    When a word has a plain reading, those that take it for a compound are dropped: *porkkanoita* are no witches. When a
    compound has a reading that ends in a noun, so are those that end in a participle: *asemakaava* is no lying weapon.
    """
    several = tuple(filter(None, dict.fromkeys(outputs)))
    plain = [_simple_base(output) for output in several]
    if all(plain):
        return Keys(tuple(dict.fromkeys(plain))) if plain else None
    readings = _likely([pieces for output in several if (pieces := pieces_of(output))])
    base: dict[str, None] = {}
    parts: dict[str, None] = {}
    for pieces in readings:
        before = _joined(pieces[:-1])
        for key in _bases(pieces[-1]):
            base[before + key] = None
        if before or pieces[0].inner_forms:
            parts.update(dict.fromkeys(_parts(pieces, again)))
    return Keys(tuple(base), tuple(key for key in parts if key not in base)) if base else None


def _simple_base(output: str) -> str:
    """The base form of a reading that is neither joined nor derived, which most are, at once; "" for any other."""
    if output.count("[L") != 1 or "[B" in output or "[Xj]" in output:
        return ""
    start = output.find("[Xp]") + 4
    return _plain(output[start : output.find("[X]", start)]) if start > 3 else ""


def _likely(readings: list[list[Piece]]) -> list[list[Piece]]:
    plain = [pieces for pieces in readings if len(pieces) == 1]
    return plain or [pieces for pieces in readings if not pieces[-1].verb] or readings


def pieces_of(output: str) -> list[Piece]:
    """The parts of one reading, a single one for a word that is no compound."""
    return [_piece(part) for part in output.split("[Bc]") if "[L" in part]


def _piece(output: str) -> Piece:
    surface = stem = ending = verb = word_class = ""
    joins: list[int] = []
    for tag, text in TAGS.findall(output):
        if tag in BASE_TAGS:
            stem, ending = surface, text
            if tag == "Xp" and word_class == "Lt":
                verb = text
        elif tag not in NOTE_TAGS:
            if tag[0] == "L":
                word_class = tag
            elif tag == "Bm":
                joins.append(len(surface))
            surface += text
    form = _plain(surface)
    return Piece(
        form=form,
        base=_plain(stem + ending) or form,
        verb=_plain(verb) if verb and "[R" in output else "",
        is_adjective=word_class in ADJECTIVES,
        inner_forms=_cut(surface, joins) if joins else (),
    )


def _plain(text: str) -> str:
    return text.replace("=", "").replace("-", "").lower()


def _cut(text: str, places: Sequence[int]) -> tuple[str, ...]:
    bounds = [0, *places, len(text)]
    return tuple(filter(None, (_plain(text[start:end]) for start, end in pairwise(bounds))))


def _bases(piece: Piece) -> tuple[str, ...]:
    return (piece.base, piece.verb) if piece.verb else (piece.base,)


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece.base if piece.is_adjective else piece.form for piece in pieces)


def _parts(pieces: Sequence[Piece], again: Callable[[str], Keys]) -> Iterator[str]:
    """The keys of each part and of each run of parts that is not the whole: *omarahoitus* of *omarahoitusosuus*."""
    if len(pieces) > MOST_PARTS:
        return
    for piece in pieces:
        if len(pieces) > 1:
            yield from _bases(piece)
            yield from again(piece.form).base
        for form in piece.inner_forms:
            yield from again(form).base
    for length in range(2, len(pieces)):
        for first in range(len(pieces) - length + 1):
            run = pieces[first : first + length]
            before = _joined(run[:-1])
            yield from (before + key for key in _bases(run[-1]))
