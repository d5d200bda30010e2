"""Questions that feeds ask all day: what is newest. The newest meetings first, and of those the items."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from seutu.publishing.decisions.models import AgendaItem, Meeting
from seutu.publishing.decisions.queries.of_meetings import MEETING_PARTS
from seutu.publishing.decisions.rules import (
    Reader,
    ShownItem,
    ShownMeeting,
    show_item,
    show_meeting,
    visible_meetings,
)
from seutu.shared.organizations.models import Body, Organization

# Meetings without an item that may be among the newest, before all meetings are looked through.
WITHOUT_ITEMS = 20
# What of an item a list shows.
LISTED = (
    *("meeting", "position", "section_number", "title", "language", "presenter", "preparers", "outcome"),
    *("outcome_detail", "is_supplementary", "is_draft", "is_withheld", "secrecy_ground", "updated_at"),
    *("video_seconds", "case__number", "case__slug"),
)


def latest_meetings(
    reader: Reader, *, owner: Organization | None = None, of_body: Body | None = None, limit: int = 30
) -> list[ShownMeeting]:
    """The newest meetings that ``reader`` may see, those to come among them."""
    rows = _newest_meetings(reader, owner, of_body).select_related(*MEETING_PARTS)[:limit]
    return [shown for row in rows if (shown := show_meeting(row, reader))]


def latest_items(
    reader: Reader, *, owner: Organization | None = None, of_body: Body | None = None, limit: int = 30
) -> list[ShownItem]:
    """The items of the newest meetings that ``reader`` may see.

    They are looked for among the newest meetings, since to sort all the items there are would take far longer; and
    each meeting is read once, not with each of its items.
    """
    meetings = _newest_meetings(reader, owner, of_body).values_list("pk", flat=True)
    found = list(_newest_items(reader, list(meetings[: limit + WITHOUT_ITEMS]))[:limit])
    if len(found) < limit:
        found = list(_newest_items(reader, meetings)[:limit])
    of_items = Meeting.objects.select_related(*MEETING_PARTS).filter(pk__in={row.meeting_id for row in found})
    shown = {row.pk: meeting for row in of_items if (meeting := show_meeting(row, reader))}
    return [show_item(row, shown[row.meeting_id]) for row in found if row.meeting_id in shown]


def _newest_items(reader: Reader, meetings: QuerySet[Meeting, int] | list[int]) -> QuerySet[AgendaItem]:
    is_out = Q(is_draft=False)
    if reader.prepares:
        is_out |= Q(meeting__organization_id__in=reader.prepares)
    rows = AgendaItem.objects.filter(is_out, meeting__in=meetings).select_related("case").only(*LISTED)
    return rows.order_by("-meeting__starts_at", "-meeting_id", "position")


def _newest_meetings(reader: Reader, owner: Organization | None, of_body: Body | None) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(visible_meetings(reader)).order_by("-starts_at", "-pk")
    if owner:
        rows = rows.filter(organization=owner)
    return rows.filter(body=of_body) if of_body else rows
