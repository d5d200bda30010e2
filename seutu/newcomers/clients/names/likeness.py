"""How alike two names are, for the order of what was found and for telling that a person may be there already."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler

from seutu.newcomers.clients.names import equivalents
from seutu.newcomers.clients.names.sounds import skeleton, sounds
from seutu.newcomers.clients.names.words import name_words

# From here on two names may well be one person's: measured in docs/names.md.
NEAR = 0.8

SAME_NAME = 0.97
# Two names that are known and not the same are less alike than their letters: Hassan and Hussein.
KNOWN_APART = 0.55
MISSING_WORD, MOST_MISSING = 0.04, 0.12
LONE_WORD = 0.75
SHORT = 4


class _Word(NamedTuple):
    sounds: tuple[str, ...]
    bones: tuple[str, ...]
    heads: frozenset[str]


def similarity(one: str, other: str) -> float:
    """From 0 to 1: 1 for the same words in any order; a patronymic or middle name that is missing costs little."""
    fewer, more = sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words))
    if not fewer:
        return 0.0
    if sorted(fewer) == sorted(more):
        return 1.0
    return max(_likeness(fewer, variant) for variant in (more, *_with_two_as_one(fewer, more)))


def _with_two_as_one(fewer: list[str], more: list[str]) -> list[list[str]]:
    """Xiao Ming Wang is Xiaoming Wang, Anna Maria is Annamaria."""
    if len(more) == len(fewer):
        return []
    return [[*more[:place], more[place] + more[place + 1], *more[place + 2 :]] for place in range(len(more) - 1)]


def _likeness(fewer: list[str], more: list[str]) -> float:
    if len(fewer) > len(more):
        fewer, more = more, fewer
    pairs = sorted(
        (
            (_likeness_of_words(word, candidate), place, candidate_place)
            for place, word in enumerate(fewer)
            for candidate_place, candidate in enumerate(more)
        ),
        key=lambda pair: -pair[0],
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for likeness, place, candidate_place in pairs:
        if place not in taken and candidate_place not in used:
            taken[place] = likeness
            used.add(candidate_place)
    # A name is as unlike as its most unlike word: brothers share all but one.
    alike = (sum(taken.values()) / len(taken) + min(taken.values())) / 2
    missing = min(MISSING_WORD * (len(more) - len(fewer)), MOST_MISSING)
    return max(0.0, alike - missing) * (LONE_WORD if len(fewer) == 1 < len(more) else 1)


@lru_cache(maxsize=8192)
def _word(word: str) -> _Word:
    heard = sounds(word)
    heads = frozenset().union(*map(equivalents.heads, heard))
    return _Word(tuple(heard), tuple(map(skeleton, heard)), heads)


def _likeness_of_words(one: str, other: str) -> float:
    first, second = _word(one), _word(other)
    if one == other or first.heads & second.heads:
        return 1.0 if one == other else SAME_NAME
    nearest = max(
        (
            _of_sounds(sound, bones, candidate, candidate_bones)
            for sound, bones in zip(first.sounds, first.bones, strict=True)
            for candidate, candidate_bones in zip(second.sounds, second.bones, strict=True)
        ),
        default=0.0,
    )
    return min(nearest, KNOWN_APART) if first.heads and second.heads else nearest


def _of_sounds(one: str, other_bones: str, other: str, bones: str) -> float:
    if one == other:
        return SAME_NAME
    heard = JaroWinkler.similarity(one, other)
    if min(len(one), len(other)) <= SHORT:
        heard = Indel.normalized_similarity(one, other)
    return min(SAME_NAME, 0.5 * heard + 0.5 * Indel.normalized_similarity(bones, other_bones))
