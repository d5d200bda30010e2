"""Asking figures in tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from seutu.shared.core.figures import FigureCell, FigureQuestion, indicators

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
Values = tuple[str, ...]


def cells(
    key: str,
    *by: str,
    days: tuple[dt.date, dt.date] = YEAR,
    only: Mapping[str, Iterable[str]] | None = None,
    organizations: Iterable[int] | None = None,
) -> list[FigureCell]:
    question = FigureQuestion(
        starts_on=days[0],
        ends_on=days[1],
        by=by,
        only={name: frozenset(values) for name, values in (only or {}).items()},
        organizations=None if organizations is None else frozenset(organizations),
    )
    return list(indicators.entry(key).count(question))


def counted(key: str, *by: str, **asked) -> dict[Values, int]:
    return {cell.values: cell.number for cell in cells(key, *by, **asked)}


def open_numbers(key: str, *by: str, **asked) -> dict[Values, int]:
    return {cell.values: cell.open_number for cell in cells(key, *by, **asked)}
