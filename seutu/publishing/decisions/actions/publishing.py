"""Letting out what is ready: the agenda, its supplement, the minutes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from seutu.publishing.decisions.actions.agenda import refuse
from seutu.publishing.decisions.actions.holding import WrongState, hold_meeting
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import title_case
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.rules.refusals import refusals_to_publish_agenda, refusals_to_publish_minutes
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.files.actions import read_text_now
from seutu.shared.organizations.models import Body

READ_WITH_ITEM = (
    *("parts", "attachments__file", "remedies", "votes__choices__votes"),
    "attendance_changes__attendance",
)


class DisplayInPast(Exception):
    """Nothing can be on display from a day that has passed."""


def items_to_publish(meeting: Meeting) -> list[AgendaItem]:
    """The items of ``meeting`` in order, with what the refusals look at."""
    return list(meeting.items.select_related("case").prefetch_related(*READ_WITH_ITEM).order_by("position"))


def read_files(items: list[AgendaItem]) -> None:
    """Read now, for ten seconds each at most, the files that no worker has read yet.

    Outside of any transaction: reading may take long, and nobody else may wait for it.
    """
    for item in items:
        for attachment in item.attachments.all():
            if attachment.file is not None:
                read_text_now(attachment.file)


def publish_agenda(meeting: Meeting, *, by: Actor) -> Meeting:
    """Publish the agenda: its items get their section numbers, and from now on their addresses lead to them.

    The numbers go on from the last one of the body in the calendar year.

    :raises WrongState: the agenda is out already.
    :raises NotPublishable: something in it may not be published; its ``refusals`` say what and where.
    """
    read_files(items_to_publish(meeting))
    with transaction.atomic():
        row = hold_meeting(meeting, states=[MeetingState.DRAFT])
        items = items_to_publish(row)
        refuse(refusals_to_publish_agenda(row, items))
        _number(row, items)
        row.state, row.agenda_published_at = MeetingState.AGENDA_PUBLISHED, clock.now()
        row.revision += 1
        row.save()
        _title_cases(items)
        record("meeting.agenda_published", target=row, by=by, details={"items": len(items)})
        note_public_change(row)
    return row


def publish_supplement(meeting: Meeting, *, by: Actor) -> int:
    """Publish the items added to a published agenda (lisälista), and say how many there were.

    :raises WrongState: the agenda is not out, or the minutes are.
    :raises NotPublishable: something in them may not be published, or there are none.
    """
    drafts = [item for item in items_to_publish(meeting) if item.is_draft]
    read_files(drafts)
    with transaction.atomic():
        row = hold_meeting(meeting, states=[MeetingState.AGENDA_PUBLISHED, MeetingState.MINUTES_DRAFTED])
        drafts = [item for item in items_to_publish(row) if item.is_draft]
        refuse(refusals_to_publish_agenda(row, drafts))
        _number(row, drafts)
        AgendaItem.objects.filter(pk__in=[item.pk for item in drafts]).update(is_draft=False, updated_at=clock.now())
        row.save(update_fields=["updated_at"])
        _title_cases(drafts)
        record("meeting.supplement_published", target=row, by=by, details={"items": len(drafts)})
        note_public_change(row)
    return len(drafts)


def _number(meeting: Meeting, items: list[AgendaItem]) -> None:
    unnumbered = [item for item in items if item.section_number is None]
    number = next_section_number(meeting.body, meeting.day.year)
    for item in unnumbered:
        item.section_number = number
        item.save(update_fields=["section_number", "updated_at"])
        number += 1


def next_section_number(body: Body, year: int) -> int:
    """The section number that the next item of ``body`` gets in a calendar year.

    The row of the body is locked: two meetings published at the same moment never get the same number.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    return last_section_number(body, year) + 1


def last_section_number(body: Body, year: int) -> int:
    """The last section number given to an item of ``body`` in a calendar year, or 0."""
    begins, ends = clock.start_of(dt.date(year, 1, 1)), clock.start_of(dt.date(year + 1, 1, 1))
    items = AgendaItem.objects.filter(meeting__body=body, meeting__starts_at__gte=begins, meeting__starts_at__lt=ends)
    return items.aggregate(last=Max("section_number"))["last"] or 0


def _title_cases(items: list[AgendaItem]) -> None:
    for item in items:
        if item.case is not None:
            title_case(item.case, item.title)


@transaction.atomic
def begin_minutes(meeting: Meeting, *, by: Actor) -> Meeting:
    """Turn to writing the minutes. The public goes on seeing the agenda.

    :raises WrongState: the agenda is not out, or the minutes are being written already.
    """
    row = hold_meeting(meeting, states=[MeetingState.AGENDA_PUBLISHED])
    row.state = MeetingState.MINUTES_DRAFTED
    row.revision += 1
    row.save()
    record("meeting.minutes_drafted", target=row, by=by)
    return row


def publish_minutes(meeting: Meeting, *, displayed_on: dt.date | None = None, by: Actor) -> Meeting:
    """Publish the checked minutes: on display from ``displayed_on``, from now on when none is given.

    Of a day to come, they come out when it begins. The statutory clock counts from that day (KuntaL 140 §).

    :raises WrongState: the minutes are not being written, or are out already.
    :raises NotPublishable: not everybody has checked them, or something in them may not be published.
    :raises DisplayInPast: the day has passed.
    """
    today = clock.today()
    shown_on = displayed_on or today
    if shown_on < today:
        raise DisplayInPast
    read_files(items_to_publish(meeting))
    with transaction.atomic():
        row = hold_meeting(meeting, states=[MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED])
        items = items_to_publish(row)
        refuse(refusals_to_publish_minutes(row, items))
        if row.minutes_checked_on is None:
            raise WrongState(row.state)
        row.state = MeetingState.MINUTES_PUBLISHED
        row.displayed_on = shown_on
        row.minutes_published_at = clock.now() if shown_on == today else clock.start_of(shown_on)
        row.revision += 1
        row.save()
        record("meeting.minutes_published", target=row, by=by, details={"items": len(items)})
        note_public_change(row)
    return row
