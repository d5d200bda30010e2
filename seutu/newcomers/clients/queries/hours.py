"""Hours of work by worker, who pays and month: contacts, group sessions and other work; interpreters' time is not ours.

Asked as the system: a worker's time counts whoever the client was, and the sums tell nothing of any client.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from seutu.newcomers.clients.models import Contact, FundingCode, GroupSession, OtherWork, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization

TABLES = (Contact, GroupSession, OtherWork)


@dataclass(frozen=True, slots=True)
class WorkedMinutes:
    """The minutes of one worker in one municipality that one funder pays for in the month that begins on ``month``."""

    worker: User
    organization: Organization
    funding_code: FundingCode
    month: dt.date
    minutes: int


def people_whose_hours(worker: Worker) -> QuerySet[User]:
    """Whose hours ``worker`` may see: their own, and those of all who logged work in a municipality that they lead."""
    logged = {worker.user_id}
    with acting_as_system():
        for table in TABLES:
            rows: QuerySet[Any] = scoped(table._default_manager.filter(provider_municipality__in=worker.led))
            logged |= set(rows.order_by().values_list("logged_by", flat=True).distinct())
    return User.objects.filter(pk__in=logged).order_by("display_name", "pk")


def hours_of(
    worker: Worker, since: dt.date, until: dt.date, *, whose: Collection[int] | None = None
) -> list[WorkedMinutes]:
    """Worked minutes from ``since`` to ``until`` that ``worker`` may see, by name, payer and month; of ``whose`` alone.

    Their own wherever they logged them, and those of others in the municipalities that they lead.
    """
    sums: Counter[Key] = Counter()
    with acting_as_system():
        for table in TABLES:
            rows = scoped(table._default_manager.filter(occurred_on__range=(since, until)))
            own, led = rows.filter(logged_by=worker.user_id), rows.filter(provider_municipality__in=worker.led)
            found = own | led if worker.led else own
            for key, minutes in _by_month(found if whose is None else found.filter(logged_by__in=whose)):
                sums[key] += minutes
    return _named(sums)


Key = tuple[int, int, int, dt.date]


def _by_month(rows: QuerySet[Any]) -> Iterator[tuple[Key, int]]:
    keys = ("logged_by", "provider_municipality", "funding_code", "month")
    by_month = rows.order_by().annotate(month=TruncMonth("occurred_on")).values_list(*keys)
    for person, place, code, month, minutes in by_month.annotate(sum=Sum("minutes")):
        yield (person, place, code, month), minutes


def _named(sums: Counter[Key]) -> list[WorkedMinutes]:
    people = User.objects.in_bulk({key[0] for key in sums})
    places = Organization.objects.in_bulk({key[1] for key in sums})
    codes = FundingCode.objects.in_bulk({key[2] for key in sums})
    found = [
        WorkedMinutes(people[person], places[place], codes[code], month, minutes)
        for (person, place, code, month), minutes in sums.items()
        if minutes
    ]
    return sorted(found, key=_order)


def _order(each: WorkedMinutes) -> tuple[object, ...]:
    return (
        each.worker.display_name,
        each.worker.pk,
        each.organization.name_fi,
        each.funding_code.position,
        each.funding_code.name_fi,
        each.funding_code.pk,
        each.month,
    )
