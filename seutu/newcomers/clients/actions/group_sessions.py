"""Sessions for several people at once: writing one down, changing one, and taking away what should not be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from seutu.newcomers.clients.actions.entries import (
    WorkEntry,
    newly_refused,
    refusals_of_locked_days,
    refusals_of_topics,
    refusals_of_work,
    refuse_removal,
    refuse_stale,
    save_changed,
)
from seutu.newcomers.clients.models import GroupSession, Topic, WhyRemoved
from seutu.newcomers.clients.queries.visible import group_sessions_writable_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Reason, Refusal, Refused, identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


@dataclass(frozen=True, kw_only=True)
class GroupSessionEntry(WorkEntry):
    """What is said of a group session; of those who came only how many there were."""

    title: str
    service_language: str
    participants: int
    first_timers: int | None = None
    topics: Sequence[Topic] = ()


@transaction.atomic
def log_group_session(entry: GroupSessionEntry, *, by: Worker, correcting: bool = False) -> GroupSession:
    """Write a group session down.

    ``correcting`` is said by `corrections` alone, for which days that are locked are none the less open.

    :raises Refused: the entry says something that may not be written, or that this worker may not write.
    """
    _refuse(entry, by, correcting=correcting)
    session = GroupSession.objects.create(
        **_values(entry),
        provider_municipality_id=entry.unit.organization_id,
        logged_at=clock.now(),
        logged_by_id=by.user_id,
    )
    session.topics.set(entry.topics)
    record("group_session.logged", target=session, by=by, organization_id=session.provider_municipality_id)
    return session


@transaction.atomic
def change_group_session(
    session: GroupSession, entry: GroupSessionEntry, *, revision: int, by: Worker, correcting: bool = False
) -> GroupSession:
    """Change a group session.

    :raises StaleEntry: it is not as it was at ``revision``.
    :raises Refused: as in `log_group_session`.
    """
    found = group_sessions_writable_by(by).select_for_update(of=("self",)).get(pk=session.pk)
    refuse_stale(found, revision)
    _refuse(entry, by, present=found, correcting=correcting)
    save_changed(found, entry, _values(entry))
    found.topics.set(entry.topics)
    record("group_session.changed", target=found, by=by, organization_id=found.provider_municipality_id)
    return found


@transaction.atomic
def remove_group_session(session: GroupSession, *, why: WhyRemoved, by: Worker, correcting: bool = False) -> None:
    """Take away a group session that should not be there; the trail keeps that there was one, and why it went.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    :raises DayLocked: its day belongs to a frozen report.
    """
    if not correcting:
        refuse_removal(session, by)
    told = {"why": why.value}
    record(
        "group_session.removed", target=session, by=by, details=told, organization_id=session.provider_municipality_id
    )
    session.delete()


def _values(entry: GroupSessionEntry) -> dict[str, Any]:
    names = ("occurred_on", "minutes", "unit", "funding_code", "title", "service_language", "participants")
    return {name: getattr(entry, name) for name in (*names, "first_timers")}


def _refuse(
    entry: GroupSessionEntry, by: Worker, *, present: GroupSession | None = None, correcting: bool = False
) -> None:
    of_work = [*refusals_of_work(entry, by), *refusals_of_topics(entry.topics, entry.occurred_on)]
    refusals = newly_refused(of_work, entry, present)
    if entry.first_timers is not None and entry.first_timers > entry.participants:
        refusals.append(Refusal("first_timers", Reason.MORE_FIRST_TIMERS))
    refusals += identity_codes_in({"title": entry.title})
    refusals += [] if correcting else refusals_of_locked_days(entry, present)
    if refusals:
        raise Refused(refusals)
