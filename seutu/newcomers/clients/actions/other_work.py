"""Work that is no contact with a client: writing it down, and taking away what was a mistake."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.clients.actions.entries import NotRemovable, WorkEntry, refusals_of_work
from seutu.newcomers.clients.models import OtherWork, OtherWorkKind
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import REMOVABLE_FOR, Refused, identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


@dataclass(frozen=True, kw_only=True)
class OtherWorkEntry(WorkEntry):
    """What is said of other work."""

    kind: OtherWorkKind
    title: str = ""


@transaction.atomic
def log_other_work(entry: OtherWorkEntry, *, by: Worker) -> OtherWork:
    """Write other work down.

    :raises Refused: the entry says something that may not be written, or that this worker may not write.
    """
    refusals = [*refusals_of_work(entry, by), *identity_codes_in({"title": entry.title})]
    if refusals:
        raise Refused(refusals)
    work = OtherWork.objects.create(
        occurred_on=entry.occurred_on,
        minutes=entry.minutes,
        unit=entry.unit,
        funding_code=entry.funding_code,
        provider_municipality_id=entry.unit.organization_id,
        logged_at=clock.now(),
        logged_by_id=by.user_id,
        kind=entry.kind,
        title=entry.title,
    )
    record("other_work.logged", target=work, by=by, organization_id=work.provider_municipality_id)
    return work


@transaction.atomic
def remove_other_work(work: OtherWork, *, by: Worker) -> None:
    """Take away other work that was written by mistake.

    :raises NotRemovable: it is another worker's, or was written more than `REMOVABLE_FOR` ago.
    """
    if work.logged_by_id != by.user_id or clock.now() - work.logged_at > REMOVABLE_FOR:
        raise NotRemovable
    record("other_work.removed", target=work, by=by, organization_id=work.provider_municipality_id)
    work.delete()
