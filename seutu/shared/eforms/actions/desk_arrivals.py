"""What comes back to the desk from the sender: completions, messages, and that an answer was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.eforms.actions.desk import AlreadyClosed, save
from seutu.shared.eforms.models import AnswerSet, DeskMessage, Submission

SENDER = System("sender")


@transaction.atomic
def complete(submission: Submission, answers: Mapping[str, Any]) -> AnswerSet:
    """Take in what the sender completed, as a new set of answers beside the former ones.

    The caller has judged ``answers`` by the submission's version of the form, has used the link up, and gives the files
    that came with them to the submission itself.

    :raises AlreadyClosed: the desk has closed it meanwhile, or it has been emptied.
    """
    found = _locked(submission)
    newest = found.answer_sets.latest("number")
    added = AnswerSet.objects.create(
        submission=found, number=newest.number + 1, answers=dict(answers), given_at=clock.now()
    )
    found.completion_requests.filter(completed_at__isnull=True).update(completed_at=clock.now())
    _back_at_desk(found)
    record("submission.completed", target=found, by=SENDER, details={"set": added.number})
    return added


@transaction.atomic
def reply(submission: Submission, text: str) -> DeskMessage:
    """Take in what the sender wrote back.

    :raises AlreadyClosed: the desk has closed it meanwhile, or it has been emptied.
    """
    found = _locked(submission)
    message = DeskMessage.objects.create(submission=found, text=text, sent_by=None)
    _back_at_desk(found)
    record("submission.replied", target=found, by=SENDER, details={"message": message.pk})
    return message


@transaction.atomic
def complete_in_words(submission: Submission, text: str) -> DeskMessage:
    """Take in what the sender wrote where they were asked to complete: the answers stay, the desk reads the words.

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


def _locked(submission: Submission) -> Submission:
    found = Submission.objects.select_for_update().get(pk=submission.pk)
    if found.state == Submission.State.CLOSED:
        raise AlreadyClosed
    return found


def _back_at_desk(submission: Submission) -> None:
    submission.state = Submission.State.TAKEN if submission.assigned_to_id else Submission.State.NEW
    save(submission, "state")
