"""Writing the items of a meeting at the desk: add, move, remove, save, send on to another body."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.holding import (
    BEFORE_MINUTES,
    EDITABLE,
    WrongState,
    hold_item,
    hold_meeting,
    touch,
)
from seutu.publishing.decisions.actions.inputs import ItemInput, ItemText, PartInput
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.put_meeting import SecretTextGiven, WithheldWithoutGround
from seutu.publishing.decisions.actions.writing import case_for, one_line, write_parts, write_remedies
from seutu.publishing.decisions.models import AgendaItem, Attachment, Meeting, MeetingState, PartKind
from seutu.publishing.decisions.rules import Reader, Stage, public_stage
from seutu.publishing.decisions.rules.refusals import NotPublishable, Refusal, refusals_of_text
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core.rich_text import strip_control

# Larger than any agenda: where items stand while the others move past each other.
ASIDE = 1_000_000


class AlreadyOut(Exception):
    """The item stands in a published agenda: its address was published, so it neither moves nor goes."""


class NotSentOn(Exception):
    """An item goes on only to a meeting of another body whose minutes are not written yet."""


@transaction.atomic
def add_item(meeting: Meeting, item: ItemInput, *, by: Actor) -> AgendaItem:
    """Add an item as the last of its meeting; to a published agenda, as a draft of its supplement (lisälista).

    :raises WrongState: the minutes are checked or out.
    """
    row = hold_meeting(meeting, states=EDITABLE - {MeetingState.MINUTES_CHECKED})
    last = row.items.order_by("-position").values_list("position", flat=True).first() or 0
    written = write_new_item(row, item, position=last + 1, is_supplement=row.state != MeetingState.DRAFT)
    record("item.added", target=written, by=by, organization_id=row.organization_id)
    return written


def write_new_item(meeting: Meeting, item: ItemInput, *, position: int, is_supplement: bool = False) -> AgendaItem:
    """Write the rows of a new item; the caller holds the meeting."""
    row = AgendaItem(
        meeting=meeting,
        position=position,
        section_number=item.section_number,
        is_supplementary=is_supplement,
        is_draft=is_supplement,
    )
    write_text(row, _text_of(item))
    return row


def _text_of(item: ItemInput) -> ItemText:
    return ItemText(
        title=item.title,
        parts=item.parts,
        case_number=item.case_number,
        case_title=item.case_title,
        presenter=item.presenter,
        preparers=item.preparers,
        outcome=item.outcome,
        outcome_detail=item.outcome_detail,
        remedies=item.remedies,
        is_withheld=item.is_withheld,
        secrecy_ground=item.secrecy_ground,
        language=item.language,
    )


@transaction.atomic
def save_item(item: AgendaItem, text: ItemText, *, revision: int, by: Actor) -> AgendaItem:
    """Write an item anew. What was checked before a change must be checked again.

    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: its minutes are out: see `corrections.correct_item`.
    :raises SecretTextGiven: a withheld item comes with its text, which is never stored here.
    :raises WithheldWithoutGround: a withheld item has no title or no ground.
    :raises NotPublishable: the agenda is out, and the text holds what may not be published.
    """
    row = hold_item(item, states=EDITABLE, revision=revision)
    write_text(row, text)
    if public_stage(row.meeting, Reader()) is not None and not row.is_draft:
        refuse(refusals_of_text(row, stage=Stage.AGENDA))
    void_checks(row.meeting, by=by)
    record("item.changed", target=row, by=by, organization_id=row.meeting.organization_id)
    note_public_change(row)
    return row


def write_text(row: AgendaItem, text: ItemText) -> None:
    """Write ``text`` into the rows of an item; the caller holds it.

    :raises SecretTextGiven: a withheld item comes with its text.
    :raises WithheldWithoutGround: a withheld item has no title or no ground.
    """
    if text.is_withheld and not (text.title.strip() and text.secrecy_ground.strip()):
        raise WithheldWithoutGround(text.title)
    if text.is_withheld and text.parts:
        raise SecretTextGiven(text.title)
    row.title = one_line(text.title, 500)
    row.case = case_for(row.meeting, text)
    row.presenter = one_line(text.presenter, 300)
    row.preparers = strip_control(text.preparers).strip()
    row.outcome, row.outcome_detail = text.outcome, one_line(text.outcome_detail, 40)
    is_withheld_now = text.is_withheld and not row.is_withheld
    row.is_withheld = text.is_withheld
    row.secrecy_ground = one_line(text.secrecy_ground, 200) if text.is_withheld else ""
    row.language, row.video_seconds = text.language, text.video_seconds
    touch(row)
    row.save()
    write_parts(row, text.parts)
    write_remedies(row, text.remedies)
    if text.is_withheld:
        # What was attached before the secret was noticed goes as well: of a secret file only the mention is kept.
        row.attachments.filter(file__isnull=False).update(
            file=None, is_unpublished=False, is_withheld=True, secrecy_ground=row.secrecy_ground
        )
    if is_withheld_now:
        takedown_journal.note(row, "withheld", ground=row.secrecy_ground)


def void_checks(meeting: Meeting, *, by: Actor) -> None:
    """Take back the checks of minutes that were changed after them; the caller holds the meeting."""
    if not meeting.checkers.filter(checked_on__isnull=False).update(checked_on=None):
        return
    if meeting.state == MeetingState.MINUTES_CHECKED:
        meeting.state, meeting.minutes_checked_on = MeetingState.MINUTES_DRAFTED, None
        meeting.save(update_fields=["state", "minutes_checked_on", "updated_at"])
    record("meeting.checks_voided", target=meeting, by=by)


def refuse(refusals: Sequence[Refusal]) -> None:
    """Stop when there is a reason to.

    :raises NotPublishable: there is.
    """
    if refusals:
        raise NotPublishable(refusals)


@transaction.atomic
def move_item(item: AgendaItem, *, to: int, by: Actor) -> None:
    """Give an item the place ``to`` (1 is the first) among the items of its meeting that are not out yet.

    :raises AlreadyOut: it stands in a published agenda.
    :raises WrongState: the minutes are being written.
    """
    row = hold_item(item, states=BEFORE_MINUTES)
    if _is_out(row):
        raise AlreadyOut
    movable = [each for each in row.meeting.items.order_by("position") if not _is_out_in(each, row.meeting)]
    places = [each.position for each in movable]
    ordered = [each for each in movable if each.pk != row.pk]
    ordered.insert(min(max(to - 1, 0), len(ordered)), row)
    row.meeting.items.filter(pk__in=[each.pk for each in movable]).update(position=F("position") + ASIDE)
    for each, place in zip(ordered, places, strict=True):
        AgendaItem.objects.filter(pk=each.pk).update(position=place)
    record("item.moved", target=row, by=by, organization_id=row.meeting.organization_id, details={"to": to})


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Actor) -> None:
    """Delete an item that was never published, and close the gap it leaves.

    :raises AlreadyOut: it stands in a published agenda: its outcome may be “removed from the agenda”.
    """
    row = hold_item(item, states=EDITABLE)
    if _is_out(row):
        raise AlreadyOut
    meeting = row.meeting
    record("item.removed", target=row, by=by, organization_id=meeting.organization_id)
    place = row.position
    row.delete()
    for later in meeting.items.filter(position__gt=place).order_by("position"):
        AgendaItem.objects.filter(pk=later.pk).update(position=later.position - 1)


def _is_out(row: AgendaItem) -> bool:
    return _is_out_in(row, row.meeting)


def _is_out_in(row: AgendaItem, meeting: Meeting) -> bool:
    return meeting.agenda_published_at is not None and not row.is_draft


@transaction.atomic
def forward_item(item: AgendaItem, *, to: Meeting, by: Actor) -> AgendaItem:
    """Send an item on to a meeting of another body, with its background, its proposal and what was decided so far.

    The decision goes along only when it is public already: the other body's agenda may be out before the minutes are.
    Files go along; of withheld ones the mention.

    :raises NotSentOn: ``to`` is of the same body, or its minutes are being written already.
    """
    row = AgendaItem.objects.select_related("meeting__body", "case").get(pk=item.pk)
    try:
        target = hold_meeting(to, states=BEFORE_MINUTES)
    except WrongState as error:
        raise NotSentOn from error
    if target.body_id == row.meeting.body_id:
        raise NotSentOn
    last = target.items.order_by("-position").values_list("position", flat=True).first() or 0
    is_supplement = target.state != MeetingState.DRAFT
    sent = AgendaItem(
        meeting=target,
        position=last + 1,
        forwarded_from=row,
        is_supplementary=is_supplement,
        is_draft=is_supplement,
    )
    write_text(sent, _carried(row))
    _copy_attachments(row, sent)
    record(
        "item.forwarded", target=row, by=by, organization_id=row.meeting.organization_id, details={"to": str(sent.pk)}
    )
    note_public_change(row)
    return sent


def _carried(row: AgendaItem) -> ItemText:
    is_out = public_stage(row.meeting, Reader()) is Stage.MINUTES
    kinds = {PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.HISTORY} | ({PartKind.DECISION} if is_out else set())
    parts = [part for part in row.parts.all() if part.kind in kinds]
    carried = []
    for part in parts:
        is_decision = part.kind == PartKind.DECISION
        carried.append(
            PartInput(
                kind=PartKind.HISTORY if is_decision else part.kind,
                html=part.html,
                heading=_handled(row) if is_decision else part.heading,
                author=part.author,
                language=part.language,
            )
        )
    return ItemText(
        title=row.title,
        parts=() if row.is_withheld else tuple(carried),
        case_number=row.case.number if row.case else "",
        case_title=row.case.title if row.case else "",
        preparers=row.preparers,
        is_withheld=row.is_withheld,
        secrecy_ground=row.secrecy_ground,
        language=row.language,
    )


def _handled(row: AgendaItem) -> str:
    """“Henkilöstöjaosto 29.3.2022 § 16”, as earlier handlings are headed in minutes of any language."""
    day = row.meeting.day
    section = f" § {row.section_number}" if row.section_number else ""
    return f"{row.meeting.body.name_fi} {day.day}.{day.month}.{day.year}{section}"


def _copy_attachments(source: AgendaItem, target: AgendaItem) -> None:
    for attachment in source.attachments.order_by("position"):
        Attachment.objects.create(
            item=target,
            position=attachment.position,
            kind=attachment.kind,
            number=attachment.number,
            title=attachment.title,
            file=attachment.file,
            is_unpublished=attachment.is_unpublished,
            is_withheld=attachment.is_withheld,
            secrecy_ground=attachment.secrecy_ground,
            unreadable_confirmed_by=attachment.unreadable_confirmed_by,
            unreadable_confirmed_at=attachment.unreadable_confirmed_at,
        )
