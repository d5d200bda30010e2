"""Who may read and manage a project, and of which time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from seutu.newcomers.projects.models import Project

Window = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Access:
    """What somebody may do with a project.

    ``windows`` are the days of which they read, first and last: those of a municipality that has left. None is all.
    """

    project: Project
    manages: bool
    windows: tuple[Window, ...] | None = None

    def reads_day(self, day: dt.date) -> bool:
        """Whether what happened on ``day`` may be read."""
        return self.windows is None or any(first <= day <= last for first, last in self.windows)

    def of_days(self, field: str) -> Q:
        """Rows whose ``field`` is a day that may be read."""
        if self.windows is None:
            return Q()
        within = Q(pk__in=[])
        for first, last in self.windows:
            within |= Q(**{f"{field}__gte": first, f"{field}__lte": last})
        return within

    def of_years(self, field: str) -> Q:
        """Rows whose ``field`` is a year of which some days may be read."""
        if self.windows is None:
            return Q()
        within = Q(pk__in=[])
        for first, last in self.windows:
            within |= Q(**{f"{field}__gte": first.year, f"{field}__lte": last.year})
        return within


def windows_of(stays: list[tuple[dt.date, dt.date | None]], today: dt.date) -> tuple[Window, ...] | None:
    """Of which time a municipality reads that was in the project for these ``stays``; None while it is in it."""
    if any(left is None or left >= today for _joined, left in stays):
        return None
    return tuple((joined, left) for joined, left in stays if left is not None)
