"""Items that preparing officers hand in: handed in, taken to an agenda, returned."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from seutu.publishing.decisions.actions import AttachmentFields, ItemInput, PartInput, RemedyInput, add_item, attach
from seutu.publishing.decisions.models import AgendaItem, AttachmentKind, Meeting, PartKind, Remedy
from seutu.publishing.desk.models import PreparedItem, PreparedItemState
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.rich_text import sanitize, strip_control
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is handed in; texts are HTML, sanitized when they are stored. ``source`` says of what it was made."""

    title: str
    proposal_html: str
    source: str
    background_html: str = ""
    case_number: str = ""
    language: str = "fi"
    preparers: str = ""
    file: StoredFile | None = None
    file_title: str = ""


class WaitsAlready(Exception):
    """What is made of the same source waits for a clerk already."""


class HandledAlready(Exception):
    """Somebody has taken or returned the item meanwhile."""


class OfAnotherBody(Exception):
    """The meeting is not one of the body that the item was prepared for."""


@transaction.atomic
def hand_in(body: Body, prepared: Prepared, *, by: User) -> PreparedItem:
    """Hand in an item for the agenda of ``body``.

    :raises WaitsAlready: one that was made of the same source waits.
    """
    row = PreparedItem(
        body=body,
        title=_one_line(prepared.title),
        case_number=prepared.case_number,
        language=prepared.language,
        background_html=sanitize(prepared.background_html),
        proposal_html=sanitize(prepared.proposal_html),
        preparers=prepared.preparers,
        file=prepared.file,
        file_title=prepared.file_title,
        source=prepared.source,
        handed_in_by=by,
        handed_in_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if not PreparedItem.objects.filter(source=prepared.source, state=PreparedItemState.WAITING).exists():
            raise
        raise WaitsAlready from None
    record("prepared_item.handed_in", target=row, by=by, organization_id=body.organization_id)
    return row


@transaction.atomic
def take(prepared: PreparedItem, meeting: Meeting, *, by: User) -> AgendaItem:
    """Make a draft item of ``meeting`` out of what was handed in, with its attachment.

    Its remedy is the review that most decisions have; the clerk changes it where the matter is only prepared.

    :raises HandledAlready: it was taken or returned meanwhile.
    :raises OfAnotherBody: the meeting is another body's.
    :raises WrongState: the minutes of the meeting are checked or out.
    """
    row = _held(prepared)
    if meeting.body_id != row.body_id:
        raise OfAnotherBody
    item = add_item(meeting, _item_of(row), by=by)
    if row.file is not None:
        fields = AttachmentFields(row.file_title or row.title, kind=AttachmentKind.ATTACHMENT, number=1)
        attach(item, row.file, fields, by=by)
    row.item = item
    _handled(row, PreparedItemState.TAKEN)
    record("prepared_item.taken", target=row, by=by, organization_id=row.body.organization_id)
    return item


@transaction.atomic
def send_back(prepared: PreparedItem, *, why: str, by: User) -> PreparedItem:
    """Return an item to who prepared it, who reads ``why`` where it was made.

    :raises HandledAlready: it was taken or returned meanwhile.
    """
    row = _held(prepared)
    row.why_returned = _one_line(why)
    _handled(row, PreparedItemState.RETURNED)
    record("prepared_item.returned", target=row, by=by, organization_id=row.body.organization_id)
    return row


def _held(prepared: PreparedItem) -> PreparedItem:
    row = PreparedItem.objects.select_for_update(of=("self",)).select_related("body", "file").get(pk=prepared.pk)
    if row.state != PreparedItemState.WAITING:
        raise HandledAlready
    return row


def _handled(row: PreparedItem, state: PreparedItemState) -> None:
    row.state, row.handled_at = state, clock.now()
    row.save(update_fields=["state", "handled_at", "why_returned", "item"])


def _item_of(row: PreparedItem) -> ItemInput:
    parts = [(PartKind.BACKGROUND, row.background_html), (PartKind.PROPOSAL, row.proposal_html)]
    return ItemInput(
        position=0,
        title=row.title,
        case_number=row.case_number,
        preparers=row.preparers,
        parts=tuple(PartInput(kind, html) for kind, html in parts if html),
        remedies=(RemedyInput(Remedy.REVIEW_REQUEST),),
        language=row.language,
    )


def _one_line(text: str) -> str:
    return " ".join(strip_control(text).split())[:500]
