"""The keys that a name is looked up by: a few short ones for each of its words."""

from __future__ import annotations

from functools import lru_cache

from seutu.newcomers.clients.names import equivalents
from seutu.newcomers.clients.names.sounds import LONGEST_KEY, skeleton, sounds
from seutu.newcomers.clients.names.words import BOUND, name_words

# One more whenever a key of any name changes: rows with an older number are made anew.
KEYS_VERSION = 1

SHORTEST_KEY = 2
# What a letter becomes when the next one is typed: Mik… of Mikhail, Jos… of Joseph, T… of Tšaikovski.
TURNS_INTO = {"k": "h", "p": "f", "t": "s", "d": "s"}
ARTICLES = ("al", "el")
LONG_WITH_ARTICLE = 6


def search_keys(name: str) -> frozenset[str]:
    """The keys of a whole name, such that spellings of one name share keys: "Мохаммед" and "Muhammad" → "mhmt"."""
    return frozenset().union(*map(_keys_of_word, name_words(name)))


def prefix_keys(typed: str) -> frozenset[str]:
    """With what a key of a name begins whose last word is still being typed: "Moh" → "mh", as "Mohammed" has "mhmt".

    The words before the last are complete: look those up by `search_keys`. Nothing comes of fewer than two letters. Of
    vowels alone comes "a", which every name has that begins with a vowel.
    """
    words = name_words(typed)
    if not words:
        return frozenset()
    begun = words[-1]
    found = {skeleton(sound, whole=False) for sound in sounds(begun, whole=False)}
    found |= {bones[:-1] + TURNS_INTO[bones[-1]] for bones in found if bones and bones[-1] in TURNS_INTO}
    return frozenset(bones for bones in found if bones) | _keys_of_word(begun)


# Words repeat, names do not: the memory holds no whole name.
@lru_cache(maxsize=8192)
def _keys_of_word(word: str) -> frozenset[str]:
    heard = sounds(word)
    keys = {skeleton(sound) for sound in heard}
    keys |= {skeleton(head) for sound in heard for head in equivalents.heads(sound)}
    for shorter in _without_what_is_bound(word):
        keys |= _keys_of_word(shorter)
    return frozenset(_long_enough(key) for key in keys if key)


def _without_what_is_bound(word: str) -> list[str]:
    """Alhassan is found as Hassan too, O'Brien as Brien, Abu Bakr as Bakr."""
    if word[1:2] == "'" and len(word) > 3:
        return [word[2:]]
    if len(word) >= LONG_WITH_ARTICLE and word.startswith(ARTICLES) and word[2] not in "aeiouyj'":
        return [word[2:]]
    bound = max(filter(word.startswith, BOUND), key=len, default="")
    rest = word[len(bound) :]
    # What is left of Abdullah is no name.
    return [rest] if bound and len(rest) >= 4 and not rest.startswith("lah") else []


def _long_enough(key: str) -> str:
    return (key * SHORTEST_KEY if len(key) < SHORTEST_KEY else key)[:LONGEST_KEY]
