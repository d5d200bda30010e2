"""Questions about the items of one meeting, and what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttendanceChange,
    Correction,
    FormerVersion,
    MeetingCorrection,
    VoteEvent,
)
from seutu.publishing.decisions.queries.of_meetings import ITEM_PARTS, find_meeting
from seutu.publishing.decisions.rules import (
    Reader,
    ShownAttachment,
    ShownFormerMeeting,
    ShownItem,
    ShownMeeting,
    show_attachment,
    show_former,
    show_former_meeting,
    show_item,
    show_meeting,
    visible_items,
)

TEXT = ("parts", "attachments__file", "remedies")
# What few items have: asked for only when there is any, since every question takes its time.
EVENTS = (
    "votes__choices__votes",
    "corrections",
    Prefetch("attendance_changes", AttendanceChange.objects.select_related("attendance").order_by("at", "pk")),
)


def _items(shown: ShownMeeting) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting_id=shown.pk).select_related("case")
    return rows if shown.is_prepared else rows.filter(is_draft=False)


def items_of(shown: ShownMeeting) -> list[ShownItem]:
    """The items of a meeting in their order, without their text."""
    return [show_item(row, shown) for row in _items(shown)]


def items_with_text(shown: ShownMeeting) -> list[ShownItem]:
    """The items of a meeting in their order, with their text, for a document that holds them all."""
    return [
        show_item(row, shown, with_text=True) for row in _items(shown).prefetch_related(*TEXT).prefetch_related(*EVENTS)
    ]


def item(reader: Reader, owner_slug: str, public_id: int, position: int) -> ShownItem | None:
    """The item at this address with its text, or None when there is none that ``reader`` may see."""
    row = find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    rows = _with_signs_of_events(_items(shown).filter(position=position))
    found = rows.prefetch_related(*TEXT).first()
    if found is None:
        return None
    has_events = found.has_votes or found.has_corrections or found.has_changes
    if has_events:
        prefetch_related_objects([found], *EVENTS)
    item = show_item(found, shown, with_text=True, with_events=has_events)
    return _with_links(item, found, reader) if found.is_sent_on or found.forwarded_from_id else item


def _with_signs_of_events(rows: QuerySet[AgendaItem]) -> QuerySet[Any]:
    return rows.annotate(
        has_votes=Exists(VoteEvent.objects.filter(item=OuterRef("pk"))),
        has_corrections=Exists(Correction.objects.filter(item=OuterRef("pk"))),
        has_changes=Exists(AttendanceChange.objects.filter(item=OuterRef("pk"))),
        is_sent_on=Exists(AgendaItem.objects.filter(forwarded_from=OuterRef("pk"))),
    )


def _with_links(shown: ShownItem, row: AgendaItem, reader: Reader) -> ShownItem:
    """``shown`` with its handlings in other bodies that it came from and went to, as ``reader`` may see them."""
    if shown.is_withheld:
        return shown
    is_linked = Q(forwarded_from=row)
    if row.forwarded_from_id is not None:
        is_linked |= Q(pk=row.forwarded_from_id)
    rows = AgendaItem.objects.filter(visible_items(reader)).filter(is_linked).select_related(*ITEM_PARTS)
    found = {other.pk: _shown(other, reader) for other in rows}
    came_from = found.pop(row.forwarded_from_id, None) if row.forwarded_from_id else None
    return replace(shown, came_from=came_from, went_to=tuple(other for other in found.values() if other))


def _shown(row: AgendaItem, reader: Reader) -> ShownItem | None:
    meeting = show_meeting(row.meeting, reader)
    return show_item(row, meeting) if meeting else None


def neighbours(shown: ShownItem) -> tuple[ShownItem | None, ShownItem | None]:
    """The items before and after ``shown`` in its meeting."""
    rows, place = _items(shown.meeting), shown.position
    # Hardly ever is there a gap: one question instead of two.
    beside = {row.position: row for row in rows.filter(position__in=(place - 1, place + 1))}
    before = beside.get(place - 1)
    if before is None and place > 1:
        before = rows.filter(position__lt=place).order_by("-position").first()
    after = beside.get(place + 1) or rows.filter(position__gt=place).order_by("position").first()
    return (
        show_item(before, shown.meeting) if before else None,
        show_item(after, shown.meeting) if after else None,
    )


def attachment(reader: Reader, owner_slug: str, public_id: int, position: int, number: int) -> ShownAttachment | None:
    """The attachment at this address when its file may be sent to ``reader``, else None."""
    row = find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    rows = Attachment.objects.select_related("item", "file")
    found = rows.filter(item__in=_items(shown), item__position=position, position=number).first()
    if found is None or found.item.is_withheld:
        return None
    visible = show_attachment(found, found.item, shown)
    return visible if visible.file else None


def former_version(
    reader: Reader, owner_slug: str, public_id: int, position: int, number: int
) -> tuple[ShownItem, Correction] | None:
    """How the item at this address read before its correction ``number``, and that correction; None when hidden."""
    row = find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    rows = FormerVersion.objects.select_related("correction__item__case")
    found = rows.filter(
        correction__number=number, correction__item__in=_items(shown), correction__item__position=position
    ).first()
    former = show_former(found, found.correction.item, shown) if found else None
    return (former, found.correction) if found and former else None


def former_meeting(reader: Reader, owner_slug: str, public_id: int, number: int) -> ShownFormerMeeting | None:
    """What was told of the meeting at this address before its correction ``number``; None when hidden."""
    row = find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    found = MeetingCorrection.objects.filter(meeting_id=shown.pk, number=number).first()
    return show_former_meeting(found, _items(shown), shown) if found else None
