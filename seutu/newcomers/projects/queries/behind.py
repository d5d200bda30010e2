"""Which targets are behind today, of the projects that somebody manages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, QuerySet

from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.queries.targets import indicators_with_targets, light_of
from seutu.newcomers.projects.rules.progress import BEHIND, Light
from seutu.shared.accounts.models import User
from seutu.shared.core.figures import Indicator, indicators
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission

# A first page is opened many times a day. Counting asks the register three times for each indicator and each time of
# joining, so what was found is kept so long; only the lights, never a number.
KEPT_FOR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BehindTarget:
    """An indicator in which a project, all together, is behind what was due."""

    project: Project
    indicator: Indicator
    light: Light


def targets_behind(user: User, day: dt.date) -> list[BehindTarget]:
    """What is behind on ``day`` in the projects of that day that ``user`` manages; as it was found within the hour."""
    known = {indicator.key: indicator for indicator in indicators.entries()}
    return [
        BehindTarget(project, known[key], light)
        for project in _going_on(user, day)
        for key, word in _lights(project, day)
        if key in known and (light := Light(word)) in BEHIND
    ]


def _going_on(user: User, day: dt.date) -> QuerySet[Project]:
    """With what tells whether a target or a municipality has changed."""
    managed = organizations_where(user, Permission.MANAGE_PROJECTS)
    return Project.objects.filter(lead__in=managed, starts_on__lte=day, ends_on__gte=day).annotate(
        targets_number=Count("targets", distinct=True),
        targets_changed_at=Max("targets__updated_at"),
        partners_number=Count("partners", distinct=True),
        partners_changed_at=Max("partners__updated_at"),
    )


def _lights(project: Project, day: dt.date) -> tuple[tuple[str, str], ...]:
    marks = (
        project.pk,
        day,
        project.revision,
        *(getattr(project, f"{part}_{mark}") for part in ("targets", "partners") for mark in ("number", "changed_at")),
    )
    key = "projects.behind:" + ":".join(each.isoformat() if isinstance(each, dt.date) else str(each) for each in marks)
    found = cache.get_or_set(key, lambda: tuple(_counted(project, day)), KEPT_FOR.total_seconds())
    return tuple(found or ())


def _counted(project: Project, day: dt.date) -> Iterator[tuple[str, str]]:
    for indicator in indicators_with_targets(project):
        yield indicator.key, light_of(project, indicator, day).value
