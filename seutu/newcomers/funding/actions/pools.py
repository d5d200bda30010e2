"""What can happen to a shared cost and to who takes part in it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from seutu.newcomers.funding.models import CostPool, PoolMember
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.organizations.models import Organization


class TakesPartAlready(Exception):
    """The municipality is among the partners already."""


class LeavesBeforeJoining(Exception):
    """The last day is before the first one."""


class TouchesClosedYear(Exception):
    """The change would move a year that has been settled; ``name`` is the year's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@transaction.atomic
def create_pool(name: str, *, lead: Organization, by: User) -> CostPool:
    """Begin a shared cost that ``lead`` bills."""
    pool = CostPool.objects.create(name=name, organization=lead)
    record("cost_pool.created", target=pool, by=by)
    return pool


@transaction.atomic
def rename_pool(pool: CostPool, name: str, *, by: User) -> None:
    pool.name = name
    pool.save(update_fields=["name", "updated_at"])
    record("cost_pool.renamed", target=pool, by=by)


@transaction.atomic
def add_member(
    pool: CostPool, organization: Organization, *, joined_on: dt.date, left_on: dt.date | None = None, by: User
) -> PoolMember:
    """Let a municipality take part.

    :raises TakesPartAlready: it does.
    :raises LeavesBeforeJoining: the days are the wrong way round.
    :raises TouchesClosedYear: a settled year has some of the days.
    """
    if pool.members.filter(organization=organization).exists():
        raise TakesPartAlready
    _demand_order(joined_on, left_on)
    _spare_closed_years(pool, (joined_on, left_on), None)
    member = PoolMember.objects.create(pool=pool, organization=organization, joined_on=joined_on, left_on=left_on)
    _record("cost_pool.member_added", member, by)
    return member


@transaction.atomic
def change_member(member: PoolMember, *, joined_on: dt.date, left_on: dt.date | None, by: User) -> None:
    """Change the days on which a municipality takes part.

    :raises LeavesBeforeJoining: the days are the wrong way round.
    :raises TouchesClosedYear: a settled year would be divided otherwise.
    """
    _demand_order(joined_on, left_on)
    _spare_closed_years(member.pool, (joined_on, left_on), (member.joined_on, member.left_on))
    member.joined_on, member.left_on = joined_on, left_on
    member.save(update_fields=["joined_on", "left_on", "updated_at"])
    _record("cost_pool.member_changed", member, by)


def _demand_order(joined_on: dt.date, left_on: dt.date | None) -> None:
    if left_on is not None and left_on < joined_on:
        raise LeavesBeforeJoining


Days = tuple[dt.date, dt.date | None]


def _spare_closed_years(pool: CostPool, after: Days, before: Days | None) -> None:
    for year in pool.years.filter(closed_at__isnull=False):
        if _within(after, year.starts_on, year.ends_on) != (
            _within(before, year.starts_on, year.ends_on) if before else None
        ):
            raise TouchesClosedYear(year.name)


def _within(days: Days, first: dt.date, last: dt.date) -> Days | None:
    """The part of ``days`` in a period, or None when there is none."""
    begins, ends = max(days[0], first), min(days[1] or last, last)
    return (begins, ends) if begins <= ends else None


def _record(verb: str, member: PoolMember, by: User) -> None:
    details: dict[str, str | int] = {"member": member.organization_id, "joined_on": member.joined_on.isoformat()}
    if member.left_on:
        details["left_on"] = member.left_on.isoformat()
    record(verb, target=member.pool, by=by, details=details)
