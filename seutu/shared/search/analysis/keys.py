"""What the analysis gives: the keys of a word, and the words of a text with theirs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """What a word is looked up by.

    ``base`` stands for the whole word: every reading of it, the verb of a participle, the stem of what no dictionary
    has. ``parts`` stand for the parts of a compound, never for the whole. Lower case; no key twice.
    """

    base: tuple[str, ...]
    parts: tuple[str, ...] = ()


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
