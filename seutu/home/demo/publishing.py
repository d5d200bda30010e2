"""The public half of the demo region: its meetings, from the data files into the public record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from seutu.home.demo.calendar import Table, fill, filler, meeting_day, step_day
from seutu.home.demo.files import text_file
from seutu.home.demo.people import fill_people, fill_templates
from seutu.home.demo.records import fill_records
from seutu.home.demo.region import BY, demo_file, demo_file_names
from seutu.home.demo.series_rows import fill_series
from seutu.home.demo.touches import touch_meetings
from seutu.publishing.decisions.actions import (
    AttachmentInput,
    AttendanceInput,
    CheckerInput,
    ItemInput,
    MeetingInput,
    PartInput,
    Put,
    RemedyInput,
    put_meeting,
)
from seutu.publishing.decisions.models import AttendanceRole, CheckerRole, Meeting, MeetingState
from seutu.publishing.decisions.models.kinds import AGENDA_PARTS
from seutu.shared.core import clock
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.organizations.models import Body

HELD = frozenset({MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED, MeetingState.MINUTES_PUBLISHED})


def fill_meetings(bodies: Mapping[str, Body], *, first_start: dt.date) -> Iterator[Put]:
    """Put every meeting of the demo, oldest first, and say for each what that did.

    Meetings of the demo's present are placed around ``first_start``. With the same day, a second run changes nothing.
    """
    meetings = demo_meetings()
    day_by_id = {meeting["id"]: meeting_day(meeting, first_start) for meeting in meetings}
    for meeting in sorted(meetings, key=lambda meeting: (day_by_id[meeting["id"]], meeting["id"])):
        day = day_by_id[meeting["id"]]
        filled = fill(meeting, filler(meeting, day, day_by_id))
        yield put_meeting(_meeting_input(filled, bodies[filled["body"]], day, first_start), by=BY)


def fill_history(bodies: Mapping[str, Body], puts: Iterable[Put], *, first_start: dt.date) -> list[Meeting]:
    """Write what surrounds the meetings written by hand (``puts``): two years of others, people, records alone.

    Says which meetings are new. With the same day, a second run changes nothing.
    """
    with_id = {meeting["id"]: meeting for meeting in demo_meetings()}
    days = {name: meeting_day(meeting, first_start) for name, meeting in with_id.items()}
    by_day = {(put.meeting.body_id, put.meeting.day): put.meeting for put in puts}
    touch_meetings({name: by_day[bodies[meeting["body"]].pk, days[name]] for name, meeting in with_id.items()})
    meetings = fill_series(bodies, first_start=first_start)
    fill_records(bodies, first_start=first_start)
    fill_people(bodies, first_start=first_start)
    fill_templates(bodies)
    return meetings


def demo_meetings() -> list[dict[str, Any]]:
    """The meetings as the data files have them, each item completed from the standard item it names."""
    standard = {entry["id"]: entry for entry in demo_file("region.toml")["standard"]}
    return [
        {**meeting, "item": [{**standard.get(item.get("standard", ""), {}), **item} for item in meeting["item"]]}
        for name in demo_file_names()
        for meeting in demo_file(name).get("meeting", ())
    ]


def _meeting_input(meeting: Table, body: Body, day: dt.date, first_start: dt.date) -> MeetingInput:
    agenda_on = step_day(meeting, "agenda", day, first_start)
    checked_on = step_day(meeting, "checked", day, first_start)
    return MeetingInput(
        body=body,
        starts_at=clock.at(day, dt.time.fromisoformat(meeting["time"])),
        ends_at=clock.at(day, dt.time.fromisoformat(meeting["ends"])) if "ends" in meeting else None,
        state=meeting["state"],
        kind=meeting.get("kind", "ordinary"),
        number=meeting["number"],
        place=meeting["place"],
        legacy_id=meeting.get("legacy_id", ""),
        agenda_published_at=clock.start_of(agenda_on) if agenda_on else None,
        minutes_checked_on=checked_on,
        displayed_on=step_day(meeting, "displayed", day, first_start),
        attendance=tuple(_attendance(meeting)) if meeting["state"] in HELD else (),
        checkers=tuple(_checkers(meeting, checked_on)),
        items=tuple(
            _item_input(position, item, is_held=meeting["state"] in HELD)
            for position, item in enumerate(meeting["item"], start=1)
        ),
    )


def _checkers(meeting: Table, checked_on: dt.date | None) -> Iterator[CheckerInput]:
    """The chair and those whom the meeting chose; nobody before the meeting chose them."""
    names = meeting.get("checkers", ())
    if names:
        chair = _roster(meeting["body"], meeting["term"])["chair"]
        yield CheckerInput(chair, checked_on, CheckerRole.CHAIR)
    for name in names:
        yield CheckerInput(name, checked_on)


def _attendance(meeting: Table) -> Iterator[AttendanceInput]:
    roster = _roster(meeting["body"], meeting["term"])
    moves = {move["name"]: move for move in meeting.get("moves", ())}
    for name, role in _seats(roster):
        absent = name in meeting.get("absent", ())
        yield _person({"name": name, "role": AttendanceRole.ABSENT if absent else role, **moves.get(name, {})})
    for deputy in meeting.get("deputies", ()):
        yield _person({"role": AttendanceRole.DEPUTY, **deputy})
    for person in (*roster["officers"], *meeting.get("also", ())):
        yield _person(person)


def _roster(body: str, term: str) -> Table:
    rosters: list[dict[str, Any]] = demo_file("rosters.toml")["roster"]
    return next(roster for roster in rosters if (roster["body"], roster["term"]) == (body, term))


def _seats(roster: Table) -> Iterator[tuple[str, AttendanceRole]]:
    yield roster["chair"], AttendanceRole.CHAIR
    for name in roster["vice_chairs"]:
        yield name, AttendanceRole.VICE_CHAIR
    for name in roster["members"]:
        yield name, AttendanceRole.MEMBER


def _person(entry: Table) -> AttendanceInput:
    return AttendanceInput(
        name=entry["name"],
        role=entry["role"],
        title=entry.get("title", ""),
        arrived_at=dt.time.fromisoformat(entry["arrived"]) if "arrived" in entry else None,
        left_at=dt.time.fromisoformat(entry["left"]) if "left" in entry else None,
        note=entry.get("note", ""),
        deputises_for=entry.get("deputises_for", ""),
    )


def _item_input(position: int, item: Table, *, is_held: bool) -> ItemInput:
    """An item of an agenda has only what stands in an agenda, also when a standard item knows its decision."""
    parts = [part for part in item.get("part", ()) if is_held or part["kind"] in AGENDA_PARTS]
    return ItemInput(
        position=position,
        title=item["title"],
        section_number=item["section"],
        case_number=item.get("case", ""),
        case_title=item.get("case_title", ""),
        presenter=item.get("presenter", ""),
        preparers=item.get("preparers", ""),
        outcome=item.get("outcome", "") if is_held else "",
        outcome_detail=item.get("outcome_detail", ""),
        parts=tuple(_part_input(part) for part in parts),
        attachments=tuple(_attachment_input(attachment) for attachment in item.get("attachment", ())),
        remedies=tuple(RemedyInput(**remedy) for remedy in item["remedies"]),
        is_supplementary=item.get("supplementary", False),
        is_withheld=item.get("withheld", False),
        secrecy_ground=item.get("ground", ""),
        language=item.get("language", "fi"),
    )


def _part_input(part: Table) -> PartInput:
    return PartInput(
        kind=part["kind"],
        html=from_markdown(part["text"]),
        heading=part.get("heading", ""),
        author=part.get("author", ""),
        is_amended=part.get("amended", False),
    )


def _attachment_input(attachment: Table) -> AttachmentInput:
    has_file = "text" in attachment
    return AttachmentInput(
        kind=attachment["kind"],
        title=attachment["title"],
        number=attachment.get("number"),
        file=text_file(attachment["text"], name=attachment["file"]) if has_file else None,
        is_unpublished=attachment.get("unpublished", False),
        is_withheld=attachment.get("withheld", False),
        secrecy_ground=attachment.get("ground", ""),
    )
