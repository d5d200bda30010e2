"""Notices: prepared, published for their time, taken offline, and emptied when the time is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.record_files import (
    ask_to_read,
    erase_unused,
    read_files,
    refuse_unless_unread,
)
from seutu.publishing.decisions.actions.record_holding import ReasonMissing, hold_record, refuse_unless
from seutu.publishing.decisions.actions.writing import find_or_make_case, one_line, title_case
from seutu.publishing.decisions.models import Notice, NoticeAttachment, NoticeKind, RecordState
from seutu.publishing.decisions.rules.record_refusals import refusals_of_notice
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import sanitize
from seutu.shared.files.models import StoredFile
from seutu.shared.law.days import notice_ends_on
from seutu.shared.organizations.models import Organization


class NoticeWithoutTitle(Exception):
    """A notice has no title."""


class NoticeEndsBeforeStart(Exception):
    """The last day of a notice is before its first."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice says, and when; without ``ends_on`` it is on display for the time of the law (14 days)."""

    kind: NoticeKind | str
    title: str
    displayed_on: dt.date
    html: str = ""
    ends_on: dt.date | None = None
    length_reason: str = ""
    provision: str = ""
    where_available: str = ""
    case_number: str = ""
    language: str = "fi"


@transaction.atomic
def prepare_notice(organization: Organization, text: NoticeText, *, by: Actor) -> Notice:
    """Begin a notice, as a draft that only its clerks see.

    :raises NoticeWithoutTitle: it has no title.
    :raises NoticeEndsBeforeStart: its last day is before its first.
    """
    row = Notice(organization=organization)
    _write(row, text)
    record("notice.new", target=row, by=by, details={"kind": str(row.kind)})
    return row


@transaction.atomic
def change_notice(notice: Notice, text: NoticeText, *, revision: int, by: Actor) -> Notice:
    """Write the draft of a notice anew.

    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongRecordState: it is published: what was on display is taken offline and told anew, not changed.
    :raises NoticeWithoutTitle: it has no title.
    :raises NoticeEndsBeforeStart: its last day is before its first.
    """
    row = hold_record(notice, revision=revision)
    refuse_unless(row.state, RecordState.DRAFT)
    _write(row, text)
    record("notice.changed", target=row, by=by)
    return row


@transaction.atomic
def attach_to_notice(notice: Notice, stored: StoredFile, *, title: str, by: Actor) -> NoticeAttachment:
    """Add a document that the notice puts on display.

    :raises WrongRecordState: the notice is published already.
    """
    row = hold_record(notice)
    refuse_unless(row.state, RecordState.DRAFT)
    last = row.attachments.aggregate(last=Max("position"))["last"] or 0
    attachment = NoticeAttachment.objects.create(
        notice=row, position=last + 1, title=one_line(title, 300) or stored.name[:300], file=stored
    )
    ask_to_read(stored)
    record("notice.attached", target=attachment, by=by, organization_id=row.organization_id)
    return attachment


@transaction.atomic
def detach_from_notice(attachment: NoticeAttachment, *, by: Actor) -> None:
    """Take a document off a draft.

    :raises WrongRecordState: the notice is published already.
    """
    row = hold_record(attachment.notice)
    refuse_unless(row.state, RecordState.DRAFT)
    record("notice.detached", target=attachment, by=by, organization_id=row.organization_id)
    attachment.delete()


@transaction.atomic
def confirm_unreadable_of_notice(attachment: NoticeAttachment, *, by: Actor) -> None:
    """Note that a person has looked through a document that no machine could read.

    :raises NothingToConfirm: it was read, or has not been read yet, or was confirmed before.
    """
    refuse_unless_unread(attachment)
    attachment.unreadable_confirmed_by, attachment.unreadable_confirmed_at = by.audit_id, clock.now()
    attachment.save()
    record("notice.unreadable_confirmed", target=attachment, by=by, organization_id=attachment.notice.organization_id)


def publish_notice(notice: Notice, *, by: Actor) -> Notice:
    """Publish a notice: it is seen from its first day, today or one to come, and no more after its last.

    :raises WrongRecordState: it was published already.
    :raises NotPublishable: something is missing, or it holds what may not be published.
    """
    read_files(notice.attachments.select_related("file"))
    return _publish(notice, by=by)


@transaction.atomic
def _publish(notice: Notice, *, by: Actor) -> Notice:
    row = hold_record(notice)
    refuse_unless(row.state, RecordState.DRAFT)
    if refusals := refusals_of_notice(row, clock.today()):
        raise NotPublishable(refusals)
    row.state, row.published_at = RecordState.PUBLISHED, clock.now()
    row.revision += 1
    row.save()
    if row.case and row.displayed_on <= clock.today():
        title_case(row.case, row.title)
    record("notice.published", target=row, by=by, details={"from": str(row.displayed_on), "until": str(row.ends_on)})
    note_public_change(row)
    return row


@transaction.atomic
def withdraw_notice(notice: Notice, *, reason: str, by: Actor) -> Notice:
    """Take a notice offline before its time.

    :raises WrongRecordState: it is not published.
    :raises ReasonMissing: no reason was given.
    """
    row = hold_record(notice)
    refuse_unless(row.state, RecordState.PUBLISHED)
    row.withdrawal_reason = one_line(reason, 300)
    if not row.withdrawal_reason:
        raise ReasonMissing
    row.state = RecordState.WITHDRAWN
    row.revision += 1
    row.save()
    record("notice.withdrawn", target=row, by=by)
    note_public_change(row)
    takedown_journal.note(row, "withdrawn")
    return row


@transaction.atomic
def discard_notice(notice: Notice, *, by: Actor) -> None:
    """Delete the draft of a notice.

    :raises WrongRecordState: it was published: its address must keep leading somewhere.
    """
    row = hold_record(notice)
    refuse_unless(row.state, RecordState.DRAFT)
    record("notice.discarded", target=row, by=by)
    row.delete()


@transaction.atomic
def erase_expired_notices(*, by: Actor, is_dry_run: bool = False) -> list[int]:
    """Empty the notices whose last day is past, with their documents; say which, by id.

    Left is that there was a notice, of which kind and when (KuntaL 410/2015 108 §). A dry run only says.
    """
    expired = Notice.objects.filter(ends_on__lt=clock.today(), erased_at__isnull=True)
    expired = expired.exclude(state=RecordState.DRAFT).order_by("pk")
    ids = list(expired.values_list("pk", flat=True))
    if is_dry_run:
        return ids
    for row in expired.select_for_update():
        _erase(row, by=by)
    return ids


def _erase(row: Notice, *, by: Actor) -> None:
    note_public_change(row)
    files = [attachment.file for attachment in row.attachments.select_related("file")]
    row.attachments.all().delete()
    row.title = row.html = row.where_available = row.length_reason = row.withdrawal_reason = ""
    row.case, row.erased_at = None, clock.now()
    row.revision += 1
    row.save()
    erased = erase_unused(files, by=by)
    record("notice.erased", target=row, by=by, details={"files": erased})


def _write(row: Notice, text: NoticeText) -> None:
    row.title = one_line(text.title, 500)
    if not row.title:
        raise NoticeWithoutTitle
    row.kind, row.language = text.kind, text.language
    row.displayed_on = text.displayed_on
    row.ends_on = text.ends_on or notice_ends_on(str(row.kind), text.displayed_on).day
    if row.ends_on < row.displayed_on:
        raise NoticeEndsBeforeStart
    row.html = sanitize(text.html)
    row.provision, row.where_available = one_line(text.provision, 200), one_line(text.where_available, 400)
    row.length_reason = one_line(text.length_reason, 300)
    row.case = find_or_make_case(row.organization, text.case_number, language=text.language)
    row.revision += 1
    row.save()
