"""What readers get: the public record as it may be shown, with nothing behind it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from seutu.publishing.decisions.models import (
    AttachmentKind,
    AttendanceChangeKind,
    AttendanceRole,
    CheckerRole,
    ChoiceKind,
    CorrectionKind,
    MeetingKind,
    Outcome,
    PartKind,
    Remedy,
    VoteProcedure,
)
from seutu.publishing.decisions.rules.remedy_clock import ClockState, RemedyClock
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body, Organization

if TYPE_CHECKING:
    from seutu.publishing.decisions.rules.shown_records import ShownOfficerDecision


class Stage(enum.Enum):
    """What of a meeting is shown."""

    AGENDA = "agenda"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class ShownAttendance:
    name: str
    role: AttendanceRole
    title: str
    arrived_at: dt.time | None
    left_at: dt.time | None
    note: str
    deputises_for: str = ""


@dataclass(frozen=True, slots=True)
class ShownChecker:
    name: str
    checked_on: dt.date | None
    role: CheckerRole = CheckerRole.CHECKER


@dataclass(frozen=True, slots=True)
class ShownAttendanceChange:
    """Somebody came or went before an item was handled, or was disqualified and absent from it."""

    name: str
    kind: AttendanceChangeKind
    at: dt.time | None
    ground: str


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """What could be chosen in a vote; ``names`` are pairs of a person and a group, where names were called."""

    kind: ChoiceKind
    label: str
    proposal: str
    count: int
    is_winner: bool
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A vote (äänestys) with its choices in the order of the record."""

    title: str
    procedure: VoteProcedure
    note: str
    choices: tuple[ShownChoice, ...]

    @property
    def winner(self) -> ShownChoice | None:
        """The choice that carried, or None when the record does not tell."""
        return next((choice for choice in self.choices if choice.is_winner), None)

    @property
    def total(self) -> int:
        return sum(choice.count for choice in self.choices)


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """A correction after publication; ``url`` leads to how the item, or the meeting, read before it."""

    number: int
    kind: CorrectionKind
    reason: str
    corrected_at: dt.datetime
    url: str


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as it was to be seen at ``read_at``.

    ``is_public`` is false when the reader sees it only because they prepare it; ``is_prepared`` says whether they do.
    """

    pk: int
    public_id: int
    organization: Organization
    body: Body
    stage: Stage
    is_public: bool
    is_prepared: bool
    read_at: dt.datetime
    kind: MeetingKind
    number: int | None
    year: int
    starts_at: dt.datetime
    has_time: bool
    ends_at: dt.datetime | None
    day: dt.date
    place: str
    language: str
    minutes_checked_on: dt.date | None
    displayed_on: dt.date | None
    published_at: dt.datetime | None
    updated_at: dt.datetime
    revision: int = 0
    video_url: str = ""
    attendance: tuple[ShownAttendance, ...] = ()
    checkers: tuple[ShownChecker, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()

    @property
    def has_minutes(self) -> bool:
        return self.stage is Stage.MINUTES

    @property
    def url(self) -> str:
        """The permanent address, in the language of the page that asks."""
        return reverse("decisions:meeting", args=[self.organization.slug, self.public_id])


@dataclass(frozen=True, slots=True)
class ShownPart:
    kind: PartKind
    heading: str
    author: str
    is_amended: bool
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownRemedy:
    remedy: Remedy
    provision: str
    clock: RemedyClock


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """An attachment; ``file`` is None when it is withheld, not published online, or only mentioned."""

    position: int
    kind: AttachmentKind
    number: int | None
    title: str
    is_withheld: bool
    is_unpublished: bool
    secrecy_ground: str
    file: StoredFile | None
    url: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of a meeting. In lists everything from ``parts`` on is empty.

    ``came_from`` and ``went_to`` are its handlings in another body, as the reader may see them.
    """

    pk: int
    meeting: ShownMeeting
    position: int
    section_number: int | None
    title: str
    language: str
    case_number: str
    case_slug: str
    presenter: str
    preparers: str
    outcome: Outcome | None
    outcome_detail: str
    is_supplementary: bool
    is_withheld: bool
    secrecy_ground: str
    updated_at: dt.datetime
    parts: tuple[ShownPart, ...] = ()
    attachments: tuple[ShownAttachment, ...] = ()
    remedies: tuple[ShownRemedy, ...] = ()
    votes: tuple[ShownVote, ...] = ()
    attendance_changes: tuple[ShownAttendanceChange, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()
    video_seconds: int | None = None
    came_from: ShownItem | None = None
    went_to: tuple[ShownItem, ...] = ()

    @property
    def clock(self) -> RemedyClock | None:
        """The clock that ends last, or None when no remedy is named."""
        clocks = [each.clock for each in self.remedies]
        ended = [each for each in clocks if each.ends is not None]
        if ended:
            return max(ended, key=lambda each: each.ends.day if each.ends else dt.date.min)
        return next((each for each in clocks if each.state is not ClockState.NONE), clocks[0] if clocks else None)

    @property
    def url(self) -> str:
        """The permanent address, in the language of the page that asks."""
        return reverse("decisions:item", args=[self.meeting.organization.slug, self.meeting.public_id, self.position])

    @property
    def case_url(self) -> str:
        """The address of its case, or "" without one."""
        return (
            reverse("decisions:case", args=[self.meeting.organization.slug, self.case_slug]) if self.case_slug else ""
        )


@dataclass(frozen=True, slots=True)
class ShownFormerMeeting:
    """What minutes told of a meeting before a correction: with ``is_removed`` only that it was another.

    ``meeting`` is as it was then, with its people; ``changes`` are the items at which attendance changed.
    """

    meeting: ShownMeeting
    correction: ShownCorrection
    changes: tuple[tuple[ShownItem, tuple[ShownAttendanceChange, ...]], ...] = ()
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case with its steps that the reader may see: in bodies and by office holders, the earliest of each first."""

    organization: Organization
    number: str
    slug: str
    title: str
    task_class: str
    language: str
    handlings: tuple[ShownItem, ...]
    officer_decisions: tuple[ShownOfficerDecision, ...] = ()

    @property
    def url(self) -> str:
        """The permanent address, in the language of the page that asks."""
        return reverse("decisions:case", args=[self.organization.slug, self.slug])


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: what is on it, which page it is, and of how many."""

    rows: tuple[Any, ...]
    number: int
    pages: int
    total: int
