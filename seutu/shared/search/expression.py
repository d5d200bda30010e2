"""What a person typed, taken apart. A stand-in until the parser is merged: plain words, all of them wanted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word."""

    kind: Literal["word", "phrase", "prefix"]
    words: tuple[str, ...]
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives, of which one is enough."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """Clauses that must all hold, and the filters that were typed among them."""

    clauses: tuple[Clause, ...] = ()
    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    case_number: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    mendings: tuple[Any, ...] = ()


def understood(text: str) -> Expression:
    """`parse`, with names known."""
    return parse(text)


def parse(text: str) -> Expression:
    """Every word is a clause."""
    return Expression(tuple(Clause((Term("word", (word,)),)) for word in text.split()))
