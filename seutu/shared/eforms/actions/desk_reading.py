"""That somebody at the desk read what arrived: a line of the trail where it tells of a person."""

from __future__ import annotations

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.eforms.models import Submission, SubmittedFile
from seutu.shared.eforms.spec.items import Field, Privacy, Spec, fields_of

_STEPS = (Privacy.NONE, Privacy.PERSONAL, Privacy.SENSITIVE)


def privacy_of(spec: Spec) -> Privacy:
    """The strictest category of what a form asks."""
    asked = [
        each.item.privacy for each in fields_of(spec) if isinstance(each.item, Field) and each.item.kind.takes_answers
    ]
    return max(asked, key=_STEPS.index, default=Privacy.NONE)


@transaction.atomic
def note_submission_read(submission: Submission, spec: Spec, *, by: User, way: str = "page") -> None:
    """Note that ``by`` read the answers, by ``way`` (page, document), unless the form asks nothing of a person."""
    privacy = privacy_of(spec)
    if privacy is not Privacy.NONE:
        record("submission.read", target=submission, by=by, details={"privacy": privacy.value, "way": way})


@transaction.atomic
def note_file_read(file: SubmittedFile, submission: Submission, *, by: User) -> None:
    """Note that ``by`` opened a file of a submission."""
    record("submission.file_read", target=submission, by=by, details={"file": file.pk})
