"""Sending answers: they arrive once, with a number and a time that never change."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils.crypto import salted_hmac

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.eforms.actions.desk_arrivals import complete, locked
from seutu.shared.eforms.actions.drafts import erase_files
from seutu.shared.eforms.actions.registry import tell_registry
from seutu.shared.eforms.answers.judging import Judged, Mistake
from seutu.shared.eforms.models import AnswerSet, Draft, Submission
from seutu.shared.eforms.queries.answering import judged, sent_with
from seutu.shared.eforms.spec.items import Field, FieldKind
from seutu.shared.messages.actions import send_mail

# Without the letters and digits that are taken for each other when read from paper or by phone: 0 O, 1 I L, 5 S, 8 B.
SIGNS = "234679ACDEFGHJKMNPQRTUVWXYZ"
GROUPS, GROUP_LENGTH = 2, 4
MOST_TRIES = 5


class NotReady(Exception):
    """There are mistakes in the answers: ``mistakes``, in the order of the form."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(len(mistakes))
        self.mistakes = mistakes


class Gone(Exception):
    """The draft has been deleted, and nothing was sent of it."""


def submit(draft: Draft, *, last_day: dt.date | None = None, site: str = "", by: Actor) -> Submission:
    """Send a draft: it arrives, or completes what arrived. Whoever sends it again gets what arrived the first time.

    ``last_day`` is until when it had to arrive, where that is known; what comes later arrives all the same, marked. A
    form that has been closed since the draft was begun takes it too. ``site`` is the origin of addresses in mails. When
    this returns, everything is committed.

    :raises NotReady: there are mistakes in the answers.
    :raises Gone: the draft is not there any more, or goes on elsewhere by a link.
    :raises AlreadyClosed: the desk has closed meanwhile what the draft completes; the draft stays.
    """
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            return _submit(draft, last_day, site, by)
        except IntegrityError:
            # Somebody sent the same draft at the same moment, or a number came up twice.
            if not tries_left:
                raise
    raise Gone


@transaction.atomic
def _submit(draft: Draft, last_day: dt.date | None, site: str, by: Actor) -> Submission:
    # A draft goes in the transaction in which it arrives, and where it arrived has its key.
    if draft.completes_id and (known := sent_with(draft.key_hash)):
        return known
    completed = locked(draft.completes_id) if draft.completes_id else None
    own = _taken(draft)
    if own is None:
        return _known(draft)
    found = judged(own)
    # Where it is refused, the draft is there again with the end of the transaction.
    if found.mistakes:
        raise NotReady(found.mistakes)
    answers = _completing(own, found, completed) if completed else _arriving(own, found, last_day, by)
    submission = answers.submission
    if FieldKind.FILE in found.form.kinds:
        _hand_over_files(own, submission, found, by)
    tell_registry(answers, site=site, by=by)
    return submission


def _taken(draft: Draft) -> Draft | None:
    """The draft as it is now, taken away with the links to it; None where it is gone or goes on elsewhere.

    Taking it away keeps it from everybody else and tells whether it is as it was read, in one statement.
    """
    own: Draft | None = draft
    while own is not None and not _is_taken(own):
        rows = Draft.objects.select_related("version__form").filter(pk=draft.pk, key_hash=draft.key_hash)
        own = rows.first()
    if own is not None:
        own.links.all().delete()
    return own


def _is_taken(draft: Draft) -> bool:
    rows = Draft.objects.filter(pk=draft.pk, key_hash=draft.key_hash, updated_at=draft.updated_at)
    # Django's usual way looks for all that could hang on a draft first. Its links go after it, its files are handed
    # over, and anything that were forgotten the database would refuse at the end of the transaction.
    return rows._raw_delete(DEFAULT_DB_ALIAS) > 0


def _known(draft: Draft) -> Submission:
    known = sent_with(draft.key_hash)
    if known is None:
        raise Gone
    return known


def _arriving(draft: Draft, found: Judged, last_day: dt.date | None, by: Actor) -> AnswerSet:
    submission = _arrived(draft, found, last_day)
    record("submission.arrived", target=submission, by=by, details={"form": draft.version.form_id})
    return AnswerSet.objects.create(
        submission=submission, number=1, answers=found.answers, given_at=submission.arrived_at
    )


def _completing(draft: Draft, found: Judged, submission: Submission) -> AnswerSet:
    return complete(submission, found.answers, reply_email=_reply_email(found), draft_key_hash=draft.key_hash)


def _arrived(draft: Draft, found: Judged, last_day: dt.date | None) -> Submission:
    form, now = draft.version.form, clock.now()
    today = clock.day_of(now)
    within = form.answer_within_days
    return Submission.objects.create(
        number=new_number(),
        version=draft.version,
        organization_id=form.organization_id,
        unit_id=draft.unit_id,
        language=draft.language,
        subject=draft.subject,
        draft_key_hash=draft.key_hash,
        arrived_at=now,
        last_day=last_day,
        is_late=last_day is not None and today > last_day,
        answer_by=None if within is None else today + dt.timedelta(days=within),
        reply_email=_reply_email(found),
    )


def new_number() -> str:
    """A number that nobody can guess from another: ``7K3M-QX4T``."""
    groups = ("".join(secrets.choice(SIGNS) for _each in range(GROUP_LENGTH)) for _group in range(GROUPS))
    return "-".join(groups)


def _reply_email(found: Judged) -> str:
    """The first e-mail address among the answers."""
    for node, rounds in found.shown():
        if isinstance(node.item, Field) and node.item.kind is FieldKind.EMAIL and not rounds:
            value = found.values.get((node.name, rounds), "")
            if isinstance(value, str) and value:
                return value
    return ""


def _hand_over_files(draft: Draft, submission: Submission, found: Judged, by: Actor) -> None:
    """Files that an answer holds go with it; those of questions that are not asked any more are deleted."""
    kept = {
        key
        for (name, _rounds), value in found.values.items()
        if isinstance(value, list) and _is_file(found, name)
        for key in value
    }
    draft.files.filter(key__in=kept).update(draft=None, submission=submission)
    erase_files(draft.files.exclude(key__in=kept), by=by)


def _is_file(found: Judged, name: str) -> bool:
    item = found.form.nodes[name].item
    return isinstance(item, Field) and item.kind is FieldKind.FILE


@transaction.atomic
def mail_receipt(sent: AnswerSet, *, to: str, lines: Mapping[str, str], language: str, by: Actor) -> None:
    """Mail the number and the time of what arrived, and nothing of the answers; ``lines`` are the words.

    :raises BadRecipient: ``to`` is no e-mail address.
    """
    proof = salted_hmac("seutu.eforms.receipt", to.lower(), algorithm="sha256").hexdigest()[:16]
    send_mail(
        to=to,
        template="eforms/email/receipt.txt",
        context=dict(lines),
        language=language,
        key=f"eforms.receipt:{sent.submission_id}:{sent.number}:{proof}",
        by=by,
        organization=sent.submission.organization,
    )
