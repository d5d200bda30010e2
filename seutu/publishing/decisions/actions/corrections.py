"""Correcting what is published: the correction is seen with its day and reason, and how it read before is kept."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from seutu.publishing.decisions.actions.agenda import refuse, write_text
from seutu.publishing.decisions.actions.holding import hold_item
from seutu.publishing.decisions.actions.inputs import ItemText
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import AgendaItem, Correction, CorrectionKind, FormerVersion, MeetingState
from seutu.publishing.decisions.rules import Stage
from seutu.publishing.decisions.rules.refusals import identity_codes_in, refusals_of_item, refusals_of_text
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock


class CorrectionWithoutReason(Exception):
    """A correction tells the public what was corrected and why."""


@transaction.atomic
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
    """Correct an item of published minutes (HL 434/2003 50–51 §). Its former version stays, as a row of its own.

    With ``removes_former`` only that there was one stays: it held what may not be shown. So it is with a personal
    identity code, and with all former versions of an item that is withheld from now on, whatever was asked.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not out: see `agenda.save_item`.
    :raises NotPublishable: the new text may not be published.
    :raises SecretTextGiven: a withheld item comes with its text.
    :raises WithheldWithoutGround: a withheld item has no title or no ground.
    """
    row = hold_item(item, states=[MeetingState.MINUTES_PUBLISHED], revision=revision)
    told = one_line(reason, 500)
    if not told:
        raise CorrectionWithoutReason
    last = row.corrections.order_by("-number").values_list("number", flat=True).first() or 0
    correction = Correction.objects.create(item=row, number=last + 1, kind=kind, reason=told, corrected_at=clock.now())
    _keep_former(correction, row)
    must_go = removes_former or bool(refusals_of_text(row, stage=Stage.MINUTES))
    write_text(row, text)
    if text.is_withheld:
        _remove_text(FormerVersion.objects.filter(correction__item=row), row)
    elif must_go:
        _remove_text(FormerVersion.objects.filter(correction=correction), row)
    refuse([*identity_codes_in([("reason", told)], item=row.position), *refusals_of_item(row, stage=Stage.MINUTES)])
    details: dict[str, str | int] = {"correction": correction.number, "kind": str(kind)}
    record("item.corrected", target=row, by=by, organization_id=row.meeting.organization_id, details=details)
    note_public_change(row)
    return correction


def _remove_text(former: QuerySet[FormerVersion], row: AgendaItem) -> None:
    former.update(
        is_text_removed=True, title=row.title, parts=[], attachments=[], preparers="", presenter="", outcome_detail=""
    )


def _keep_former(correction: Correction, row: AgendaItem) -> None:
    previous = row.corrections.exclude(pk=correction.pk).order_by("-number").first()
    FormerVersion.objects.create(
        correction=correction,
        section_number=row.section_number,
        title=row.title,
        presenter=row.presenter,
        preparers=row.preparers,
        outcome=row.outcome,
        outcome_detail=row.outcome_detail,
        published_at=previous.corrected_at if previous else row.meeting.minutes_published_at,
        parts=[
            {
                "kind": part.kind,
                "heading": part.heading,
                "author": part.author,
                "is_amended": part.is_amended,
                "html": part.html,
                "language": part.language,
            }
            for part in row.parts.all()
        ],
        attachments=[
            {"position": each.position, "kind": each.kind, "number": each.number, "title": each.title}
            for each in row.attachments.all()
        ],
    )
