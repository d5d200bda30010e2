"""What figures are asked with and answered with: the app that owns the rows counts them, the app of reports asks.

An `Indicator` says what is counted and in which unit; a `FigureQuestion` says over which days, for whose work and
broken down by what; the answer is a `FigureCell` for each combination that occurs. Numbers of different units are never
added.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seutu.shared.core.registry import Entry, Point

# The value of a dimension about a person when it is not known, was not asked, or is not broken down for this person.
NOT_KNOWN = "not_known"


class CountUnit(enum.Enum):
    """What one of a figure is (laskentayksikkö)."""

    CONTACT = "contact"
    CLIENT = "client"
    HOUSEHOLD = "household"
    TOPIC = "topic"
    SESSION = "session"
    PARTICIPANT = "participant"
    MINUTE = "minute"  # shown in hours
    QUESTION = "question"
    SUBMISSION = "submission"


@dataclass(frozen=True, kw_only=True)
class Dimension(Entry):
    """What a figure can be broken down by, such as channel or provider municipality.

    ``label`` is a lazy translation. ``words(values)`` are the names of values in the reader's language, also of values
    that cannot be chosen any more. ``arranged(values)`` is how they stand in a table. ``about_person`` dimensions
    describe the client, not the work: they have `NOT_KNOWN` among their values.
    """

    label: Any
    words: Callable[[Iterable[str]], Mapping[str, str]]
    arranged: Callable[[Iterable[str]], list[str]] = sorted
    about_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuestion:
    """Which rows are to be counted.

    ``starts_on`` and ``ends_on`` are both inside. ``by`` are keys of dimensions, also ``month``, ``quarter`` and
    ``year`` of the calendar (``2022-03``, ``2022-Q1``, ``2022``). ``only`` narrows: key of a dimension → values.
    ``organizations`` are the provider municipalities whose work may be counted; None is every one, for the system.
    """

    starts_on: dt.date
    ends_on: dt.date
    by: tuple[str, ...] = ()
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    organizations: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class FigureCell:
    """How many there are with these ``values`` (one for each dimension asked by, in that order).

    ``open_number`` leaves out what restricted clients bring in: whether a cell is small is judged by it, so that they
    never shift a small cell.
    """

    values: tuple[str, ...]
    number: int
    open_number: int


@dataclass(frozen=True, kw_only=True)
class Indicator(Entry):
    """Something that is counted (mittari), declared by the app that owns the rows.

    ``label`` and ``definition`` are lazy translations; the definition tells in plain words what counts and what does
    not. ``dimensions`` are the keys it can be broken down by. ``is_additive`` says whether numbers of different months
    and cells may be added: those of clients may not, for one client is counted once in a period and scope.
    ``version`` goes up whenever the same rows would be counted otherwise: frozen reports keep it.
    ``count(question)`` answers with the cells that are not empty.
    """

    label: Any
    definition: Any
    count_unit: CountUnit
    dimensions: frozenset[str]
    count: Callable[[FigureQuestion], Iterable[FigureCell]]
    is_additive: bool = True
    version: int = 1


indicators = Point(Indicator)
dimensions = Point(Dimension)
