"""Whom to remind, and of how much: counts alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from seutu.newcomers.clients.models import ReminderChoice
from seutu.newcomers.clients.queries.home import Waiting, due_for
from seutu.newcomers.clients.queries.team import team_of
from seutu.newcomers.clients.queries.workers import REGISTER_PERMISSIONS
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.home import Part, part_of_day, part_of_duty
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Permission, Role, roles_with


@dataclass(frozen=True)
class TeamCounts:
    """How the work of a team stands, for a mail."""

    workers: int
    clients: int
    overdue: int
    contacts: int


def people_to_remind() -> QuerySet[User]:
    """Who has something to do in the register today, and has not said that they want no reminder."""
    roles = {role for permission in REGISTER_PERMISSIONS for role in roles_with(permission)}
    return _holders(roles).exclude(pk__in=ReminderChoice.objects.filter(wants_daily=False).values("user"))


def leaders_to_tell() -> QuerySet[User]:
    """Who leads a service today, and has not said that they want no weekly mail."""
    roles = set(roles_with(Permission.LEAD_SERVICE))
    return _holders(roles).exclude(pk__in=ReminderChoice.objects.filter(wants_weekly=False).values("user"))


def _holders(roles: set[Role]) -> QuerySet[User]:
    held = Membership.objects.in_force_on(clock.today()).filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def due_counts(worker: Worker) -> Counter[Part]:
    """How much is late, and how much is due today and this week."""
    waiting = due_for(worker)
    return Counter(part for part in _parts(waiting) if part is not None)


def _parts(waiting: Waiting) -> Iterator[Part | None]:
    today: dt.date = waiting.today
    yield from (part_of_duty(each, today) for each in waiting.duties)
    yield from (part_of_day(each.follow_up_on, today) for each in waiting.follow_ups if each.follow_up_on)
    yield from (part_of_day(clock.day_of(each.starts_at), today) for each in waiting.bookings)
    yield from (part_of_day(each.due_on, today) for each in waiting.data_requests)


def team_counts(worker: Worker) -> TeamCounts:
    """How the work of those whom ``worker`` leads stands."""
    team = team_of(worker)
    return TeamCounts(
        workers=len(team.rows),
        clients=sum(row.caseload for row in team.rows) + team.unassigned,
        overdue=sum(row.overdue.total() for row in team.rows) + team.unassigned_overdue.total(),
        contacts=sum(row.contacts for row in team.rows),
    )
