"""What can happen to a submission at the desk: taken, noted, handed over, closed, opened again.

Each of these takes the ``revision`` that the worker saw, so that nobody writes over what somebody else has just done.
"""

from __future__ import annotations

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.eforms.models import DeskNote, HandOver, Submission
from seutu.shared.eforms.queries.desk import places_for, submissions_visible_to, who_may_answer
from seutu.shared.eforms.rules.desk import Place


class StaleSubmission(Exception):
    """Somebody else has done something to the submission since it was read; nothing was written."""


class NotForThem(Exception):
    """The person does not answer forms at the desk where the submission lies."""


class AlreadyClosed(Exception):
    """The submission is closed: open it again first."""


class NotClosed(Exception):
    """Only what is closed can be opened again."""


class NoSuchDesk(Exception):
    """Nobody answers forms there, it is no desk of the region, or the submission lies there already."""


class NoReason(Exception):
    """A hand-over needs a reason: who gets the submission must know why."""


def locked(submission: Submission, *, revision: int, by: User) -> Submission:
    """The submission as it is now, kept from others until the transaction ends.

    :raises NotForThem: it does not lie at a desk of ``by``, any more perhaps.
    :raises StaleSubmission: its revision is another by now.
    """
    rows = submissions_visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("version__form", "organization", "unit").filter(pk=submission.pk).first()
    if found is None:
        raise NotForThem
    if found.revision != revision:
        raise StaleSubmission
    return found


def locked_open(submission: Submission, *, revision: int, by: User) -> Submission:
    """As `locked`.

    :raises AlreadyClosed: it is closed.
    """
    found = locked(submission, revision=revision, by=by)
    if found.state == Submission.State.CLOSED:
        raise AlreadyClosed
    return found


def save(submission: Submission, *fields: str) -> None:
    """Save ``fields`` and count the revision up: whoever read the one before comes too late."""
    submission.revision += 1
    submission.save(update_fields=[*fields, "revision", "updated_at"])


@transaction.atomic
def take(submission: Submission, *, revision: int, by: User, to: User | None = None) -> Submission:
    """Take a submission into one's own work, or give it to a colleague.

    :raises NotForThem: ``to`` does not answer forms at its desk.
    :raises AlreadyClosed, StaleSubmission: see there.
    """
    found = locked_open(submission, revision=revision, by=by)
    whose = to or by
    if not who_may_answer(found).filter(pk=whose.pk).exists():
        raise NotForThem
    found.assigned_to = whose
    if found.state == Submission.State.NEW:
        found.state = Submission.State.TAKEN
    save(found, "assigned_to", "state")
    record("submission.assigned", target=found, by=by, details={"to": whose.audit_id})
    return found


@transaction.atomic
def note(submission: Submission, text: str, *, revision: int, by: User, field_name: str = "") -> DeskNote:
    """Write a note beside the answer to a field, or beside all of them. It never leaves the desk.

    :raises NotForThem, StaleSubmission: see there.
    """
    found = locked(submission, revision=revision, by=by)
    written = DeskNote.objects.create(submission=found, field_name=field_name, text=text, written_by=by)
    save(found)
    record("submission.noted", target=found, by=by, details={"note": written.pk})
    return written


@transaction.atomic
def hand_over(submission: Submission, place: str, reason: str, *, revision: int, by: User) -> HandOver:
    """Give a submission to the desk whose key is ``place``: who gives it sees only that it went, and why.

    :raises NoReason: none was given.
    :raises NoSuchDesk: it cannot go there.
    :raises AlreadyClosed, NotForThem, StaleSubmission: see there.
    """
    found = locked_open(submission, revision=revision, by=by)
    if not reason.strip():
        raise NoReason
    there = next((each for each in places_for(found) if each.key == place), None)
    if there is None:
        raise NoSuchDesk
    gone = _moved(found, there, reason.strip(), by)
    found.organization, found.unit, found.assigned_to = there.organization, there.unit, None
    if found.state == Submission.State.TAKEN:
        found.state = Submission.State.NEW
    save(found, "organization", "unit", "assigned_to", "state")
    return gone


def _moved(submission: Submission, there: Place, reason: str, by: User) -> HandOver:
    gone = HandOver.objects.create(
        submission=submission,
        from_organization=submission.organization,
        from_unit=submission.unit,
        to_organization=there.organization,
        to_unit=there.unit,
        reason=reason,
        handed_over_by=by,
        handed_over_at=clock.now(),
    )
    details: dict[str, str | int] = {"hand_over": gone.pk, "from": gone.from_organization_id, "to": there.key}
    # A line for each of the two: each organization reads its own trail.
    for verb, organization in (("handed_over", gone.from_organization_id), ("received", there.organization.pk)):
        record(f"submission.{verb}", target=submission, by=by, details=details, organization_id=organization)
    return gone


@transaction.atomic
def close(submission: Submission, *, revision: int, by: User) -> Submission:
    """Close a submission: from now on its time of keeping runs.

    :raises AlreadyClosed, NotForThem, StaleSubmission: see there.
    """
    found = locked_open(submission, revision=revision, by=by)
    found.state, found.closed_at = Submission.State.CLOSED, clock.now()
    save(found, "state", "closed_at")
    record("submission.closed", target=found, by=by)
    return found


@transaction.atomic
def reopen(submission: Submission, *, revision: int, by: User) -> Submission:
    """Open a closed submission again, in the work of whoever had it.

    :raises NotClosed: it is open.
    :raises NotForThem, StaleSubmission: see there.
    """
    found = locked(submission, revision=revision, by=by)
    if found.state != Submission.State.CLOSED:
        raise NotClosed
    found.state = Submission.State.TAKEN if found.assigned_to_id else Submission.State.NEW
    found.closed_at = None
    save(found, "state", "closed_at")
    record("submission.reopened", target=found, by=by)
    return found
