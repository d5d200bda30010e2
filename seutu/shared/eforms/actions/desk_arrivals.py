"""What comes back to the desk from the sender: completions, messages, and that an answer was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.eforms.actions.desk import AlreadyClosed, save
from seutu.shared.eforms.actions.links import let_go
from seutu.shared.eforms.models import AnswerSet, DeskMessage, OneTimeLink, Submission

SENDER = System("sender")


@transaction.atomic
def complete(
    submission: Submission, answers: Mapping[str, Any], *, reply_email: str, draft_key_hash: str | None = None
) -> AnswerSet:
    """Take in what the sender completed, as a new set of answers beside the former ones; their link leads nowhere then.

    The caller has judged ``answers`` by the submission's version of the form, and gives the files that came with them
    to the submission itself. ``reply_email`` is the address in them, or "".

    :raises AlreadyClosed: the desk has closed it meanwhile, or it has been emptied.
    """
    found = locked(submission.pk)
    newest = found.answer_sets.latest("number")
    now = clock.now()
    added = AnswerSet.objects.create(
        submission=found,
        number=newest.number + 1,
        answers=dict(answers),
        draft_key_hash=draft_key_hash,
        given_at=now,
    )
    found.completion_requests.filter(completed_at__isnull=True).update(completed_at=now)
    let_go(found, OneTimeLink.Purpose.COMPLETE)
    found.reply_email = reply_email
    _back_at_desk(found, "reply_email")
    record("submission.completed", target=found, by=SENDER, details={"set": added.number})
    return added


@transaction.atomic
def reply(submission: Submission, text: str) -> DeskMessage:
    """Take in what the sender wrote back.

    :raises AlreadyClosed: the desk has closed it meanwhile, or it has been emptied.
    """
    found = locked(submission.pk)
    message = DeskMessage.objects.create(submission=found, text=text, sent_by=None)
    _back_at_desk(found)
    record("submission.replied", target=found, by=SENDER, details={"message": message.pk})
    return message


@transaction.atomic
def complete_in_words(submission: Submission, text: str) -> DeskMessage:
    """Take in what the sender wrote where they were asked for no field by name: the answers stay as they are.

    :raises AlreadyClosed: the desk has closed it meanwhile, or it has been emptied.
    """
    message = reply(submission, text)
    submission.completion_requests.filter(completed_at__isnull=True).update(completed_at=clock.now())
    return message


@transaction.atomic
def note_read(submission: Submission) -> None:
    """Note that the sender has opened what the desk wrote to them."""
    unread = submission.messages.filter(sent_by__isnull=False, read_at__isnull=True)
    if number := unread.update(read_at=clock.now()):
        record("submission.answer_read", target=submission, by=SENDER, details={"messages": number})


def locked(pk: int) -> Submission:
    """A submission that something comes back to, kept from others until the transaction ends.

    Whoever takes its draft too takes it after this, so that nobody waits for each other.

    :raises AlreadyClosed: the desk has closed it, or it has been emptied.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version__form")
    found = rows.get(pk=pk)
    if found.state == Submission.State.CLOSED:
        raise AlreadyClosed
    return found


def _back_at_desk(submission: Submission, *fields: str) -> None:
    submission.state = Submission.State.TAKEN if submission.assigned_to_id else Submission.State.NEW
    save(submission, "state", *fields)
