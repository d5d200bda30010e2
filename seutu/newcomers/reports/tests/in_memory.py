"""Figures counted of invented rows in memory: what reports show does not depend on who counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from seutu.newcomers.reports.rules.periods import STEPS, period_of, piece_of
from seutu.shared.core.figures import (
    CountUnit,
    Dimension,
    FigureCell,
    FigureQuestion,
    Indicator,
    dimensions,
    indicators,
)

KINDS = ("channel", "language", "municipality")
PERSONAL = ("language",)


@dataclass(frozen=True)
class Entry:
    """``times`` of the same: in a month, for an organization, with a value for each of KINDS; ``who`` is the client."""

    month: str
    values: tuple[str, ...]
    times: int = 1
    is_restricted: bool = False
    who: str = ""
    organization: int = 1


def counting(entries: Sequence[Entry], *, distinct: bool = False):
    """The function that counts these."""

    def count(question: FigureQuestion) -> list[FigureCell]:
        found: defaultdict[tuple[str, ...], Counter[tuple[str, bool]]] = defaultdict(Counter)
        for place, entry in enumerate(entries):
            if _is_asked(entry, question):
                who = entry.who if distinct else str(place)
                found[_values(entry, question.by)][who, entry.is_restricted] += entry.times
        return [
            FigureCell(values, _size(rows.items(), distinct), _size(_open(rows), distinct))
            for values, rows in sorted(found.items())
        ]

    return count


def _open(rows: Counter[tuple[str, bool]]) -> list[tuple[tuple[str, bool], int]]:
    return [(key, times) for key, times in rows.items() if not key[1]]


def _size(rows: Iterable[tuple[tuple[str, bool], int]], distinct: bool) -> int:
    return sum(1 if distinct else times for _key, times in rows)


def _is_asked(entry: Entry, question: FigureQuestion) -> bool:
    day = period_of(entry.month).starts_on
    allowed = question.organizations is None or entry.organization in question.organizations
    return allowed and question.starts_on <= day <= question.ends_on


def _values(entry: Entry, by: Sequence[str]) -> tuple[str, ...]:
    known = dict(zip(KINDS, entry.values, strict=True))
    return tuple(piece_of(entry.month, key) if key in STEPS else known[key] for key in by)


@contextmanager
def declared(
    entries: Sequence[Entry], *, key: str = "invented", unit: CountUnit = CountUnit.CONTACT, is_additive: bool = True
) -> Iterator[Indicator]:
    """An indicator of these rows, for as long as the block lasts, and its dimensions."""
    indicator = Indicator(
        key=key,
        label="Keksityt kontaktit",
        definition="Keksitty määritelmä.",
        count_unit=unit,
        dimensions=frozenset((*KINDS, *STEPS)),
        count=counting(entries, distinct=not is_additive),
        is_additive=is_additive,
    )
    indicators.register(indicator)
    kept = dict(dimensions._entries)
    for kind in KINDS:
        dimensions._entries[kind] = Dimension(
            key=kind,
            label=kind,
            words=lambda values: {value: f"<{value}>" for value in values},
            about_person=kind in PERSONAL,
        )
    try:
        yield indicator
    finally:
        del indicators._entries[key]
        dimensions._entries.clear()
        dimensions._entries.update(kept)
