"""Answers from the figures that were counted beforehand, with what has changed since counted from the rows.

Asking writes nothing: a month in which anything was written since it was gathered is counted from its rows until the
next gathering, so that an answer is never older than the rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Sum
from django.db.models.functions import Cast

from seutu.newcomers.clients.models import ChangedMonth, GatheredMonth, MonthlyFigure
from seutu.newcomers.clients.queries.figure_columns import PERIOD_OF
from seutu.newcomers.clients.queries.figure_counting import Counting, Places, Tally, tally
from seutu.newcomers.clients.rules.kept_figures import KEPT, PROVIDER, Combination, divided
from seutu.shared.core.figures import FigureQuestion, indicators

PLACES_OF_VALUES = ("first", "second")


def plan() -> str:
    """What is kept and by which definitions, as a word that changes with any of it."""
    versions = [(key, indicators.entry(key).version, KEPT[key]) for key in sorted(KEPT)]
    return hashlib.sha256(repr(versions).encode()).hexdigest()[:16]


def name_of(combination: Combination) -> str:
    """What the table calls a combination of dimensions."""
    return ",".join(combination)


def fresh_months() -> set[dt.date]:
    """The months that were gathered and have not changed since."""
    changed = ChangedMonth.objects.filter(month=OuterRef("month"))
    rows = GatheredMonth.objects.filter(~Exists(changed), plan=plan())
    return set(rows.values_list("month", flat=True))


def tally_of_months(
    indicator: str, combination: Combination, countings: Sequence[Counting], question: FigureQuestion
) -> Tally:
    """What is kept of whole months, and what the rows of the other days give."""
    months, stretches = divided(question, fresh_months())
    places, found = Places.read(), Tally()
    if months:
        _add_kept(found, _rows(indicator, combination, question, months, places), question, combination)
    for stretch in stretches:
        of_days = replace(question, starts_on=stretch.starts_on, ends_on=stretch.ends_on)
        found.add(tally(countings, of_days, places))
    return found


def _rows(
    indicator: str, combination: Combination, question: FigureQuestion, months: Sequence[dt.date], places: Places
) -> QuerySet[MonthlyFigure]:
    rows = MonthlyFigure.objects.filter(indicator=indicator, by=name_of(combination), month__in=months)
    if question.organizations is not None:
        rows = rows.filter(provider_municipality__in=sorted(question.organizations))
    for key, values in question.only.items():
        rows = rows.annotate(**{f"_only_{key}": _text(_column(key, combination))})
        rows = rows.filter(**{f"_only_{key}__in": places.asked(key, values)})
    return rows


def _add_kept(found: Tally, rows: QuerySet[MonthlyFigure], question: FigureQuestion, combination: Combination) -> None:
    by = {f"_by_{key}": _text(_column(key, combination)) for key in question.by}
    grouped = rows.annotate(**by).order_by().values_list(*by) if by else rows.order_by().values_list("indicator")
    for *values, number, open_number in grouped.annotate(_number=Sum("number"), _open=Sum("open_number")):
        found.count(tuple(values) if by else (), number, open_number)


def _column(key: str, combination: Combination) -> Any:
    if key in PERIOD_OF:
        return PERIOD_OF[key](F("month"))
    return F("provider_municipality_id" if key == PROVIDER else PLACES_OF_VALUES[combination.index(key)])


def _text(column: Any) -> Any:
    return Cast(column, CharField())
