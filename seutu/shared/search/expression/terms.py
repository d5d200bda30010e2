"""The parts of an expression."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

TermKind: TypeAlias = Literal["word", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, the words of a phrase, or the beginning of a word; ``is_excluded`` when no hit may have it.

    A number is one word however it is written: ``§ 16``, ``157/2020``.
    """

    kind: TermKind
    words: tuple[str, ...]
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives, of which a hit has at least one. An excluded term stands in a clause of its own."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """What was put right in a query, in plain words of the active language: ``str(mending)``."""

    message: Any
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return str(self.message) % dict(self.values) if self.values else str(self.message)


@dataclass(frozen=True, slots=True)
class Expression:
    """What was typed: clauses, of which a hit has every one, and filters.

    From `parse` the names of municipalities, bodies and kinds are as they were typed. From `understood` they are what
    the index knows them by: the address word of a municipality, ``municipality/body``, the word of a searchable.
    """

    clauses: tuple[Clause, ...] = ()
    municipalities: frozenset[str] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    case_number: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    mendings: tuple[Mending, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that a hit may have."""
        return tuple(term for clause in self.clauses for term in clause.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """Every term that no hit has."""
        return tuple(term for clause in self.clauses for term in clause.terms if term.is_excluded)

    @property
    def has_filters(self) -> bool:
        """Whether anything but words was typed."""
        named = (self.municipalities, self.bodies, self.years, self.kinds, self.case_number, self.since, self.until)
        return any(named)

    def marked_words(self) -> tuple[str, ...]:
        """The words to mark in a hit, as they were typed."""
        return tuple(dict.fromkeys(word for term in self.terms for word in term.words))
