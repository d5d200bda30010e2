"""Correcting the attachments of an item of published minutes: one is added, changed or taken off, each visibly.

How the item read before names the attachments of that time. No file is handed out from there, so one that is taken off
or replaced is gone from the public at once.
"""

from __future__ import annotations

from django.db import transaction

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.attachments import (
    AttachmentFields,
    ItemIsWithheld,
    next_position,
    refuse_attachment,
    take_away,
    write_attachment,
)
from seutu.publishing.decisions.actions.corrections import OpenCorrection, close_correction, open_correction
from seutu.publishing.decisions.actions.former import rename_in_former
from seutu.publishing.decisions.actions.holding import PUBLISHED_MINUTES, hold_item, touch
from seutu.publishing.decisions.models import AgendaItem, Attachment, Correction, CorrectionKind
from seutu.publishing.decisions.rules.refusals import NotPublishable, Refusal, RefusalReason, is_provision
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.files.actions import ask_for_text, read_text_now
from seutu.shared.files.models import StoredFile


def add_by_correction(
    item: AgendaItem,
    file: StoredFile | None,
    fields: AttachmentFields,
    *,
    is_confirmed: bool = False,
    kind: CorrectionKind | str,
    reason: str,
    by: Actor,
) -> Attachment:
    """Add an attachment that published minutes lack, or the mention of one.

    ``is_confirmed``: ``by`` says that the file, should no machine be able to read it, holds nothing secret.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises ItemIsWithheld: the item is secret: no file of it is kept here.
    :raises WrongState: the minutes are not out: see `attachments.attach`.
    :raises NotPublishable: the title or the file may not be published.
    """
    _read(file)
    with transaction.atomic():
        row = hold_item(item, states=PUBLISHED_MINUTES)
        if row.is_withheld and file is not None:
            raise ItemIsWithheld
        opened = open_correction(row, kind=kind, reason=reason)
        attachment = Attachment(item=row, position=next_position(row), file=file)
        _write(opened, attachment, fields, is_confirmed=is_confirmed, by=by)
    return attachment


def correct_attachment(
    attachment: Attachment,
    fields: AttachmentFields,
    *,
    file: StoredFile | None = None,
    is_confirmed: bool = False,
    kind: CorrectionKind | str,
    reason: str,
    removes_former: bool = False,
    by: Actor,
) -> Correction:
    """Correct what a published attachment is, and put ``file`` in the place of its file when one is given.

    Once it is withheld or unpublished its file is let go. A title that told too much of a withheld one is changed in
    the former versions as well.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises ItemIsWithheld: the item is secret: no file of it is kept here.
    :raises WrongState: the minutes are not out: see `attachments.change_attachment`.
    :raises NotPublishable: the title or the file may not be published.
    """
    _read(file or attachment.file)
    with transaction.atomic():
        row = hold_item(attachment.item, states=PUBLISHED_MINUTES)
        if row.is_withheld and file is not None:
            raise ItemIsWithheld
        opened = open_correction(row, kind=kind, reason=reason, removes_former=removes_former)
        kept = Attachment.objects.select_for_update(of=("self",)).select_related("file").get(pk=attachment.pk, item=row)
        replaced = kept.file_id if file is not None else None
        if file is not None:
            kept.file, kept.unreadable_confirmed_by, kept.unreadable_confirmed_at = file, "", None
        correction = _write(opened, kept, fields, is_confirmed=is_confirmed, by=by)
        if kept.is_withheld:
            rename_in_former(row, kept.position, kept.title)
        if replaced and replaced != kept.file_id:
            takedown_journal.note(kept, "file_gone", file=replaced)
    return correction


@transaction.atomic
def take_off_attachment(
    attachment: Attachment, *, kind: CorrectionKind | str, reason: str, removes_former: bool = False, by: Actor
) -> Correction:
    """Take a published attachment off its item: its address answers 404 at once, and is never given to another.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises WrongState: the minutes are not out: see `attachments.detach`.
    :raises NotPublishable: ``reason`` holds a personal identity code.
    """
    row = hold_item(attachment.item, states=PUBLISHED_MINUTES)
    kept = Attachment.objects.get(pk=attachment.pk, item=row)
    opened = open_correction(row, kind=kind, reason=reason, removes_former=removes_former)
    take_away(row, kept)
    touch(row)
    row.save()
    # Nothing else in the item is looked at: what must go goes, whatever is wrong beside it.
    return close_correction(opened, of="attachment_taken_off", by=by)


def _read(file: StoredFile | None) -> None:
    if file is not None:
        # Before the transaction: reading may take ten seconds, and nobody else may wait for it.
        read_text_now(file)


def _write(
    opened: OpenCorrection, attachment: Attachment, fields: AttachmentFields, *, is_confirmed: bool, by: Actor
) -> Correction:
    row, is_new = opened.row, attachment.pk is None
    if is_confirmed:
        attachment.unreadable_confirmed_by, attachment.unreadable_confirmed_at = by.audit_id, clock.now()
    write_attachment(attachment, fields)
    if attachment.file is not None:
        ask_for_text(attachment.file)
    refuse_attachment(row, attachment)
    _refuse_ground(row, attachment)
    touch(row)
    row.save()
    return close_correction(opened, of="attachment_added" if is_new else "attachment", by=by)


def _refuse_ground(row: AgendaItem, attachment: Attachment) -> None:
    if attachment.is_withheld and not is_provision(attachment.secrecy_ground):
        place = f"attachment:{attachment.position}"
        raise NotPublishable([Refusal(RefusalReason.WITHHELD_WITHOUT_GROUND, row.position, place)])
