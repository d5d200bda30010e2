"""Writing what happened in a meeting: who was there, how they voted, who checks the minutes and that they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from seutu.publishing.decisions.actions.agenda import void_checks
from seutu.publishing.decisions.actions.holding import UNPUBLISHED_MINUTES, hold_item, hold_meeting, touch
from seutu.publishing.decisions.actions.inputs import (
    AttendanceChangeInput,
    AttendanceInput,
    CheckerInput,
    VoteInput,
)
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import (
    AgendaItem,
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    Checker,
    Meeting,
    MeetingState,
    Vote,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock


class DisqualifiedWithoutGround(Exception):
    """Who was disqualified, the minutes must say why (HL 434/2003 28 §)."""


class NotOfThisMeeting(Exception):
    """An attendance or an item that is named does not belong to the meeting."""


class CountsDiffer(Exception):
    """Names were called, and there are not as many names as votes; ``label`` says for which choice."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class BallotNamesVoters(Exception):
    """A closed ballot never tells who voted how."""


class NothingToVoteOn(Exception):
    """A vote is between two choices at least, and at most one of them carries."""


class NotHeldYet(Exception):
    """The meeting has not begun, so there is nothing yet of which minutes could be checked."""


@transaction.atomic
def record_attendance(
    meeting: Meeting,
    people: Sequence[AttendanceInput],
    changes: Sequence[AttendanceChangeInput] = (),
    *,
    revision: int | None = None,
    by: Actor,
) -> None:
    """Write who was there, in the order of the minutes, and what changed from item to item.

    In ``changes`` a person is named by the place in ``people`` (from 1), an item by its position.

    :raises DisqualifiedWithoutGround: a disqualification comes without its ground.
    :raises NotOfThisMeeting: a change names a person or an item that there is not.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not being written.
    """
    row = hold_meeting(meeting, states=UNPUBLISHED_MINUTES, revision=revision)
    write_attendance(row, people, changes)
    touch(row)
    row.save()
    void_checks(row, by=by)
    record("meeting.attendance_recorded", target=row, by=by, details={"people": len(people)})


def write_attendance(
    row: Meeting, people: Sequence[AttendanceInput], changes: Sequence[AttendanceChangeInput] = ()
) -> None:
    """Replace the attendance of a meeting; the caller holds it.

    :raises DisqualifiedWithoutGround: a disqualification comes without its ground.
    :raises NotOfThisMeeting: a change names a person or an item that there is not.
    """
    row.attendances.all().delete()
    written = Attendance.objects.bulk_create(
        Attendance(
            meeting=row,
            position=position,
            name=one_line(person.name, 200),
            role=person.role,
            title=one_line(person.title, 200),
            arrived_at=person.arrived_at,
            left_at=person.left_at,
            note=one_line(person.note, 400),
            deputises_for=one_line(person.deputises_for, 200),
        )
        for position, person in enumerate(people, start=1)
    )
    items = dict(row.items.values_list("position", "pk"))
    AttendanceChange.objects.bulk_create(_change(change, written, items) for change in changes)


def _change(change: AttendanceChangeInput, people: list[Attendance], items: dict[int, int]) -> AttendanceChange:
    if not 1 <= change.attendance <= len(people) or change.item not in items:
        raise NotOfThisMeeting
    ground = one_line(change.ground, 300)
    if change.kind == AttendanceChangeKind.DISQUALIFIED and not ground:
        raise DisqualifiedWithoutGround
    return AttendanceChange(
        attendance=people[change.attendance - 1],
        item_id=items[change.item],
        kind=change.kind,
        at=change.at,
        ground=ground,
    )


@transaction.atomic
def record_votes(item: AgendaItem, votes: Sequence[VoteInput], *, revision: int | None = None, by: Actor) -> None:
    """Write the votes on an item, one after another, in the place of those written before.

    :raises CountsDiffer: names were called, and their number is not that of the votes.
    :raises BallotNamesVoters: a closed ballot comes with names.
    :raises NothingToVoteOn: a vote has fewer than two choices, or two that carry.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not being written.
    """
    row = hold_item(item, states=UNPUBLISHED_MINUTES, revision=revision)
    write_votes(row, votes)
    touch(row)
    row.save()
    void_checks(row.meeting, by=by)
    record(
        "item.votes_recorded",
        target=row,
        by=by,
        organization_id=row.meeting.organization_id,
        details={"votes": len(votes)},
    )


def write_votes(row: AgendaItem, votes: Sequence[VoteInput]) -> None:
    """Replace the votes on an item; the caller holds it.

    :raises CountsDiffer: names were called, and their number is not that of the votes.
    :raises BallotNamesVoters: a closed ballot comes with names.
    :raises NothingToVoteOn: a vote has fewer than two choices, or two that carry.
    """
    for vote in votes:
        _refuse_vote(vote)
    row.votes.all().delete()
    for position, vote in enumerate(votes, start=1):
        _write_vote(row, position, vote)


def _refuse_vote(vote: VoteInput) -> None:
    if len(vote.choices) < 2 or sum(choice.is_winner for choice in vote.choices) > 1:
        raise NothingToVoteOn
    for choice in vote.choices:
        if choice.names and vote.procedure == VoteProcedure.BALLOT:
            raise BallotNamesVoters
        if choice.names and len(choice.names) != choice.count:
            raise CountsDiffer(choice.label or str(choice.kind))


def _write_vote(item: AgendaItem, position: int, vote: VoteInput) -> None:
    event = VoteEvent.objects.create(
        item=item,
        position=position,
        title=one_line(vote.title, 500),
        procedure=vote.procedure,
        note=one_line(vote.note, 400),
    )
    for place, choice in enumerate(vote.choices, start=1):
        written = VoteChoice.objects.create(
            event=event,
            position=place,
            kind=choice.kind,
            label=one_line(choice.label, 60),
            proposal=one_line(choice.proposal, 500),
            count=choice.count,
            is_winner=choice.is_winner,
        )
        Vote.objects.bulk_create(
            Vote(choice=written, position=number, name=one_line(name, 200), group=one_line(group, 100))
            for number, (name, group) in enumerate(choice.names, start=1)
        )


@transaction.atomic
def name_checkers(meeting: Meeting, checkers: Sequence[CheckerInput], *, by: Actor) -> list[Checker]:
    """Write who checks the minutes: the chair and the checkers chosen. Who is named again keeps their check.

    :raises WrongState: the minutes are out.
    """
    row = hold_meeting(meeting, states=[*UNPUBLISHED_MINUTES, MeetingState.AGENDA_PUBLISHED])
    known = {(checker.name, checker.role): checker for checker in row.checkers.all()}
    wanted = [(one_line(given.name, 200), str(given.role)) for given in checkers]
    row.checkers.exclude(pk__in=[known[key].pk for key in wanted if key in known]).delete()
    # Past each other first: two may change places.
    for place, checker in enumerate(row.checkers.order_by("position"), start=1):
        Checker.objects.filter(pk=checker.pk).update(position=10_000 + place)
    kept = []
    for position, (name, role) in enumerate(wanted, start=1):
        checker = known.get((name, role)) or Checker(meeting=row, name=name, role=role)
        checker.position = position
        checker.save()
        kept.append(checker)
    _note_whether_checked(row)
    record("meeting.checkers_named", target=row, by=by, details={"checkers": len(kept)})
    return kept


@transaction.atomic
def check_minutes(checker: Checker, *, on: dt.date | None = None, by: Actor) -> Meeting:
    """Write that a checker has checked the minutes, today or ``on`` a day; the last one makes them checked.

    A second time changes nothing.

    :raises NotHeldYet: the meeting has not begun.
    :raises WrongState: the minutes are not being written, or are out.
    """
    row = hold_meeting(Meeting(pk=checker.meeting_id), states=UNPUBLISHED_MINUTES)
    if row.starts_at > clock.now():
        raise NotHeldYet
    if row.checkers.filter(pk=checker.pk, checked_on__isnull=True).update(checked_on=on or clock.today()):
        record("meeting.checked", target=row, by=by, details={"checker": checker.pk})
        _note_whether_checked(row)
    return row


@transaction.atomic
def uncheck_minutes(meeting: Meeting, *, by: Actor) -> Meeting:
    """Take back every check: the minutes were sent back, or have changed.

    :raises WrongState: the minutes are not being written, or are out.
    """
    row = hold_meeting(meeting, states=UNPUBLISHED_MINUTES)
    void_checks(row, by=by)
    return row


def _note_whether_checked(meeting: Meeting) -> None:
    if meeting.state not in UNPUBLISHED_MINUTES:
        return
    days = list(meeting.checkers.values_list("checked_on", flat=True))
    is_checked = bool(days) and None not in days
    meeting.state = MeetingState.MINUTES_CHECKED if is_checked else MeetingState.MINUTES_DRAFTED
    meeting.minutes_checked_on = max(day for day in days if day) if is_checked else None
    meeting.save(update_fields=["state", "minutes_checked_on", "updated_at"])
