"""Taking hold of what is to be changed: its row is locked, and it must be as whoever changes it last saw it."""

from __future__ import annotations

from collections.abc import Collection

from seutu.publishing.decisions.models import (
    AgendaItem,
    Initiative,
    Meeting,
    MeetingState,
    Notice,
    OfficerDecision,
)

BEFORE_MINUTES = frozenset({MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED})
UNPUBLISHED_MINUTES = frozenset({MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED})
EDITABLE = BEFORE_MINUTES | UNPUBLISHED_MINUTES
PUBLISHED_MINUTES = frozenset({MeetingState.MINUTES_PUBLISHED})


class EditConflict(Exception):
    """Somebody else has changed it since it was opened; ``row`` is as it is now. Nothing was written."""

    def __init__(self, row: AgendaItem | Meeting | OfficerDecision | Notice | Initiative) -> None:
        super().__init__(f"revision {row.revision}")
        self.row = row


class WrongState(Exception):
    """The meeting has not come that far, or has come too far; ``state`` is how far it has."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = MeetingState(state)


def hold_meeting(meeting: Meeting, *, states: Collection[MeetingState], revision: int | None = None) -> Meeting:
    """Lock the row of ``meeting`` until the transaction ends.

    :raises WrongState: it is in none of ``states``.
    :raises EditConflict: its revision is not ``revision``.
    """
    row = Meeting.objects.select_for_update(of=("self",)).select_related("body", "organization").get(pk=meeting.pk)
    if row.state not in states:
        raise WrongState(row.state)
    if revision is not None and row.revision != revision:
        raise EditConflict(row)
    return row


def hold_item(item: AgendaItem, *, states: Collection[MeetingState], revision: int | None = None) -> AgendaItem:
    """Lock the row of ``item``, and its meeting's before it, so that two can never wait for each other.

    :raises WrongState: its meeting is in none of ``states``.
    :raises EditConflict: its revision is not ``revision``.
    """
    meeting = hold_meeting(Meeting(pk=item.meeting_id), states=states)
    row = AgendaItem.objects.select_for_update(of=("self",)).select_related("case").get(pk=item.pk)
    row.meeting = meeting
    if revision is not None and row.revision != revision:
        raise EditConflict(row)
    return row


def touch(row: AgendaItem | Meeting) -> None:
    """Count a change, and forget what a source once said: it is the desk's now. The caller saves."""
    row.revision += 1
    row.content_hash = ""
