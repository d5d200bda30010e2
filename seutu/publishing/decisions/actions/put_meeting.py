"""Taking in a whole meeting: new, changed or the same as before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from seutu.publishing.decisions.actions.inputs import ItemInput, MeetingInput, content_hash
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.put_items import put_items
from seutu.publishing.decisions.models import Attendance, Checker, Meeting, MeetingState, Remedy
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import strip_control

STATES = list(MeetingState)


class MinutesNotChecked(Exception):
    """Minutes made here are to be published, and nobody has checked them."""


class WithheldWithoutGround(Exception):
    """A withheld item lacks a title that may be shown, or the provision that makes it secret (JulkL 621/1999 24 §)."""


class SecretTextGiven(Exception):
    """A withheld item or file comes with its text: that is never stored here."""


class BanWithoutProvision(Exception):
    """A decision that cannot be appealed must name the provision that says so (KuntaL 410/2015 141 §)."""


@dataclass(frozen=True, slots=True)
class Put:
    """The meeting as it is now, and what taking it in did."""

    meeting: Meeting
    result: Literal["new", "changed", "unchanged"]


@transaction.atomic
def put_meeting(meeting: MeetingInput, *, by: Actor) -> Put:
    """Store a meeting with its items, or bring the one that is stored up to it.

    The meeting is known by its id in the source system; without one, by its body and day, and by its number when both
    have one. What has come further is not taken back: the agenda of a meeting whose minutes are public changes nothing.
    A meeting that was made at the desk is never written over by one from another system.

    :raises MinutesNotChecked: minutes made here are to be published unchecked.
    :raises WithheldWithoutGround: a withheld item has no title or no ground.
    :raises SecretTextGiven: a withheld item or file comes with text.
    :raises BanWithoutProvision: "no right of appeal" is claimed without a provision.
    """
    _refuse(meeting)
    row = _find(meeting)
    if row is None:
        row = Meeting(organization=meeting.body.organization, body=meeting.body, legacy_id=meeting.legacy_id)
    elif _stays_as_it_is(row, meeting):
        return Put(row, "unchanged")
    is_new = row.pk is None
    was = "" if is_new else row.state
    # An item page knows little of its meeting: what a fuller source has told stays.
    has_changed = _put_fields(row, meeting) if is_new or not meeting.is_partial else _raise_state(row, meeting)
    has_changed = put_items(row, meeting) or has_changed
    if not has_changed:
        return Put(row, "unchanged")
    record("meeting.new" if is_new else "meeting.changed", target=row, by=by, details={"state": str(row.state)})
    if row.state != was:
        record(f"meeting.{row.state}", target=row, by=by)
    note_public_change(row)
    return Put(row, "new" if is_new else "changed")


def _stays_as_it_is(row: Meeting, meeting: MeetingInput) -> bool:
    """Whether what is stored has come further, or was written at the desk, which no import writes over."""
    has_come_further = STATES.index(MeetingState(row.state)) > STATES.index(MeetingState(meeting.state))
    return has_come_further or (row.revision > 0 and meeting.origin == Meeting.Origin.HARVESTED)


def _refuse(meeting: MeetingInput) -> None:
    is_own = meeting.origin == Meeting.Origin.OWN
    if is_own and meeting.state == MeetingState.MINUTES_PUBLISHED and meeting.minutes_checked_on is None:
        raise MinutesNotChecked
    for item in meeting.items:
        _refuse_item(item)


def _refuse_item(item: ItemInput) -> None:
    if item.is_withheld and not (item.title.strip() and item.secrecy_ground.strip()):
        raise WithheldWithoutGround(item.title)
    if item.is_withheld and (item.parts or any(attachment.file for attachment in item.attachments)):
        raise SecretTextGiven(item.title)
    for attachment in item.attachments:
        if attachment.is_withheld and not attachment.secrecy_ground.strip():
            raise WithheldWithoutGround(attachment.title)
        if attachment.is_withheld and attachment.file:
            raise SecretTextGiven(attachment.title)
    if any(remedy.remedy == Remedy.BAN and not remedy.provision.strip() for remedy in item.remedies):
        raise BanWithoutProvision(item.title)


def _find(meeting: MeetingInput) -> Meeting | None:
    rows = Meeting.objects.select_for_update().filter(organization=meeting.body.organization_id)
    if meeting.legacy_id and (known := rows.filter(legacy_id=meeting.legacy_id).first()):
        return known
    day = clock.day_of(meeting.starts_at)
    same_day = rows.filter(
        body=meeting.body, starts_at__gte=clock.start_of(day), starts_at__lt=clock.start_of(day + clock.ONE_DAY)
    )
    for row in same_day:
        if row.legacy_id and meeting.legacy_id:
            continue  # two meetings of the source on one day
        if not (row.number and meeting.number) or row.number == meeting.number:
            return row
    return None


def _put_fields(row: Meeting, meeting: MeetingInput) -> bool:
    wanted = content_hash(meeting)
    if row.content_hash == wanted:
        return False
    row.content_hash = wanted
    row.legacy_id = meeting.legacy_id or row.legacy_id
    row.origin, row.kind, row.state, row.language = meeting.origin, meeting.kind, meeting.state, meeting.language
    row.number = meeting.number
    row.year = meeting.year or clock.day_of(meeting.starts_at).year
    row.starts_at, row.ends_at, row.has_time = meeting.starts_at, meeting.ends_at, meeting.has_time
    row.place = strip_control(meeting.place).strip()
    _set_publication(row, meeting)
    row.save()
    _put_people(row, meeting)
    return True


def _raise_state(row: Meeting, meeting: MeetingInput) -> bool:
    if row.state == meeting.state:
        return False
    row.state = meeting.state
    _set_publication(row, meeting)
    row.save()
    return True


def _set_publication(row: Meeting, meeting: MeetingInput) -> None:
    row.minutes_checked_on = meeting.minutes_checked_on or row.minutes_checked_on
    if meeting.state != MeetingState.DRAFT:
        row.agenda_published_at = meeting.agenda_published_at or row.agenda_published_at
    if meeting.state == MeetingState.AGENDA_PUBLISHED and row.agenda_published_at is None:
        row.agenda_published_at = clock.now()
    if meeting.state == MeetingState.MINUTES_PUBLISHED:
        row.displayed_on = meeting.displayed_on or row.displayed_on
        shown_from = clock.start_of(row.displayed_on) if row.displayed_on else None
        row.minutes_published_at = shown_from or row.minutes_published_at or clock.now()


def _put_people(row: Meeting, meeting: MeetingInput) -> None:
    row.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=row,
            position=position,
            name=strip_control(person.name).strip(),
            role=person.role,
            title=strip_control(person.title).strip(),
            arrived_at=person.arrived_at,
            left_at=person.left_at,
            note=strip_control(person.note).strip(),
            deputises_for=strip_control(person.deputises_for).strip(),
        )
        for position, person in enumerate(meeting.attendance, start=1)
    )
    row.checkers.all().delete()
    Checker.objects.bulk_create(
        Checker(
            meeting=row,
            position=position,
            name=strip_control(person.name).strip(),
            role=person.role,
            checked_on=person.checked_on,
        )
        for position, person in enumerate(meeting.checkers, start=1)
    )
