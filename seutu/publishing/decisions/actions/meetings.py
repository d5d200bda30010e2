"""Making a meeting at the desk, and changing when and where it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from seutu.publishing.decisions.actions.agenda import void_checks, write_new_item
from seutu.publishing.decisions.actions.holding import EDITABLE, WrongState, hold_meeting, touch
from seutu.publishing.decisions.actions.inputs import ItemInput, MeetingFields
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import Meeting, MeetingKind, MeetingState
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body


@transaction.atomic
def plan_meeting(
    body: Body,
    starts_at: dt.datetime,
    *,
    place: str = "",
    kind: MeetingKind | str = MeetingKind.ORDINARY,
    language: str = "fi",
    number: int | None = None,
    items: Sequence[ItemInput] = (),
    by: Actor,
) -> Meeting:
    """Make a meeting of ``body`` with its first items, as a draft that only its clerks see."""
    meeting = Meeting.objects.create(
        organization=body.organization,
        body=body,
        kind=kind,
        number=number,
        year=clock.day_of(starts_at).year,
        starts_at=starts_at,
        place=one_line(place, 300),
        language=language,
        revision=1,
    )
    for position, item in enumerate(items, start=1):
        write_new_item(meeting, item, position=position)
    record("meeting.new", target=meeting, by=by, details={"state": meeting.state, "items": len(items)})
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, fields: MeetingFields, *, revision: int, by: Actor) -> Meeting:
    """Change when, where and how a meeting is held. A check of what is changed is taken back.

    :raises EditConflict: somebody else has changed it since ``revision``.
    """
    row = hold_meeting(meeting, states=MeetingState, revision=revision)
    if (row.starts_at, row.ends_at, row.place) != (fields.starts_at, fields.ends_at, one_line(fields.place, 300)):
        # These stand in the minutes; where the video is does not.
        void_checks(row, by=by)
    row.starts_at, row.ends_at = fields.starts_at, fields.ends_at
    row.year = clock.day_of(fields.starts_at).year
    row.place, row.kind, row.number = one_line(fields.place, 300), fields.kind, fields.number
    row.language, row.video_url = fields.language, fields.video_url
    touch(row)
    row.save()
    record("meeting.changed", target=row, by=by, details={"state": row.state})
    note_public_change(row)
    return row


@transaction.atomic
def discard_meeting(meeting: Meeting, *, by: Actor) -> None:
    """Delete a meeting whose agenda has never been published.

    :raises WrongState: its agenda is out: its address was published and must keep leading somewhere.
    """
    row = hold_meeting(meeting, states=EDITABLE)
    if row.state != MeetingState.DRAFT or row.agenda_published_at is not None:
        raise WrongState(row.state)
    record("meeting.discarded", target=row, by=by)
    row.delete()
