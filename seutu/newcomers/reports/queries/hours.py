"""Hours of work arranged for a paper: a sheet for each worker, a row for each payer, a column for each month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from seutu.newcomers.clients.models import FundingCode
from seutu.newcomers.clients.queries.hours import WorkedMinutes, hours_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.reports.rules.hours import HourPeriod
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization


@dataclass(frozen=True)
class HourRow:
    """The minutes that one funder pays for in one municipality, by month."""

    organization: Organization
    funding_code: FundingCode
    minutes: Counter[dt.date] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.minutes.total()


@dataclass(frozen=True)
class HourSheet:
    """The hours of one worker in a period."""

    worker: User
    months: Sequence[dt.date]
    rows: Sequence[HourRow]

    def total_of(self, month: dt.date) -> int:
        """The minutes of a month."""
        return sum(row.minutes[month] for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


def hour_sheets(worker: Worker, period: HourPeriod, *, whose: Collection[int] | None = None) -> list[HourSheet]:
    """The sheets of those whose hours ``worker`` may see, by name; of ``whose`` alone, when it is told."""
    found = hours_of(worker, period.starts_on, period.ends_on, whose=whose)
    months = list(period.months())
    by_worker = groupby(found, key=lambda each: each.worker)
    return [HourSheet(person, months, _rows(of_one)) for person, of_one in by_worker]


def _rows(found: Iterable[WorkedMinutes]) -> list[HourRow]:
    rows: dict[tuple[int, int], HourRow] = {}
    for each in found:
        key = (each.organization.pk, each.funding_code.pk)
        row = rows.setdefault(key, HourRow(each.organization, each.funding_code))
        row.minutes[each.month] += each.minutes
    return list(rows.values())
