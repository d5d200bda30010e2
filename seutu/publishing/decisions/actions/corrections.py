"""Correcting an item of published minutes: the correction is seen, and how the item read before it is kept.

What has been corrected is a row of its own with its day and reason, whatever of the item it changed: `open_correction`
begins it before the change, `close_correction` ends it after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.agenda import refuse, write_text
from seutu.publishing.decisions.actions.former import forget_changes, forget_voters, keep_former, let_former_go
from seutu.publishing.decisions.actions.holding import PUBLISHED_MINUTES, hold_item, touch
from seutu.publishing.decisions.actions.inputs import ItemText, VoteInput
from seutu.publishing.decisions.actions.minutes import write_votes
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import AgendaItem, Correction, CorrectionKind, Outcome, VoteProcedure
from seutu.publishing.decisions.rules import Stage
from seutu.publishing.decisions.rules.refusals import (
    Refusal,
    RefusalReason,
    identity_codes_in,
    refusals_of_item,
    refusals_of_text,
)
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.files.actions import read_text_now


class CorrectionWithoutReason(Exception):
    """A correction tells the public what was corrected and why."""


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """A correction that has been begun; ``former_must_go``: how the item read before may not be kept."""

    row: AgendaItem
    correction: Correction
    former_must_go: bool


def open_correction(
    row: AgendaItem, *, kind: CorrectionKind | str, reason: str, removes_former: bool = False
) -> OpenCorrection:
    """Write that an item is corrected, and how it reads now; the caller holds it, changes it and closes this.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises NotPublishable: ``reason`` holds a personal identity code.
    """
    told = told_reason(reason, item=row.position)
    last = row.corrections.order_by("-number").values_list("number", flat=True).first() or 0
    correction = Correction.objects.create(item=row, number=last + 1, kind=kind, reason=told, corrected_at=clock.now())
    must_go = removes_former or bool(refusals_of_text(row, stage=Stage.MINUTES))
    keep_former(correction, row)
    return OpenCorrection(row, correction, must_go)


def told_reason(reason: str, *, item: int | None = None) -> str:
    """``reason`` as the public is told it.

    :raises CorrectionWithoutReason: it is empty.
    :raises NotPublishable: it holds a personal identity code.
    """
    told = one_line(reason, 500)
    if not told:
        raise CorrectionWithoutReason
    refuse(identity_codes_in([("reason", told)], item=item))
    return told


def close_correction(opened: OpenCorrection, *, of: str, by: Actor) -> Correction:
    """Write down what was corrected of the item (``of``: a word), and have what is shown of it made anew."""
    row, correction = opened.row, opened.correction
    if opened.former_must_go or row.is_withheld:
        let_former_go(row)
    details: dict[str, str | int] = {"correction": correction.number, "kind": str(correction.kind), "of": of}
    record("item.corrected", target=row, by=by, organization_id=row.meeting.organization_id, details=details)
    note_public_change(opened.row)
    if opened.former_must_go and not row.is_withheld:
        takedown_journal.note(row, "text_gone", correction=correction.number)
    return correction


def correct_item(
    item: AgendaItem,
    text: ItemText,
    *,
    kind: CorrectionKind | str,
    reason: str,
    removes_former: bool = False,
    revision: int,
    by: Actor,
) -> Correction:
    """Correct the text or the outcome of an item of published minutes (HL 434/2003 50–51 §).

    How it read before stays, as a row of its own. With ``removes_former`` only that there were former versions stays,
    of all of them: each may hold what may not be shown. So it is with a personal identity code, and when the item is
    withheld from now on, whatever was asked.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not out: see `agenda.save_item`.
    :raises NotPublishable: the new text may not be published.
    :raises SecretTextGiven: a withheld item comes with its text.
    :raises WithheldWithoutGround: a withheld item has no title or no ground.
    """
    for attachment in item.attachments.select_related("file"):
        if attachment.file is not None:
            # Before the transaction: an imported file may never have been read, and reading it takes time.
            read_text_now(attachment.file)
    with transaction.atomic():
        row = hold_item(item, states=PUBLISHED_MINUTES, revision=revision)
        outcome = row.outcome
        opened = open_correction(row, kind=kind, reason=reason, removes_former=removes_former)
        write_text(row, text)
        refuse([*refusals_of_item(row, stage=Stage.MINUTES), *(_vote_missing(row) if row.outcome != outcome else [])])
        if row.is_withheld:
            forget_changes(row)
        return close_correction(opened, of="text", by=by)


@transaction.atomic
def correct_votes(
    item: AgendaItem,
    votes: Sequence[VoteInput],
    *,
    kind: CorrectionKind | str,
    reason: str,
    removes_former: bool = False,
    revision: int,
    by: Actor,
) -> Correction:
    """Correct the votes on an item of published minutes: ``votes`` take the place of those that stand there.

    Who voted in what turns out to have been a closed ballot is not kept in any former version either.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises CountsDiffer: names were called, and their number is not that of the votes.
    :raises BallotNamesVoters: a closed ballot comes with names.
    :raises NothingToVoteOn: a vote has fewer than two choices, or two that carry.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not out: see `minutes.record_votes`.
    :raises NotPublishable: the votes may not be published, or the outcome needs one and none is left.
    """
    row = hold_item(item, states=PUBLISHED_MINUTES, revision=revision)
    opened = open_correction(row, kind=kind, reason=reason, removes_former=removes_former)
    write_votes(row, votes)
    touch(row)
    row.save()
    refuse([*refusals_of_text(row, stage=Stage.MINUTES), *_vote_missing(row)])
    if any(vote.procedure == VoteProcedure.BALLOT for vote in votes):
        forget_voters(row)
    return close_correction(opened, of="votes", by=by)


def _vote_missing(row: AgendaItem) -> list[Refusal]:
    is_told = row.is_withheld or row.outcome_detail or row.votes.exists()
    if row.outcome != Outcome.VOTE or is_told:
        return []
    return [Refusal(RefusalReason.OUTCOME_WITHOUT_VOTE, row.position, "votes")]
