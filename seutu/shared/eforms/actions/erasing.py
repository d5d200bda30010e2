"""Emptying what has been kept long enough; run each night."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.eforms.actions.drafts import erase_files, throw_away
from seutu.shared.eforms.models import Draft, Submission
from seutu.shared.eforms.queries.retention import due_by_class

log = logging.getLogger(__name__)


@dataclass
class Run:
    """What one run did: how many of each class it emptied, and the ids of those that it could not."""

    emptied: dict[str, int] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)


def apply_retention(*, by: Actor) -> Run:
    """Empty every submission whose time is over.

    Each is a transaction of its own: one that fails stops no other.
    """
    run = Run()
    for rule, due in due_by_class():
        run.emptied[rule.key] = sum(_emptied(pk, run, by) for pk in list(due.values_list("pk", flat=True)))
    return run


def _emptied(pk: int, run: Run, by: Actor) -> bool:
    try:
        return empty(pk, by=by)
    except Exception as error:  # noqa: BLE001  # the edge of the loop
        # Its words stay out of the log: a database writes the values of a refused row in them.
        log.error("a submission could not be emptied", extra={"id": pk, "exception": type(error).__qualname__})  # noqa: TRY400
        run.failed.append(pk)
        return False


@transaction.atomic
def empty(pk: int, *, by: Actor) -> bool:
    """Take out of a closed submission all that anybody wrote or attached; says whether there was such a one.

    That it arrived stays: its number, its form, its desk and its times, so that figures stay what they were.
    """
    found = Submission.objects.select_for_update().filter(pk=pk, state=Submission.State.CLOSED).first()
    if found is None or found.erased_at is not None:
        return False
    erase_files(found.files.select_related("stored"), by=by)
    for draft in Draft.objects.filter(completes=found):
        throw_away(draft, by=by)
    for rows in (found.answer_sets, found.notes, found.messages, found.completion_requests, found.links):
        rows.all().delete()
    found.hand_overs.all().delete()
    found.reply_email = found.subject = found.became = ""
    found.assigned_to, found.erased_at = None, clock.now()
    found.save()
    record("submission.emptied", target=found, by=by)
    return True


@transaction.atomic
def forget(pk: int, *, by: Actor) -> None:
    """Empty a submission whose person is forgotten elsewhere, whatever its state: an open one is closed first."""
    still_open = Submission.objects.filter(pk=pk).exclude(state=Submission.State.CLOSED)
    still_open.update(state=Submission.State.CLOSED, closed_at=clock.now())
    empty(pk, by=by)
