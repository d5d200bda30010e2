"""What follows when the public sees something else of a record: kept pages go, and the search looks at it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    Initiative,
    Meeting,
    Notice,
    NoticeAttachment,
    Office,
    OfficerDecision,
    OfficerDecisionAttachment,
)
from seutu.shared.core import page_cache
from seutu.shared.search.actions import note_changed

PublicRecord: TypeAlias = Meeting | AgendaItem | Attachment | OfficerDecision | Notice | Initiative | Office
Touched: TypeAlias = tuple[str, Iterable[int]]


def note_public_change(*records: PublicRecord) -> None:
    """Have everything that is shown of ``records`` made anew, in the transaction of the change.

    Of what is being deleted this must be told before it goes: the search is told by its numbers.
    """
    page_cache.empty()
    for record in records:
        for kind, pks in _touched_by(record):
            note_changed(kind, pks)


def _touched_by(record: PublicRecord) -> Iterator[Touched]:
    """The records that are found by the words of ``record``, as the search names them."""
    match record:
        case Meeting():
            yield "item", _pks(AgendaItem.objects.filter(meeting=record))
            yield "attachment", _pks(Attachment.objects.filter(item__meeting=record))
        case AgendaItem():
            yield "item", [record.pk]
            yield "attachment", _pks(Attachment.objects.filter(item=record))
        case Attachment():
            yield "attachment", [record.pk]
        case OfficerDecision():
            yield "officer_decision", [record.pk]
            yield "officer_decision_attachment", _pks(OfficerDecisionAttachment.objects.filter(decision=record))
        case Notice():
            yield "notice", [record.pk]
            yield "notice_attachment", _pks(NoticeAttachment.objects.filter(notice=record))
        case Initiative():
            yield "initiative", [record.pk]
        case Office():
            yield "officer_decision", _pks(OfficerDecision.objects.filter(office=record))


def _pks(rows: object) -> list[int]:
    return list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]
