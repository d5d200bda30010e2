"""What every entry of work says, and what is asked of each before it is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutu.newcomers.clients.models import Contact, FundingCode, GroupSession, Topic
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.work_places import funding_codes_on, topics_on, units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import REMOVABLE_FOR, Reason, Refusal
from seutu.shared.core import clock
from seutu.shared.core.locked_days import hold_days_open, lock_on
from seutu.shared.organizations.models import Unit


class NotRemovable(Exception):
    """It is not the worker's own entry, or it was written too long ago to be taken away."""


class DayLocked(Exception):
    """The day of the entry belongs to a report that has been frozen: only a correcting entry changes it."""


class StaleEntry(Exception):
    """Somebody else has changed the entry since it was opened."""


@dataclass(frozen=True, kw_only=True)
class WorkEntry:
    """What is said of any work: when, how long, where, and who pays."""

    occurred_on: dt.date
    minutes: int
    unit: Unit
    funding_code: FundingCode


def refusals_of_work(entry: WorkEntry, by: Worker) -> list[Refusal]:
    """Why ``by`` may not write this down: another day, unit or payer."""
    found = []
    if entry.occurred_on > clock.today():
        found.append(Refusal("occurred_on", Reason.IN_FUTURE))
    if not units_logged_by(by).filter(pk=entry.unit.pk).exists():
        found.append(Refusal("unit", Reason.UNIT_NOT_YOURS))
    payers = funding_codes_on(entry.occurred_on, frozenset({entry.unit.organization_id}))
    if not payers.filter(pk=entry.funding_code.pk).exists():
        found.append(Refusal("funding_code", Reason.CODE_NOT_IN_FORCE))
    return found


def refusals_of_topics(topics: Sequence[Topic], day: dt.date) -> list[Refusal]:
    """A refusal when one of the topics could not be chosen on ``day``."""
    asked = {topic.pk for topic in topics}
    in_force = set(topics_on(day).filter(pk__in=asked).values_list("pk", flat=True))
    return [Refusal("topics", Reason.CODE_NOT_IN_FORCE)] if asked - in_force else []


def newly_refused(refusals: Iterable[Refusal], entry: WorkEntry, present: Work | None) -> list[Refusal]:
    """``refusals`` without what ``present`` says already: a unit may have closed since, or the worker have moved."""
    return [each for each in refusals if present is None or not _stood_before(each, entry, present)]


def _stood_before(refusal: Refusal, entry: WorkEntry, present: Work) -> bool:
    same_day = entry.occurred_on == present.occurred_on
    match refusal.field:
        case "unit":
            return entry.unit.pk == present.unit_id
        case "funding_code":
            return same_day and entry.funding_code.pk == present.funding_code_id
        case "topics" if isinstance(present, (Contact, GroupSession)):
            former = set(present.topics.values_list("pk", flat=True))
            return same_day and {topic.pk for topic in getattr(entry, "topics", ())} <= former
        case _:
            return False


def refusals_of_locked_days(entry: WorkEntry, present: Work | None = None) -> list[Refusal]:
    """A refusal when the day is locked on which the work is said to have been, or was said to have been before."""
    hold_days_open()
    places = {(entry.unit.organization_id, entry.occurred_on)}
    if present is not None:
        places.add((present.provider_municipality_id, present.occurred_on))
    is_locked = any(lock_on(organization, day) for organization, day in places)
    return [Refusal("occurred_on", Reason.DAY_LOCKED)] if is_locked else []


def refuse_stale(found: Work, revision: int) -> None:
    """Stop a change of what is not as it was at ``revision``.

    :raises StaleEntry: it is not.
    """
    if found.revision != revision:
        raise StaleEntry


def save_changed(found: Work, entry: WorkEntry, values: Mapping[str, Any]) -> None:
    """Save ``values`` as the next revision. Whose figures it counts in changes only with the unit."""
    if found.unit_id != entry.unit.pk:
        found.provider_municipality = entry.unit.organization
    for name, value in values.items():
        setattr(found, name, value)
    found.revision += 1
    found.save()


def is_removable(work: Work, by: Worker) -> bool:
    """Whether ``by`` may take the entry away now: their own, and for `REMOVABLE_FOR`. Locked days are asked apart."""
    return work.logged_by_id == by.user_id and clock.now() - work.logged_at <= REMOVABLE_FOR


def refuse_removal(work: Work, by: Worker) -> None:
    """Stop a removal that is not the worker's to make.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    :raises DayLocked: its day belongs to a frozen report.
    """
    hold_days_open()
    if lock_on(work.provider_municipality_id, work.occurred_on):
        raise DayLocked
    if not is_removable(work, by):
        raise NotRemovable
