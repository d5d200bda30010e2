"""Work that is no contact with a client: writing it down, changing it, and taking away what should not be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from seutu.newcomers.clients.actions.entries import (
    WorkEntry,
    newly_refused,
    refusals_of_locked_days,
    refusals_of_work,
    refuse_removal,
    refuse_stale,
    save_changed,
)
from seutu.newcomers.clients.models import OtherWork, OtherWorkKind, WhyRemoved
from seutu.newcomers.clients.queries.visible import other_work_writable_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused, identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


@dataclass(frozen=True, kw_only=True)
class OtherWorkEntry(WorkEntry):
    """What is said of other work."""

    kind: OtherWorkKind
    title: str = ""


@transaction.atomic
def log_other_work(entry: OtherWorkEntry, *, by: Worker, correcting: bool = False) -> OtherWork:
    """Write other work down.

    ``correcting`` is said by `corrections` alone, for which days that are locked are none the less open.

    :raises Refused: the entry says something that may not be written, or that this worker may not write.
    """
    _refuse(entry, by, correcting=correcting)
    work = OtherWork.objects.create(
        **_values(entry),
        provider_municipality_id=entry.unit.organization_id,
        logged_at=clock.now(),
        logged_by_id=by.user_id,
    )
    record("other_work.logged", target=work, by=by, organization_id=work.provider_municipality_id)
    return work


@transaction.atomic
def change_other_work(
    work: OtherWork, entry: OtherWorkEntry, *, revision: int, by: Worker, correcting: bool = False
) -> OtherWork:
    """Change other work.

    :raises StaleEntry: it is not as it was at ``revision``.
    :raises Refused: as in `log_other_work`.
    """
    found = other_work_writable_by(by).select_for_update(of=("self",)).get(pk=work.pk)
    refuse_stale(found, revision)
    _refuse(entry, by, present=found, correcting=correcting)
    save_changed(found, entry, _values(entry))
    record("other_work.changed", target=found, by=by, organization_id=found.provider_municipality_id)
    return found


@transaction.atomic
def remove_other_work(work: OtherWork, *, why: WhyRemoved, by: Worker, correcting: bool = False) -> None:
    """Take away other work that should not be there; the trail keeps that there was some, and why it went.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    :raises DayLocked: its day belongs to a frozen report.
    """
    if not correcting:
        refuse_removal(work, by)
    told = {"why": why.value}
    record("other_work.removed", target=work, by=by, details=told, organization_id=work.provider_municipality_id)
    work.delete()


def _values(entry: OtherWorkEntry) -> dict[str, Any]:
    names = ("occurred_on", "minutes", "unit", "funding_code", "kind", "title")
    return {name: getattr(entry, name) for name in names}


def _refuse(entry: OtherWorkEntry, by: Worker, *, present: OtherWork | None = None, correcting: bool = False) -> None:
    refusals = [*newly_refused(refusals_of_work(entry, by), entry, present), *identity_codes_in({"title": entry.title})]
    refusals += [] if correcting else refusals_of_locked_days(entry, present)
    if refusals:
        raise Refused(refusals)
