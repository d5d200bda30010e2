"""What a table of the law may hold: rules, acts, names and sections, each during the days on which it was in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# What a rule may choose between, and what the code knows to do with; any other choice stops the start.
CHOICES = {"integration.judged_by": ("client", "stage")}


class BadTable(ValueError):
    """A table of the law cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One thing in Finnish, Swedish and English."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in that language; in one that we do not write, the English ones."""
        return {"fi": self.fi, "sv": self.sv}.get(language.partition("-")[0], self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has. ``confirmed`` says whether ``source`` (an act, or an authority's guide to it) says it."""

    key: str
    valid_from: dt.date
    source: str
    confirmed: bool
    valid_to: dt.date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise BadTable(f"{self.key}: valid_to is before valid_from")

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the entry was in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Entry):
    """A rule of law. Its period is in one of the units, ``immediately`` (without delay), ``by_need``, or not known."""

    act: str
    number: str
    section: str = ""
    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    hours: int = 0
    immediately: bool = False
    by_need: bool = False
    moves: bool = False
    choice: str = ""

    def __post_init__(self) -> None:
        # The zero-argument super() does not find its class in a dataclass with slots.
        Entry.__post_init__(self)
        if sum(map(bool, (self.has_length, self.hours, self.immediately, self.by_need))) > 1:
            raise BadTable(f"{self.key}: a period is a length, hours, immediately or by_need, and one of them only")
        if self.choice not in CHOICES.get(self.key, ("",)):
            raise BadTable(f"{self.key}: choice is “{self.choice}”, not one of {', '.join(CHOICES.get(self.key, ()))}")

    @property
    def has_length(self) -> bool:
        """Whether the period is some days, weeks, months or years."""
        return bool(self.days or self.weeks or self.months or self.years)

    @property
    def provision(self) -> str:
        """The rule as decisions cite it: ``KuntaL 140 § 3 mom.``; without a known section, the act and its number."""
        return f"{self.act} {self.section or self.number}"

    @property
    def provision_with_number(self) -> str:
        """The same with the act's number, for readers who look it up: ``KuntaL 410/2015 140 § 3 mom.``"""
        return f"{self.act} {self.number} {self.section}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Entry):
    """An act, by its number in the statute book; ``amended_by`` are the numbers of the acts that changed it."""

    number: str
    words: Words
    amended_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Entry):
    """What a thing of the law is called while the entry is in force."""

    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Entry):
    """A part of a document, which must be there when it is not ``optional``; the key is ``document.code``."""

    words: Words
    optional: bool = False

    @property
    def document(self) -> str:
        """Whose part it is: assessment or plan."""
        return self.key.partition(".")[0]

    @property
    def code(self) -> str:
        """What answers are kept under: the part's own key, the same in every version of the law."""
        return self.key.partition(".")[2]
