"""How alike two names are, for the order of what was found and for telling that a person may be there already."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from statistics import mean
from typing import NamedTuple

from rapidfuzz.distance import Indel

from seutu.newcomers.clients.names import equivalents
from seutu.newcomers.clients.names.sounds import TWICE, skeleton, sounds
from seutu.newcomers.clients.names.words import name_words, without_article

# From here on two names may well be one person's: measured in docs/names.md.
NEAR = 0.85

SAME_NAME = 0.97
# Two names that are known and not the same are less alike than their letters: Hassan and Hussein.
KNOWN_APART = 0.55
MISSING_WORD, MOST_MISSING = 0.04, 0.12
LONE_WORD = 0.75
SHORT = 3
# Li and Lei: a short word has little but its vowels.
SHORT_WITH_OTHER_VOWELS = 0.75
NOT_VOWELS = re.compile("[^aeiou]+")
WITHOUT_ARTICLE = 0.97
# With the same consonants a word differs in its vowels only.
SAME_BONES, OTHER_BONES = 0.7, 0.95


class _Sound(NamedTuple):
    heard: str
    bones: str
    # Less than 1 for a part of the word.
    weight: float


class _Word(NamedTuple):
    sounds: tuple[_Sound, ...]
    heads: frozenset[str]


def similarity(one: str, other: str) -> float:
    """From 0 to 1: 1 for the same words in any order; a patronymic or middle name that is missing costs little."""
    fewer, more = sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words))
    if not fewer:
        return 0.0
    if sorted(fewer) == sorted(more):
        return 1.0
    return max(_likeness(fewer, variant) for variant in (more, *_with_two_as_one(fewer, more)))


def similarity_so_far(typed: str, name: str) -> float:
    """From 0 to 1, of a name whose last word is not typed to its end: "Moh" is as like "Mohammed Ali" as can be."""
    words, others = name_words(typed), name_words(name)
    if not words or not others:
        return 0.0
    complete = [max(_likeness_of_words(word, other) for other in others) for word in words[:-1]]
    return mean([*complete, max(_likeness_of_beginning(words[-1], other) for other in others)])


def _likeness_of_beginning(begun: str, word: str) -> float:
    so_far = (
        Indel.normalized_similarity(sound, other.heard[: len(sound)])
        for sound, other in product(sounds(begun, whole=False), _word(word).sounds)
    )
    return max(_likeness_of_words(begun, word), *so_far)


def _with_two_as_one(fewer: list[str], more: list[str]) -> list[list[str]]:
    """Xiao Ming Wang is Xiaoming Wang, Anna Maria is Annamaria."""
    if len(more) == len(fewer):
        return []
    return [[*more[:place], more[place] + more[place + 1], *more[place + 2 :]] for place in range(len(more) - 1)]


def _likeness(fewer: list[str], more: list[str]) -> float:
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
    whole = sounds(word)
    part = without_article(word)
    heard = [_Sound(sound, skeleton(sound), 1) for sound in whole]
    heard += [_Sound(sound, skeleton(sound), WITHOUT_ARTICLE) for sound in (sounds(part) if part else ())]
    return _Word(tuple(heard), frozenset().union(*map(equivalents.heads, whole)))


def _likeness_of_words(one: str, other: str) -> float:
    first, second = _word(one), _word(other)
    if one == other or first.heads & second.heads:
        return 1.0 if one == other else SAME_NAME
    nearest = max((_of_sounds(*both) for both in product(first.sounds, second.sounds)), default=0.0)
    if nearest >= SAME_NAME and max(len(one), len(other)) <= SHORT and _vowels(one) != _vowels(other):
        return SHORT_WITH_OTHER_VOWELS
    return min(nearest, KNOWN_APART) if first.heads and second.heads else nearest


def _of_sounds(one: _Sound, other: _Sound) -> float:
    weight = one.weight * other.weight
    if one.heard == other.heard:
        return SAME_NAME * weight
    heard = Indel.normalized_similarity(one.heard, other.heard)
    if len(one.bones) < SHORT:
        return weight * OTHER_BONES * heard
    if one.bones == other.bones:
        return weight * (SAME_BONES + (SAME_NAME - SAME_BONES) * heard)
    return weight * OTHER_BONES * (heard + Indel.normalized_similarity(one.bones, other.bones)) / 2


def _vowels(word: str) -> str:
    return TWICE.sub(r"\1", NOT_VOWELS.sub("", word.replace("y", "i").replace("ee", "i").replace("oo", "u")))
