"""From the stored record to what may be shown of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttachmentKind,
    AttendanceChangeKind,
    AttendanceRole,
    CheckerRole,
    ChoiceKind,
    Correction,
    CorrectionKind,
    ItemPart,
    Meeting,
    MeetingCorrection,
    MeetingKind,
    MeetingState,
    Outcome,
    PartKind,
    Remedy,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.models.kinds import AGENDA_PARTS
from seutu.publishing.decisions.rules.reader import Reader
from seutu.publishing.decisions.rules.remedy_clock import remedy_clock
from seutu.publishing.decisions.rules.shown import (
    ShownAttachment,
    ShownAttendance,
    ShownAttendanceChange,
    ShownChecker,
    ShownChoice,
    ShownCorrection,
    ShownItem,
    ShownMeeting,
    ShownPart,
    ShownRemedy,
    ShownVote,
    Stage,
)
from seutu.shared.core import clock

WRITTEN = frozenset({MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED, MeetingState.MINUTES_PUBLISHED})


def public_stage(meeting: Meeting, reader: Reader) -> Stage | None:
    """What of ``meeting`` anyone may see at the reader's instant; notes when that will change."""
    if meeting.state == MeetingState.DRAFT:
        return None
    if meeting.minutes_published_at is not None:
        if meeting.minutes_published_at <= reader.at:
            return Stage.MINUTES
        clock.note_boundary(meeting.minutes_published_at)
    if meeting.agenda_published_at is not None:
        if meeting.agenda_published_at <= reader.at:
            return Stage.AGENDA
        clock.note_boundary(meeting.agenda_published_at)
    return None


def show_meeting(meeting: Meeting, reader: Reader, *, with_people: bool = False) -> ShownMeeting | None:
    """``meeting`` as ``reader`` may see it, or None.

    ``with_people`` reads the rows of attendance, checkers and corrections: give it for one meeting, not for a list.
    """
    public = public_stage(meeting, reader)
    stage = public
    if meeting.organization_id in reader.prepares:
        stage = Stage.MINUTES if meeting.state in WRITTEN else Stage.AGENDA
    if stage is None:
        return None
    has_people = with_people and stage is Stage.MINUTES
    has_minutes = stage is Stage.MINUTES
    return ShownMeeting(
        pk=meeting.pk,
        public_id=meeting.public_id,
        organization=meeting.organization,
        body=meeting.body,
        stage=stage,
        is_public=public is stage,
        is_prepared=meeting.organization_id in reader.prepares,
        read_at=reader.at,
        kind=MeetingKind(meeting.kind),
        number=meeting.number,
        year=meeting.year,
        starts_at=meeting.starts_at,
        has_time=meeting.has_time,
        ends_at=meeting.ends_at if has_minutes else None,
        day=meeting.day,
        place=meeting.place,
        language=meeting.language,
        minutes_checked_on=meeting.minutes_checked_on if has_minutes else None,
        displayed_on=meeting.displayed_on if has_minutes else None,
        published_at=meeting.minutes_published_at if has_minutes else meeting.agenda_published_at,
        updated_at=meeting.updated_at,
        revision=meeting.revision,
        video_url=meeting.video_url,
        attendance=tuple(_attendance(meeting)) if has_people else (),
        checkers=tuple(_checkers(meeting)) if has_people else (),
        corrections=tuple(show_meeting_correction(row, meeting) for row in meeting.corrections.all())
        if has_people
        else (),
    )


def show_meeting_correction(row: MeetingCorrection, meeting: Meeting | ShownMeeting) -> ShownCorrection:
    """A correction of a meeting whose minutes are shown."""
    address = [meeting.organization.slug, meeting.public_id, row.number]
    return _correction(row, reverse("decisions:former_meeting", args=address))


def _correction(row: Correction | MeetingCorrection, url: str) -> ShownCorrection:
    return ShownCorrection(row.number, CorrectionKind(row.kind), row.reason, row.corrected_at, url)


def _attendance(meeting: Meeting) -> Iterable[ShownAttendance]:
    for row in meeting.attendances.all():
        yield ShownAttendance(
            row.name, AttendanceRole(row.role), row.title, row.arrived_at, row.left_at, row.note, row.deputises_for
        )


def _checkers(meeting: Meeting) -> Iterable[ShownChecker]:
    for row in meeting.checkers.all():
        yield ShownChecker(row.name, row.checked_on, CheckerRole(row.role))


def show_item(
    item: AgendaItem,
    meeting: ShownMeeting,
    *,
    with_text: bool = False,
    with_events: bool = True,
    with_remedies: bool = True,
) -> ShownItem:
    """``item`` of a meeting that is shown as ``meeting``.

    Of a withheld item only its public title, its ground, its day and its body are shown; before the minutes are out
    only what the agenda holds. ``with_text`` reads parts, attachments, remedies (whose clock changes each day) and,
    unless ``with_events`` says that there are none, votes, corrections and changes of attendance: give it for one
    item, not for a list.
    """
    is_open = not item.is_withheld
    has_minutes = meeting.has_minutes
    has_text = with_text and is_open
    has_record = has_text and has_minutes and with_events
    return ShownItem(
        pk=item.pk,
        meeting=meeting,
        position=item.position,
        section_number=item.section_number,
        title=item.title,
        language=item.language,
        case_number=item.case.number if item.case else "",
        case_slug=item.case.slug if item.case else "",
        presenter=item.presenter if is_open else "",
        preparers=item.preparers if is_open else "",
        outcome=Outcome(item.outcome) if item.outcome and has_minutes and is_open else None,
        outcome_detail=item.outcome_detail if has_minutes and is_open else "",
        is_supplementary=item.is_supplementary,
        is_withheld=item.is_withheld,
        secrecy_ground=item.secrecy_ground,
        updated_at=max(item.updated_at, meeting.updated_at),
        parts=tuple(_part(p) for p in item.parts.all() if _is_shown(p, meeting)) if has_text else (),
        attachments=tuple(show_attachment(a, item, meeting) for a in item.attachments.all()) if has_text else (),
        remedies=tuple(_remedies(item, meeting)) if with_text and with_remedies and has_minutes else (),
        votes=tuple(_vote(vote) for vote in item.votes.all()) if has_record else (),
        attendance_changes=tuple(_attendance_changes(item)) if has_record else (),
        corrections=tuple(_corrections(item, meeting)) if has_record else (),
        video_seconds=item.video_seconds if has_minutes and is_open else None,
    )


def _remedies(item: AgendaItem, meeting: ShownMeeting) -> Iterable[ShownRemedy]:
    for row in item.remedies.all():
        remedy = Remedy(row.remedy)
        yield ShownRemedy(remedy, row.provision, remedy_clock(remedy, meeting.displayed_on, at=meeting.read_at))


def _vote(event: VoteEvent) -> ShownVote:
    choices = tuple(
        ShownChoice(
            kind=ChoiceKind(choice.kind),
            label=choice.label,
            proposal=choice.proposal,
            count=choice.count,
            is_winner=choice.is_winner,
            names=tuple((vote.name, vote.group) for vote in choice.votes.all()),
        )
        for choice in event.choices.all()
    )
    return ShownVote(event.title, VoteProcedure(event.procedure), event.note, choices)


def _attendance_changes(item: AgendaItem) -> Iterable[ShownAttendanceChange]:
    for change in item.attendance_changes.all():
        yield ShownAttendanceChange(change.attendance.name, AttendanceChangeKind(change.kind), change.at, change.ground)


def _corrections(item: AgendaItem, meeting: ShownMeeting) -> Iterable[ShownCorrection]:
    for row in item.corrections.all():
        address = [meeting.organization.slug, meeting.public_id, item.position, row.number]
        yield _correction(row, reverse("decisions:former_version", args=address))


def _is_shown(part: ItemPart, meeting: ShownMeeting) -> bool:
    return meeting.has_minutes or (part.kind in AGENDA_PARTS and not part.is_amended)


def _part(part: ItemPart) -> ShownPart:
    return ShownPart(PartKind(part.kind), part.heading, part.author, part.is_amended, part.html, part.language)


def show_attachment(attachment: Attachment, item: AgendaItem, meeting: ShownMeeting) -> ShownAttachment:
    """``attachment`` of an item that is not withheld; a withheld or unpublished file is only mentioned."""
    has_file = not (attachment.is_withheld or attachment.is_unpublished)
    file = attachment.file if has_file else None
    return ShownAttachment(
        position=attachment.position,
        kind=AttachmentKind(attachment.kind),
        number=attachment.number,
        title=attachment.title,
        is_withheld=attachment.is_withheld,
        is_unpublished=attachment.is_unpublished,
        secrecy_ground=attachment.secrecy_ground,
        file=file,
        url=(
            reverse(
                "decisions:attachment",
                args=[meeting.organization.slug, meeting.public_id, item.position, attachment.position],
            )
            if file
            else ""
        ),
    )
