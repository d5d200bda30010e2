"""Questions about the checking of minutes: who has, who is waited for, what they are shown."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from seutu.publishing.decisions import queries as decisions
from seutu.publishing.decisions.models import Checker, Meeting, MeetingState
from seutu.publishing.decisions.rules import (
    Reader,
    ShownAttachment,
    ShownAttendance,
    ShownItem,
    ShownMeeting,
    ShownVote,
    show_meeting,
)
from seutu.publishing.desk.models import Answer, CheckInvitation, PaperCheck
from seutu.shared.core import clock
from seutu.shared.messages.models import State as MessageState

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Stand(enum.Enum):
    """Where one checker stands."""

    NOT_ASKED = "not_asked"
    SENT = "sent"
    OPENED = "opened"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    RETURNED = "returned"
    CHANGED = "changed"
    CHECKED = "checked"


WAITED_FOR = frozenset({Stand.SENT, Stand.OPENED})


@dataclass(frozen=True)
class Standing:
    """One checker: where they stand, and the invitation or the paper that says so."""

    checker: Checker
    stand: Stand
    invitation: CheckInvitation | None = None
    paper: PaperCheck | None = None

    @property
    def is_checked(self) -> bool:
        return self.stand is Stand.CHECKED

    @property
    def is_waited_for(self) -> bool:
        return self.stand in WAITED_FOR

    @property
    def needs_link(self) -> bool:
        """Whether nothing comes from this checker before somebody acts."""
        return not (self.is_checked or self.is_waited_for)


@dataclass(frozen=True)
class Checking:
    """The checking of the minutes of a meeting."""

    meeting: Meeting
    standings: tuple[Standing, ...]

    @property
    def missing(self) -> list[str]:
        return [standing.checker.name for standing in self.standings if not standing.is_checked]

    @property
    def is_complete(self) -> bool:
        return bool(self.standings) and not self.missing

    @property
    def is_open(self) -> bool:
        """Whether the minutes are written and not out: then they can be checked."""
        return self.meeting.state in {MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED}


@dataclass(frozen=True)
class Minutes:
    """The minutes as a checker reads them, and the hash of what they hold."""

    meeting: ShownMeeting
    items: Sequence[ShownItem]
    content_hash: str


def minutes_of(meeting: Meeting) -> Minutes:
    """The minutes of ``meeting`` as whoever prepares them sees them; nothing of it before they are written."""
    shown = show_meeting(meeting, reader_of(meeting), with_people=True)
    if shown is None or not shown.has_minutes:
        raise ValueError("the minutes are not written yet")
    items = decisions.items_with_text(shown)
    return Minutes(shown, items, _hash(shown, items))


def reader_of(meeting: Meeting) -> Reader:
    """A checker reads what is prepared, of the one meeting that their link names."""
    return Reader(prepares=frozenset({meeting.organization_id}))


def _hash(meeting: ShownMeeting, items: Iterable[ShownItem]) -> str:
    """What those who checked the minutes have answered for; neither who checks them nor when they were saved."""
    content = [
        [meeting.body.pk, meeting.kind, meeting.number, meeting.starts_at.astimezone(dt.UTC), meeting.ends_at],
        [meeting.place, meeting.language],
        [_content_of_person(person) for person in meeting.attendance],
        [_content_of(item) for item in items],
    ]
    written = json.dumps(content, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest()


def _content_of(item: ShownItem) -> list[Any]:
    return [
        [item.position, item.section_number, item.title, item.language, item.case_number],
        [item.presenter, item.preparers, item.outcome, item.outcome_detail, item.is_withheld, item.secrecy_ground],
        [[part.kind, part.heading, part.author, part.is_amended, part.html, part.language] for part in item.parts],
        [_content_of_attachment(attachment) for attachment in item.attachments],
        [[each.remedy, each.provision] for each in item.remedies],
        [_content_of_vote(vote) for vote in item.votes],
        [[change.name, change.kind, change.at, change.ground] for change in item.attendance_changes],
    ]


def _content_of_person(person: ShownAttendance) -> list[Any]:
    presence = [person.arrived_at, person.left_at, person.note, person.deputises_for]
    return [person.name, person.role, person.title, presence]


def _content_of_attachment(attachment: ShownAttachment) -> list[Any]:
    secrecy = [attachment.is_withheld, attachment.is_unpublished, attachment.secrecy_ground]
    content = attachment.file.sha256 if attachment.file else ""
    return [attachment.position, attachment.kind, attachment.number, attachment.title, secrecy, content]


def _content_of_vote(vote: ShownVote) -> list[Any]:
    choices = [[each.kind, each.label, each.proposal, each.count, each.is_winner, each.names] for each in vote.choices]
    return [vote.title, vote.procedure, vote.note, choices]


def checking_of(meeting: Meeting) -> Checking:
    """Who checks the minutes of ``meeting``, and where each of them stands now."""
    checkers = list(checkers_of(meeting))
    is_written = meeting.state in {
        MeetingState.MINUTES_DRAFTED,
        MeetingState.MINUTES_CHECKED,
        MeetingState.MINUTES_PUBLISHED,
    }
    current = minutes_of(meeting).content_hash if checkers and is_written else ""
    if meeting.state == MeetingState.MINUTES_PUBLISHED:
        # They are closed: a correction afterwards is made openly, and is not checked.
        current = ""
    return Checking(meeting, tuple(_standing(checker, current) for checker in checkers))


def checkers_of(meeting: Meeting) -> QuerySet[Checker]:
    """The checkers of ``meeting`` in their order, with what is known of each."""
    rows = Checker.objects.filter(meeting=meeting).select_related("invitation__message", "paper_check")
    return rows.order_by("position")


def _standing(checker: Checker, current: str) -> Standing:
    invitation: CheckInvitation | None = getattr(checker, "invitation", None)
    paper: PaperCheck | None = getattr(checker, "paper_check", None)
    answered = paper.content_hash if paper else invitation.answered_hash if invitation else ""
    if checker.checked_on:
        is_same = not (current and answered) or answered == current
        return Standing(checker, Stand.CHECKED if is_same else Stand.CHANGED, invitation, paper)
    if invitation and not invitation.is_answered:
        return Standing(checker, _stand_of_link(invitation), invitation)
    if invitation and invitation.answer == Answer.RETURNED:
        return Standing(checker, Stand.RETURNED, invitation)
    return Standing(checker, Stand.CHANGED if answered else Stand.NOT_ASKED, invitation, paper)


def _stand_of_link(invitation: CheckInvitation) -> Stand:
    if invitation.expires_at <= clock.now():
        return Stand.EXPIRED
    if invitation.opened_at:
        return Stand.OPENED
    is_lost = invitation.message is not None and invitation.message.state == MessageState.FAILED
    return Stand.UNDELIVERED if is_lost else Stand.SENT


def has_changed(meeting: Meeting) -> bool:
    """Whether the minutes have changed since somebody who stands as having checked them did so."""
    return any(standing.stand is Stand.CHANGED and standing.checker.checked_on for standing in _standings(meeting))


def _standings(meeting: Meeting) -> tuple[Standing, ...]:
    return checking_of(meeting).standings


def hash_of_token(token: str) -> str:
    """What is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_by(token: str) -> CheckInvitation | None:
    """The invitation whose link ends in ``token`` and still leads somewhere, or None; why is nobody's business."""
    if not TOKEN.fullmatch(token):
        return None
    rows = CheckInvitation.objects.select_related(
        "checker__meeting__organization", "checker__meeting__body__organization"
    )
    return rows.filter(token_hash=hash_of_token(token), expires_at__gt=clock.now()).first()


def known_addresses(meeting: Meeting, names: Iterable[str]) -> dict[str, CheckInvitation]:
    """The latest invitation in the same organization to each of ``names``: to spare the clerk the typing."""
    rows = CheckInvitation.objects.filter(
        checker__meeting__organization_id=meeting.organization_id, checker__name__in=list(names)
    )
    found = rows.exclude(email="").select_related("checker").order_by("sent_at")
    return {row.checker.name: row for row in found}


def to_remind(*, before: dt.datetime, at_most: int) -> list[CheckInvitation]:
    """The invitations not answered, last sent or reminded of before an instant, and reminded of fewer times."""
    waiting = CheckInvitation.objects.filter(answer="", checker__checked_on__isnull=True, reminders__lt=at_most)
    rows = waiting.filter(checker__meeting__state=MeetingState.MINUTES_DRAFTED).exclude(email="")
    spoken = rows.annotate(last_spoken_at=Coalesce(F("reminded_at"), F("sent_at")))
    return list(spoken.filter(Q(last_spoken_at__lte=before)).select_related("checker").order_by("pk"))
