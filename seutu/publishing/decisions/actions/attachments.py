"""Putting files beside an item, saying what they are, and taking them away."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.agenda import refuse, void_checks
from seutu.publishing.decisions.actions.holding import EDITABLE, hold_item, touch
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.record_files import refuse_unless_unread
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import AgendaItem, Attachment, AttachmentKind, MeetingState
from seutu.publishing.decisions.rules import Reader, public_stage
from seutu.publishing.decisions.rules.refusals import identity_codes_in, refusals_of_files
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.files.actions import ask_for_text, read_text_now
from seutu.shared.files.models import StoredFile


class ItemIsWithheld(Exception):
    """The item is secret by law: no file of it is ever stored here."""


@dataclass(frozen=True, slots=True)
class AttachmentFields:
    """What a clerk says of an attachment. One that is withheld or not published online keeps no file."""

    title: str
    kind: AttachmentKind | str = AttachmentKind.ATTACHMENT
    number: int | None = None
    is_unpublished: bool = False
    is_withheld: bool = False
    secrecy_ground: str = ""


def attach(item: AgendaItem, file: StoredFile | None, fields: AttachmentFields, *, by: Actor) -> Attachment:
    """Put a file, or the mention of one, last among the attachments of an item.

    Beside an item that is public already, the file is read first.

    :raises ItemIsWithheld: the item is secret.
    :raises WrongState: its minutes are out.
    :raises NotPublishable: the item is public, and the file may not be.
    """
    if file is not None and _is_public(item):
        # Before the transaction: reading may take ten seconds, and nobody else may wait for it.
        read_text_now(file)
    with transaction.atomic():
        row = hold_item(item, states=EDITABLE)
        if row.is_withheld and file is not None:
            raise ItemIsWithheld
        attachment = Attachment(item=row, position=next_position(row), file=file)
        write_attachment(attachment, fields)
        _after(row, attachment, verb="attachment.added", by=by)
    return attachment


@transaction.atomic
def change_attachment(attachment: Attachment, fields: AttachmentFields, *, by: Actor) -> Attachment:
    """Say anew what an attachment is. Once it is withheld or unpublished its file is let go.

    :raises WrongState: the minutes are out.
    :raises NotPublishable: the item is public, and the attachment may not be.
    """
    row = hold_item(attachment.item, states=EDITABLE)
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk, item=row)
    write_attachment(attachment, fields)
    _after(row, attachment, verb="attachment.changed", by=by)
    return attachment


def replace_file(attachment: Attachment, file: StoredFile, *, by: Actor) -> Attachment:
    """Put another file in the place of one; its title, number and address stay.

    Beside an item that is public already, the file is read first. Whoever confirmed the former file did not see this.

    :raises ItemIsWithheld: the item is secret, or the attachment is one that keeps no file.
    :raises WrongState: the minutes are out.
    :raises NotPublishable: the item is public, and the file may not be.
    """
    if _is_public(attachment.item):
        read_text_now(file)
    with transaction.atomic():
        row = hold_item(attachment.item, states=EDITABLE)
        attachment = Attachment.objects.select_for_update().get(pk=attachment.pk, item=row)
        if row.is_withheld or attachment.is_withheld or attachment.is_unpublished:
            raise ItemIsWithheld
        attachment.file = file
        attachment.unreadable_confirmed_by, attachment.unreadable_confirmed_at = "", None
        attachment.save()
        _after(row, attachment, verb="attachment.file_replaced", by=by)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor) -> None:
    """Take an attachment away from its item; its number in the address is not given to another.

    :raises WrongState: the minutes are out.
    """
    row = hold_item(attachment.item, states=EDITABLE)
    record("attachment.removed", target=attachment, by=by, organization_id=row.meeting.organization_id)
    take_away(row, attachment)
    touch(row)
    row.save()
    void_checks(row.meeting, by=by)


@transaction.atomic
def confirm_unreadable(attachment: Attachment, *, by: Actor) -> None:
    """Record the word of ``by`` that a file which no machine could read holds nothing that must not be published.

    It may be needed of minutes that are out too: nobody has looked at an imported file, and a correction asks for it.

    :raises NothingToConfirm: the file was read, or has not been read yet, or was confirmed before.
    """
    row = hold_item(attachment.item, states=MeetingState)
    refuse_unless_unread(attachment)
    now = clock.now()
    Attachment.objects.filter(pk=attachment.pk, item=row).update(
        unreadable_confirmed_by=by.audit_id, unreadable_confirmed_at=now, updated_at=now
    )
    record("attachment.confirmed", target=attachment, by=by, organization_id=row.meeting.organization_id)


def next_position(row: AgendaItem) -> int:
    """The number in the address that the next attachment of an item gets; the caller holds the item."""
    last = row.attachments.order_by("-position").values_list("position", flat=True).first() or 0
    return max(last, row.last_attachment_position) + 1


def take_away(row: AgendaItem, attachment: Attachment) -> None:
    """Delete an attachment and remember its number, which no other is given; the caller holds and saves the item."""
    note_public_change(attachment)
    takedown_journal.note(attachment, "taken_off")
    Attachment.objects.filter(pk=attachment.pk, item=row).delete()
    row.last_attachment_position = max(row.last_attachment_position, attachment.position)


def write_attachment(attachment: Attachment, fields: AttachmentFields) -> None:
    """Write what an attachment is; the caller holds its item."""
    attachment.title = one_line(fields.title, 300)
    attachment.kind, attachment.number = fields.kind, fields.number
    attachment.is_withheld, attachment.is_unpublished = fields.is_withheld, fields.is_unpublished
    attachment.secrecy_ground = one_line(fields.secrecy_ground, 200) if fields.is_withheld else ""
    gone = attachment.file_id if fields.is_withheld or fields.is_unpublished else None
    if gone:
        attachment.file = None
    attachment.save()
    if gone:
        takedown_journal.note(attachment, "file_gone", file=gone)


def _after(row: AgendaItem, attachment: Attachment, *, verb: str, by: Actor) -> None:
    if attachment.file is not None:
        ask_for_text(attachment.file)
    if _is_public(row):
        refuse_attachment(row, attachment)
    touch(row)
    row.save()
    void_checks(row.meeting, by=by)
    record(verb, target=attachment, by=by, organization_id=row.meeting.organization_id)
    note_public_change(attachment)


def refuse_attachment(row: AgendaItem, attachment: Attachment) -> None:
    """Say why an attachment of a public item may not be public.

    :raises NotPublishable: its title or its file may not be published.
    """
    place = f"attachment:{attachment.position}"
    codes = identity_codes_in([(place, attachment.title)], item=row.position)
    refuse([*codes, *refusals_of_files([attachment], item=row.position)])


def _is_public(item: AgendaItem) -> bool:
    return public_stage(item.meeting, Reader()) is not None and not item.is_draft
