"""What a document says, as what `decisions` takes in."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.decisions.actions import (
    AttachmentInput,
    AttendanceInput,
    CheckerInput,
    ItemInput,
    MeetingInput,
    PartInput,
    RemedyInput,
)
from seutu.publishing.decisions.models import Meeting, MeetingKind, MeetingState, Remedy
from seutu.publishing.harvest.sources.minutes import ParsedItem, ParsedMeeting, ParsedPart
from seutu.shared.core import clock
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.organizations.models import Body


def meeting_input(parsed: ParsedMeeting, body: Body) -> MeetingInput:
    """The meeting of a document; minutes found in the open are published ones."""
    is_minutes = parsed.is_minutes
    checked = [checker.checked_on for checker in parsed.checkers if checker.checked_on]
    return MeetingInput(
        body=body,
        starts_at=clock.at(parsed.day, parsed.starts_at or dt.time.min),
        ends_at=_ends_at(parsed),
        has_time=parsed.starts_at is not None,
        state=MeetingState.MINUTES_PUBLISHED if is_minutes else MeetingState.AGENDA_PUBLISHED,
        kind=MeetingKind.ELECTRONIC if _is_electronic(parsed.place) else MeetingKind.ORDINARY,
        origin=Meeting.Origin.HARVESTED,
        items=tuple(_item_input(item, position) for position, item in enumerate(parsed.items, start=1)),
        number=parsed.number,
        year=parsed.year,
        place=parsed.place,
        minutes_checked_on=max(checked, default=None) if is_minutes else None,
        displayed_on=parsed.displayed_on if is_minutes else None,
        # An agenda names those who are called, not those who came.
        attendance=_attendance(parsed) if is_minutes else (),
        checkers=tuple(CheckerInput(checker.name, checker.checked_on) for checker in parsed.checkers),
        is_partial=parsed.is_single_item,
    )


def _ends_at(parsed: ParsedMeeting) -> dt.datetime | None:
    if parsed.starts_at is None or parsed.ends_at is None:
        return None
    # A meeting that ends at an earlier hour than it began ended after midnight.
    day = parsed.day if parsed.ends_at >= parsed.starts_at else parsed.day + clock.ONE_DAY
    return clock.at(day, parsed.ends_at)


def _is_electronic(place: str) -> bool:
    return "sähköinen päätöksenteko" in place.lower()


def _attendance(parsed: ParsedMeeting) -> tuple[AttendanceInput, ...]:
    return tuple(
        AttendanceInput(person.name, person.role, person.title, person.arrived_at, person.left_at, person.note)
        for person in parsed.attendance
    )


def _item_input(item: ParsedItem, position: int) -> ItemInput:
    return ItemInput(
        position=position,
        title=item.title,
        section_number=item.section_number,
        case_number=item.case_number,
        presenter=item.presenter,
        preparers=item.preparers,
        outcome=item.outcome,
        outcome_detail=item.outcome_detail,
        parts=tuple(_part_input(part) for part in item.parts),
        attachments=tuple(
            AttachmentInput(
                attachment.kind,
                attachment.title,
                attachment.number,
                is_withheld=attachment.is_withheld,
                secrecy_ground=attachment.secrecy_ground,
            )
            for attachment in item.attachments
        ),
        remedies=tuple(
            RemedyInput(remedy.remedy, remedy.provision)
            for remedy in item.remedies
            # A ban that names no provision is not one to be told (KuntaL 141 §).
            if remedy.remedy != Remedy.BAN or remedy.provision
        ),
        is_supplementary=item.is_supplementary,
        is_withheld=item.is_withheld,
        secrecy_ground=item.secrecy_ground,
    )


def _part_input(part: ParsedPart) -> PartInput:
    return PartInput(part.kind, from_markdown(part.markdown), part.heading, part.author, part.is_amended)
