"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from seutu.shared.search.expression import Clause, Expression
from seutu.shared.search.queries import IndexState

# By the words that stand in addresses: kunta, toimielin, vuosi, laji. The most frequent first, years the newest first.
Facets = dict[str, list[tuple[str | int, int]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; ``others`` of the same group are folded under it, in their order."""

    kind: str
    pk: int
    score: float
    day: int
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Expanded:
    """A typed word, and the words that it was looked up as besides."""

    word: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits.

    ``total`` counts records, folded ones too. ``pages`` is how many pages can be looked at; ``is_cut`` says that
    there are more hits than those. ``fell_back`` are compounds that stand nowhere whole: their parts were looked up.
    ``is_relaxed``: no record has all the words, so those with most of them were taken. Then, and when nothing was
    found, ``nowhere`` are those of several words that no record has at all.
    """

    expression: Expression
    state: IndexState
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=dict)
    page: int = 1
    pages: int = 0
    is_cut: bool = False
    fell_back: tuple[str, ...] = ()
    expanded: tuple[Expanded, ...] = ()
    is_relaxed: bool = False
    nowhere: tuple[Clause, ...] = ()
