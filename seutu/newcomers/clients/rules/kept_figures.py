"""Which figures are counted beforehand for every month, and how a question is put together from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from seutu.shared.core.figures import FigureQuestion

PERIODS = ("month", "quarter", "year")
PROVIDER = "provider_municipality"
Combination = tuple[str, ...]

# Beside the month and the provider municipality, up to two dimensions. Those of which the ready-made figures are made;
# whatever else is asked is counted from the rows. Numbers of clients are never kept: they cannot be added.
KEPT: Mapping[str, tuple[Combination, ...]] = {
    "contacts": (
        ("channel",),
        ("client_municipality",),
        ("own_language",),
        ("age_band", "gender"),
        ("basis_group",),
        ("funding_code",),
    ),
    "anonymous_contacts": (("channel",),),
    "no_shows": (("channel",),),
    "not_reached": (("channel",),),
    "first_visits": (("channel",),),
    "interpreted_contacts": (("service_language",),),
    "topics": (("topic", "client_municipality"),),
    "contact_minutes": (("unit",), ("funding_code",)),
    "work_minutes": (("work_kind", "funding_code"),),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of which the rows are to be counted; both ends are inside."""

    starts_on: dt.date
    ends_on: dt.date


def combination_for(indicator: str, question: FigureQuestion) -> Combination | None:
    """The kept combination from which the question can be answered; None when there is none."""
    needed = {*question.by, *question.only} - {*PERIODS, PROVIDER}
    if question.only.keys() & set(PERIODS):
        return None
    return next((each for each in KEPT.get(indicator, ()) if needed <= set(each)), None)


def month_of(day: dt.date) -> dt.date:
    """The first day of the month."""
    return day.replace(day=1)


def months_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The first days of the months of two days and of those between them."""
    month = month_of(first)
    while month <= last:
        yield month
        month = after(month)


def after(month: dt.date) -> dt.date:
    """The first day of the month after."""
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def divided(question: FigureQuestion, kept: Collection[dt.date]) -> tuple[list[dt.date], list[Stretch]]:
    """The whole months of a question that are kept, and the stretches of days between them."""
    whole = [
        month
        for month in months_between(question.starts_on, question.ends_on)
        if month in kept and question.starts_on <= month and after(month) - dt.timedelta(days=1) <= question.ends_on
    ]
    return whole, [*_between(question.starts_on, question.ends_on, whole)]


def _between(starts_on: dt.date, ends_on: dt.date, whole: Iterable[dt.date]) -> Iterator[Stretch]:
    begins = starts_on
    for month in whole:
        if begins < month:
            yield Stretch(begins, month - dt.timedelta(days=1))
        begins = after(month)
    if begins <= ends_on:
        yield Stretch(begins, ends_on)
