"""The keys that a name is looked up by: a few short ones for each of its words."""

from __future__ import annotations

import re
from functools import lru_cache

from seutu.newcomers.clients.names import equivalents
from seutu.newcomers.clients.names.sounds import LONGEST_KEY, skeleton, sounds
from seutu.newcomers.clients.names.words import name_words, without_article, without_bound, words_with_parts

# One more whenever a key of any name changes: rows with an older number are made anew.
KEYS_VERSION = 1

SHORTEST_KEY = 2
# What a letter becomes when the next one is typed: Mik… of Mikhail, Step… of Stephan, T… of Tšaikovski.
TURNS_INTO = {"k": "h", "p": "f", "t": "s", "d": "s"}
# Too little is typed yet to say that it is one: Alhus… is of Al-Husseini.
BEGUN_ARTICLE = re.compile("[ae]l[b-df-hj-np-tv-xz].{2}")
ARABIC_ARTICLE = "ال"


def search_keys(name: str) -> frozenset[str]:
    """The keys of a whole name, such that spellings of one name share keys: "Мохаммед" and "Muhammad" → "mhmt"."""
    return frozenset().union(*map(_keys_of_word, words_with_parts(name)))


def prefix_keys(typed: str) -> frozenset[str]:
    """With what a key of a name begins whose last word is still being typed: "Moh" → "mh", as "Mohammed" has "mhmt".

    The words before the last are complete: look those up by `search_keys`. Nothing comes of fewer than two letters. Of
    vowels alone comes "a", which every name has that begins with a vowel.
    """
    words = name_words(typed)
    if not words or len(words[-1]) < SHORTEST_KEY:
        return frozenset()
    begun = [words[-1], *_without_begun_article(typed, words[-1])]
    found = {skeleton(sound, whole=False) for word in begun for sound in sounds(word, whole=False)}
    found |= {bones[:-1] + TURNS_INTO[bones[-1]] for bones in found if bones and bones[-1] in TURNS_INTO}
    return frozenset(bones for bones in found if bones) | _keys_of_word(words[-1])


def _without_begun_article(typed: str, begun: str) -> list[str]:
    last = typed.split()[-1]
    if last.startswith(ARABIC_ARTICLE):
        return name_words(last.removeprefix(ARABIC_ARTICLE))
    return [begun[len("al") :]] if BEGUN_ARTICLE.match(begun) else []


# Words repeat, names do not: the memory holds no whole name.
@lru_cache(maxsize=8192)
def _keys_of_word(word: str) -> frozenset[str]:
    heard = sounds(word)
    keys = {skeleton(sound) for sound in heard}
    keys |= {skeleton(head) for sound in heard for head in equivalents.heads(sound)}
    shorter = without_article(word) or without_bound(word)
    if shorter:
        keys |= _keys_of_word(shorter)
    return frozenset(_long_enough(key) for key in keys if key)


def _long_enough(key: str) -> str:
    return (key * SHORTEST_KEY if len(key) < SHORTEST_KEY else key)[:LONGEST_KEY]
