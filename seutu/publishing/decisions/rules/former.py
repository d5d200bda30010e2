"""How published minutes read before a correction, as far as it may be shown now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from seutu.publishing.decisions.models import (
    AgendaItem,
    AttachmentKind,
    AttendanceChangeKind,
    AttendanceRole,
    ChoiceKind,
    FormerVersion,
    MeetingCorrection,
    MeetingKind,
    Outcome,
    PartKind,
    VoteProcedure,
)
from seutu.publishing.decisions.rules.projection import show_item, show_meeting_correction
from seutu.publishing.decisions.rules.shown import (
    ShownAttachment,
    ShownAttendance,
    ShownAttendanceChange,
    ShownChoice,
    ShownFormerMeeting,
    ShownItem,
    ShownMeeting,
    ShownPart,
    ShownVote,
)
from seutu.shared.core import clock


def show_former(former: FormerVersion, item: AgendaItem, meeting: ShownMeeting) -> ShownItem | None:
    """How ``item`` read before a correction, or None: what may not be shown of the item now was never shown better.

    Only its text is of that time. Files are named and not handed out: the item's own page has those in force.
    """
    if item.is_withheld or not meeting.has_minutes:
        return None
    shown = show_item(item, meeting)
    return replace(
        shown,
        section_number=former.section_number,
        title=former.title,
        presenter=former.presenter,
        preparers=former.preparers,
        outcome=Outcome(former.outcome) if former.outcome else None,
        outcome_detail=former.outcome_detail,
        parts=tuple(_former_part(part) for part in former.parts),
        attachments=tuple(_former_attachment(attachment) for attachment in former.attachments),
        votes=tuple(_former_votes(former, item)),
    )


def _former_votes(former: FormerVersion, item: AgendaItem) -> Iterable[ShownVote]:
    # A vote that was written down with names may have turned out to have been by closed ballot.
    has_ballot = any(event.procedure == VoteProcedure.BALLOT for event in item.votes.all())
    for vote in former.votes:
        has_names = not has_ballot and vote["procedure"] != VoteProcedure.BALLOT
        choices = tuple(_former_choice(choice, has_names=has_names) for choice in vote["choices"])
        yield ShownVote(vote["title"], VoteProcedure(vote["procedure"]), vote["note"], choices)


def _former_choice(choice: dict[str, Any], *, has_names: bool) -> ShownChoice:
    return ShownChoice(
        kind=ChoiceKind(choice["kind"]),
        label=choice["label"],
        proposal=choice["proposal"],
        count=choice["count"],
        is_winner=choice["is_winner"],
        names=tuple((name, group) for name, group in choice["names"]) if has_names else (),
    )


def _former_part(part: dict[str, Any]) -> ShownPart:
    return ShownPart(
        PartKind(part["kind"]), part["heading"], part["author"], part["is_amended"], part["html"], part["language"]
    )


def _former_attachment(attachment: dict[str, Any]) -> ShownAttachment:
    return ShownAttachment(
        position=attachment["position"],
        kind=AttachmentKind(attachment["kind"]),
        number=attachment["number"],
        title=attachment["title"],
        is_withheld=False,
        is_unpublished=False,
        secrecy_ground="",
        file=None,
        url="",
    )


def show_former_meeting(
    row: MeetingCorrection, items: Iterable[AgendaItem], meeting: ShownMeeting
) -> ShownFormerMeeting | None:
    """What the minutes of ``meeting`` told of it before a correction, or None: unless they are shown now.

    ``items`` are those of the meeting that the reader may see. At a withheld one nothing is told of who came or went.
    """
    if not meeting.has_minutes:
        return None
    correction = show_meeting_correction(row, meeting)
    if row.is_former_removed:
        shown = replace(meeting, place="", ends_at=None, number=None, attendance=(), checkers=(), corrections=())
        return ShownFormerMeeting(shown, correction, is_removed=True)
    shown = _meeting_of(row.former, meeting)
    return ShownFormerMeeting(shown, correction, tuple(_former_changes(row.former, items, shown)))


def _meeting_of(former: dict[str, Any], meeting: ShownMeeting) -> ShownMeeting:
    starts_at = dt.datetime.fromisoformat(former["starts_at"])
    day = clock.day_of(starts_at)
    return replace(
        meeting,
        starts_at=starts_at,
        has_time=former["has_time"],
        ends_at=dt.datetime.fromisoformat(former["ends_at"]) if former["ends_at"] else None,
        day=day,
        year=day.year,
        place=former["place"],
        kind=MeetingKind(former["kind"]),
        number=former["number"],
        language=former["language"],
        attendance=tuple(_former_person(person) for person in former["attendance"]),
        checkers=(),
        corrections=(),
    )


def _former_person(person: dict[str, Any]) -> ShownAttendance:
    return ShownAttendance(
        name=person["name"],
        role=AttendanceRole(person["role"]),
        title=person["title"],
        arrived_at=_time(person["arrived_at"]),
        left_at=_time(person["left_at"]),
        note=person["note"],
        deputises_for=person["deputises_for"],
    )


def _former_changes(
    former: dict[str, Any], items: Iterable[AgendaItem], meeting: ShownMeeting
) -> Iterable[tuple[ShownItem, tuple[ShownAttendanceChange, ...]]]:
    by_position: dict[int, list[ShownAttendanceChange]] = {}
    for each in former["attendance_changes"]:
        name = former["attendance"][each["attendance"] - 1]["name"]
        kind = AttendanceChangeKind(each["kind"])
        change = ShownAttendanceChange(name, kind, _time(each["at"]), each["ground"])
        by_position.setdefault(each["item"], []).append(change)
    for item in items:
        if not item.is_withheld and item.position in by_position:
            yield show_item(item, meeting), tuple(by_position[item.position])


def _time(told: str | None) -> dt.time | None:
    return dt.time.fromisoformat(told) if told else None
