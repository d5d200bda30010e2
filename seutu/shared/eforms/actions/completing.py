"""Opening what was sent to be completed: a draft of the same answers, which becomes their next set."""

from __future__ import annotations

import secrets

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.eforms.actions.desk_arrivals import SENDER, locked
from seutu.shared.eforms.actions.drafts import LIFETIME, throw_away
from seutu.shared.eforms.actions.links import LinkIsUsed, is_usable
from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.prepared import Prepared
from seutu.shared.eforms.answers.typed_again import typed_again
from seutu.shared.eforms.models import Draft, OneTimeLink, Submission
from seutu.shared.eforms.queries.answering import asked_of, hash_of, language_of, prepared_of
from seutu.shared.eforms.queries.desk import answers_of


@transaction.atomic
def open_again(submission: Submission, link: OneTimeLink) -> tuple[Draft, str]:
    """Open the answers of a submission that its link asks to complete. Gives a draft, and its key, kept as a hash only.

    The link opens them until the completion is sent: what was typed already is there, under a new key. Whoever had the
    old one has it no more.

    :raises LinkIsUsed: the completion has been sent, or the time of the link is over.
    :raises AlreadyClosed: the desk has closed the submission, or it has been emptied.
    """
    found = locked(submission.pk)
    if not is_usable(link):
        raise LinkIsUsed
    key = secrets.token_urlsafe(32)
    draft = _draft_of(found)
    if draft is None:
        draft = _new_draft(found, key)
    else:
        draft.key_hash = hash_of(key)
        draft.save(update_fields=["key_hash", "updated_at"])
    record("submission.completion_opened", target=found, by=SENDER, details={"draft": draft.pk})
    return draft, key


def _draft_of(submission: Submission) -> Draft | None:
    draft = Draft.objects.select_for_update(of=("self",)).filter(completes=submission).first()
    if draft is not None and draft.expires_at <= clock.now():
        throw_away(draft, by=SENDER)
        return None
    return draft


def _new_draft(submission: Submission, key: str) -> Draft:
    form = prepared_of(submission.version)
    return Draft.objects.create(
        key_hash=hash_of(key),
        version=submission.version,
        unit_id=submission.unit_id,
        language=language_of(submission),
        answers=typed_again(form, answers_of(submission)),
        page=_first_page(submission, form),
        completes=submission,
        expires_at=clock.now() + LIFETIME,
    )


def _first_page(submission: Submission, form: Prepared) -> int:
    """The first page on which anything is asked for."""
    asked = asked_of(submission)
    return min(pages.numbers_of(form.spec, asked.field_names if asked else ()), default=0)
