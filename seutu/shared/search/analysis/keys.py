"""What the analysis gives: the keys of a word, and the words of a text with theirs."""

from __future__ import annotations

from dataclasses import dataclass

# Counts up whenever this package gives other keys for any word than before: indexes and kept forms are then made anew.
RULES = 1


@dataclass(frozen=True, slots=True)
class Keys:
    """What a word is looked up by.

    ``base`` stands for the whole word: every reading of it, the verb of a participle, the stem of what no dictionary
    has. ``parts`` stand for the parts of a compound, never for the whole. Lower case; no key twice.
    """

    base: tuple[str, ...]
    parts: tuple[str, ...] = ()


def union(*several: Keys) -> Keys:
    """All of them together; what stands for the whole word in one is no part."""
    base = dict.fromkeys(key for keys in several for key in keys.base)
    return Keys(tuple(base), tuple(dict.fromkeys(key for keys in several for key in keys.parts if key not in base)))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` is how it stands there, ``form`` that in lower case, as it is looked up.

    ``position`` counts the words; several tokens never share one, but the keys of one token do.
    """

    form: str
    start: int
    end: int
    position: int
    keys: Keys
