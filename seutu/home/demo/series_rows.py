"""Writing the demo's two years into the public record, all rows of a kind at once: a start may not take long."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seutu.home.demo.attendance import checkers_of, late_in, present_in
from seutu.home.demo.calendar import Table, fill, filler
from seutu.home.demo.handling import Writer, Written
from seutu.home.demo.region import BY, demo_file
from seutu.home.demo.series import Handling, SeriesMeeting, plan_series
from seutu.publishing.decisions.actions import ItemInput, PartInput, RemedyInput, VoteInput
from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    Case,
    Checker,
    ItemPart,
    ItemRemedy,
    Meeting,
    MeetingState,
    Vote,
    VoteChoice,
    VoteEvent,
)
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.core.slugs import case_slug
from seutu.shared.law.days import next_working_day
from seutu.shared.organizations.models import Body, Organization

AGENDA_DAYS, CHECKED_DAYS, DISPLAYED_DAYS = 6, 3, 5
MINUTES_FOR_ITEM = 12
BATCH = 400


@dataclass
class _Rows:
    """What is written, in the order in which it can be."""

    cases: dict[tuple[int, str], Case] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    checkers: list[Checker] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    parts: list[ItemPart] = field(default_factory=list)
    remedies: list[ItemRemedy] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    events: list[VoteEvent] = field(default_factory=list)
    choices: list[VoteChoice] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    changes: list[AttendanceChange] = field(default_factory=list)
    by_handling: dict[Handling, AgendaItem] = field(default_factory=dict)

    def save(self) -> None:
        groups: tuple[Iterable[Any], ...] = (self.cases.values(), self.meetings, self.attendances, self.checkers)
        groups += (self.items, self.parts, self.remedies, self.attachments)
        groups += (self.events, self.choices, self.votes, self.changes)
        for group in groups:
            rows = list(group)
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
        sent_on = [item for handling, item in self.by_handling.items() if self._link(handling, item)]
        AgendaItem.objects.bulk_update(sent_on, ["forwarded_from"], batch_size=BATCH)

    def _link(self, handling: Handling, item: AgendaItem) -> bool:
        """Say where an item came from, when another body sent it on."""
        former = handling.former
        if former is None or former.meeting.body == handling.meeting.body:
            return False
        item.forwarded_from = self.by_handling[former]
        return True


def fill_series(bodies: Mapping[str, Body], *, first_start: dt.date) -> list[Meeting]:
    """Write the meetings of the two years before ``first_start``; none when they are there already."""
    planned = plan_series(bodies, first_start)
    if _is_filled(planned[0]):
        return []
    writer, rows = Writer(bodies), _Rows()
    for meeting in planned:
        _add_meeting(rows, meeting, writer)
    rows.save()
    _leave_trail(rows.meetings)
    return rows.meetings


def _is_filled(first: SeriesMeeting) -> bool:
    starts_at = clock.at(first.day, dt.time.fromisoformat(first.habit["time"]))
    return Meeting.objects.filter(body=first.body, starts_at=starts_at, number=first.number).exists()


def _leave_trail(meetings: list[Meeting]) -> None:
    for organization_id, count in Counter(meeting.organization_id for meeting in meetings).items():
        owner = Organization.objects.get(pk=organization_id)
        record("meetings.filled", target=owner, by=BY, details={"meetings": count}, organization_id=owner.pk)


def _add_meeting(rows: _Rows, planned: SeriesMeeting, writer: Writer) -> None:
    meeting = _meeting(planned)
    rows.meetings.append(meeting)
    attendances = [
        Attendance(meeting=meeting, position=position, **_fields(person))
        for position, person in enumerate(present_in(planned), start=1)
    ]
    rows.attendances += attendances
    checkers = checkers_of(planned, _after(planned.day, CHECKED_DAYS))
    rows.checkers += [
        Checker(meeting=meeting, position=position, **_fields(person)) for position, person in enumerate(checkers, 1)
    ]
    checked_by = [person.name for person in checkers[1:]]
    for position, name in enumerate(("legality", "checkers"), start=1):
        _add_item(rows, meeting, _standing(planned, name, position, checked_by))
    people = {person.name: person for person in attendances}
    for position, handling in enumerate(planned.handlings, start=3):
        written = writer.write(handling, position)
        item = _add_item(rows, meeting, written.item)
        rows.by_handling[handling] = item
        _add_vote(rows, item, written)
        _add_changes(rows, handling, item, people, written)


def _meeting(planned: SeriesMeeting) -> Meeting:
    start = dt.time.fromisoformat(planned.habit["time"])
    starts_at = clock.at(planned.day, start)
    displayed_on = _after(planned.day, DISPLAYED_DAYS)
    is_filmed = planned.habit["role"] == "council"
    town, slug = planned.path.split("/")
    return Meeting(
        organization=planned.body.organization,
        body=planned.body,
        state=MeetingState.MINUTES_PUBLISHED,
        number=planned.number,
        year=planned.day.year,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=35 + MINUTES_FOR_ITEM * len(planned.handlings)),
        place=planned.habit["place"],
        video_url=f"https://video.{town}.example/{slug}/{planned.day.isoformat()}" if is_filmed else "",
        agenda_published_at=clock.at(planned.day - dt.timedelta(days=AGENDA_DAYS), dt.time(12)),
        minutes_checked_on=_after(planned.day, CHECKED_DAYS),
        displayed_on=displayed_on,
        minutes_published_at=clock.start_of(displayed_on),
        revision=1,
    )


def _after(day: dt.date, days: int) -> dt.date:
    """So many days after a meeting, or the first working day after that."""
    return next_working_day(day + dt.timedelta(days=days)).day


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _standing(planned: SeriesMeeting, name: str, position: int, checkers: list[str]) -> ItemInput:
    entry = next(entry for entry in demo_file("region.toml")["standard"] if entry["id"] == name)
    filled: Table = fill(entry, filler({"checkers": checkers}, planned.day, {}))
    return ItemInput(
        position=position,
        title=filled["title"],
        section_number=planned.first_section + position - 1,
        presenter=filled["presenter"],
        outcome=filled["outcome"],
        parts=tuple(
            PartInput(part["kind"], from_markdown(part["text"]), author=part.get("author", ""))
            for part in filled["part"]
        ),
        remedies=tuple(RemedyInput(**remedy) for remedy in filled["remedies"]),
    )


def _add_item(rows: _Rows, meeting: Meeting, given: ItemInput) -> AgendaItem:
    is_filmed = bool(meeting.video_url)
    item = AgendaItem(
        meeting=meeting,
        position=given.position,
        section_number=given.section_number,
        title=given.title,
        case=_case(rows, meeting.organization, given),
        presenter=given.presenter,
        preparers=given.preparers,
        outcome=given.outcome,
        outcome_detail=given.outcome_detail,
        is_withheld=given.is_withheld,
        secrecy_ground=given.secrecy_ground,
        language=given.language,
        video_seconds=45 + (given.position - 1) * MINUTES_FOR_ITEM * 55 if is_filmed else None,
        revision=1,
    )
    rows.items.append(item)
    rows.parts += [ItemPart(item=item, position=place, **_fields(part)) for place, part in enumerate(given.parts, 1)]
    rows.remedies += [ItemRemedy(item=item, **_fields(remedy)) for remedy in given.remedies]
    rows.attachments += [
        Attachment(item=item, position=place, **_fields(attachment))
        for place, attachment in enumerate(given.attachments, 1)
    ]
    return item


def _case(rows: _Rows, owner: Organization, given: ItemInput) -> Case | None:
    if not given.case_number:
        return None
    key = (owner.pk, given.case_number)
    if key not in rows.cases:
        rows.cases[key] = Case(
            organization=owner,
            number=given.case_number,
            slug=case_slug(given.case_number),
            title=given.case_title,
            language=given.language,
        )
    return rows.cases[key]


def _add_vote(rows: _Rows, item: AgendaItem, written: Written) -> None:
    if written.voting is None:
        return
    vote: VoteInput = written.voting.vote
    event = VoteEvent(item=item, position=1, title=vote.title, procedure=vote.procedure, note=vote.note)
    rows.events.append(event)
    for place, given in enumerate(vote.choices, start=1):
        choice = VoteChoice(
            event=event,
            position=place,
            kind=given.kind,
            label=given.label,
            proposal=given.proposal,
            count=given.count,
            is_winner=given.is_winner,
        )
        rows.choices.append(choice)
        rows.votes += [
            Vote(choice=choice, position=number, name=name, group=group)
            for number, (name, group) in enumerate(given.names, start=1)
        ]


def _add_changes(
    rows: _Rows, handling: Handling, item: AgendaItem, people: Mapping[str, Attendance], written: Written
) -> None:
    meeting = handling.meeting
    late = late_in(meeting)
    if late and len(meeting.handlings) > 1 and handling is meeting.handlings[1]:
        at = (
            dt.datetime.combine(meeting.day, dt.time.fromisoformat(meeting.habit["time"])) + dt.timedelta(minutes=22)
        ).time()
        rows.changes.append(
            AttendanceChange(attendance=people[late], item=item, kind=AttendanceChangeKind.ARRIVED, at=at)
        )
    if written.disqualified:
        rows.changes.append(
            AttendanceChange(
                attendance=people[written.disqualified],
                item=item,
                kind=AttendanceChangeKind.DISQUALIFIED,
                ground=handling.matter.kind["disqualified"],
            )
        )
