"""Sessions for several people at once: writing one down, and taking away what was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.clients.actions.entries import NotRemovable, WorkEntry, refusals_of_topics, refusals_of_work
from seutu.newcomers.clients.models import GroupSession, Topic
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import REMOVABLE_FOR, Reason, Refusal, Refused, identity_codes_in
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
def log_group_session(entry: GroupSessionEntry, *, by: Worker) -> GroupSession:
    """Write a group session down.

    :raises Refused: the entry says something that may not be written, or that this worker may not write.
    """
    refusals = _refusals_of(entry, by)
    if refusals:
        raise Refused(refusals)
    session = GroupSession.objects.create(
        occurred_on=entry.occurred_on,
        minutes=entry.minutes,
        unit=entry.unit,
        funding_code=entry.funding_code,
        provider_municipality_id=entry.unit.organization_id,
        logged_at=clock.now(),
        logged_by_id=by.user_id,
        title=entry.title,
        service_language=entry.service_language,
        participants=entry.participants,
        first_timers=entry.first_timers,
    )
    session.topics.set(entry.topics)
    record("group_session.logged", target=session, by=by, organization_id=session.provider_municipality_id)
    return session


@transaction.atomic
def remove_group_session(session: GroupSession, *, by: Worker) -> None:
    """Take away a group session that was written by mistake.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    """
    if session.logged_by_id != by.user_id or clock.now() - session.logged_at > REMOVABLE_FOR:
        raise NotRemovable
    record("group_session.removed", target=session, by=by, organization_id=session.provider_municipality_id)
    session.delete()


def _refusals_of(entry: GroupSessionEntry, by: Worker) -> list[Refusal]:
    found = [*refusals_of_work(entry, by), *refusals_of_topics(entry.topics, entry.occurred_on)]
    if entry.first_timers is not None and entry.first_timers > entry.participants:
        found.append(Refusal("first_timers", Reason.MORE_FIRST_TIMERS))
    return [*found, *identity_codes_in({"title": entry.title})]
