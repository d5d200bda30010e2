"""Counting the figures of whole months beforehand, again for each month in which anything has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max, Min

from seutu.newcomers.clients.models import (
    ChangedMonth,
    Contact,
    GatheredMonth,
    GroupSession,
    MonthlyFigure,
    OtherWork,
    scoped,
)
from seutu.newcomers.clients.queries.figure_counting import Counting, Places, tally
from seutu.newcomers.clients.queries.figures import countings
from seutu.newcomers.clients.queries.kept_figures import fresh_months, name_of, plan
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.kept_figures import KEPT, PROVIDER, Combination, after, months_between
from seutu.shared.core.figures import FigureQuestion

BATCH = 2000


def gather_figures() -> int:
    """Count every month that is not kept as it is now; says how many there were. Each is a transaction of its own."""
    with acting_as_system():
        months = sorted({*_months_of_work()} - fresh_months())
    for month in months:
        gather_month(month)
    return len(months)


def gather_month(month: dt.date) -> None:
    """Count the figures of a month and keep them.

    The notes of changes go first: what is written meanwhile leaves a note that stays.
    """
    with transaction.atomic(), acting_as_system():
        gathered, _is_new = GatheredMonth.objects.get_or_create(month=month)
        # Two that gather the same month come one after the other.
        GatheredMonth.objects.select_for_update().get(pk=gathered.pk)
        ChangedMonth.objects.filter(month=month).delete()
        MonthlyFigure.objects.filter(month=month).delete()
        MonthlyFigure.objects.bulk_create(_figures_of(month), batch_size=BATCH)
        GatheredMonth.objects.filter(pk=gathered.pk).update(plan=plan())


def _months_of_work() -> Iterator[dt.date]:
    for model in (Contact, GroupSession, OtherWork):
        days = scoped(model._default_manager.all()).aggregate(first=Min("occurred_on"), last=Max("occurred_on"))
        if days["first"] is not None:
            yield from months_between(days["first"], days["last"])
    yield from ChangedMonth.objects.values_list("month", flat=True).distinct()


def _figures_of(month: dt.date) -> Iterator[MonthlyFigure]:
    places, counted = Places.read(), countings()
    for indicator, combinations in KEPT.items():
        for combination in combinations:
            yield from _figures_by(month, indicator, combination, list(counted[indicator]), places)


def _figures_by(
    month: dt.date, indicator: str, combination: Combination, counted: list[Counting], places: Places
) -> Iterator[MonthlyFigure]:
    last = after(month) - dt.timedelta(days=1)
    question = FigureQuestion(starts_on=month, ends_on=last, by=(PROVIDER, *combination))
    found = tally(counted, question, places)
    for (provider, *values), number in found.numbers.items():
        first, second = (*values, "", "")[:2]
        yield MonthlyFigure(
            indicator=indicator,
            by=name_of(combination),
            month=month,
            provider_municipality_id=int(provider),
            first=first,
            second=second,
            number=number,
            open_number=found.open_numbers[(provider, *values)],
        )
