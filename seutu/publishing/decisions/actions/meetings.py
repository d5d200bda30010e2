"""Making a meeting at the desk, and changing when and where it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from seutu.publishing.decisions.actions.agenda import refuse, void_checks, write_new_item
from seutu.publishing.decisions.actions.holding import EDITABLE, WrongState, hold_meeting, touch
from seutu.publishing.decisions.actions.inputs import ItemInput, MeetingFields
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import Meeting, MeetingKind, MeetingState
from seutu.publishing.decisions.rules import Reader, Stage, public_stage
from seutu.publishing.decisions.rules.refusals import refusals_of_meeting
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body


class MinutesAreOut(Exception):
    """The minutes are out: what they tell is changed by a correction only."""


class SectionsOfYear(Exception):
    """The items have section numbers, which run on by body and calendar year: the meeting stays in ``year``."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


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

    Of a meeting whose minutes are out only the address of its video changes so: it is no part of them.

    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises MinutesAreOut: something else of published minutes would change: see `meeting_corrections.correct_meeting`.
    :raises SectionsOfYear: it would move to another calendar year than its section numbers are of.
    :raises NotPublishable: the agenda is out, and the place or the video's address holds what may not be published.
    """
    row = hold_meeting(meeting, states=MeetingState, revision=revision)
    if row.state == MeetingState.MINUTES_PUBLISHED and _told(row) != _told_by(fields):
        raise MinutesAreOut
    if (row.starts_at, row.ends_at, row.place) != (fields.starts_at, fields.ends_at, one_line(fields.place, 300)):
        # These stand in the minutes; where the video is does not.
        void_checks(row, by=by)
    write_details(row, fields)
    row.video_url = fields.video_url
    if public_stage(row, Reader()) is not None:
        refuse(refusals_of_meeting(row, stage=Stage.AGENDA))
    touch(row)
    row.save()
    record("meeting.changed", target=row, by=by, details={"state": row.state})
    note_public_change(row)
    return row


def _told(row: Meeting) -> tuple[object, ...]:
    return (row.starts_at, row.ends_at, row.place, str(row.kind), row.number, row.language)


def _told_by(fields: MeetingFields) -> tuple[object, ...]:
    place = one_line(fields.place, 300)
    return (fields.starts_at, fields.ends_at, place, str(fields.kind), fields.number, fields.language)


def write_details(row: Meeting, fields: MeetingFields) -> None:
    """Write when, where and how a meeting is held into its row; the caller holds and saves it.

    :raises SectionsOfYear: it would move to another calendar year than its section numbers are of.
    """
    year = clock.day_of(fields.starts_at).year
    if year != row.day.year:
        if row.items.filter(section_number__isnull=False).exists():
            raise SectionsOfYear(row.day.year)
        row.year = year
    # A time that a source did not tell is known once somebody has written one.
    row.has_time = row.has_time or _time_of(row.starts_at) != _time_of(fields.starts_at)
    row.starts_at, row.ends_at = fields.starts_at, fields.ends_at
    row.place, row.kind, row.number = one_line(fields.place, 300), fields.kind, fields.number
    row.language = fields.language


def _time_of(moment: dt.datetime) -> dt.time:
    return moment.astimezone(clock.HELSINKI).time()


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
