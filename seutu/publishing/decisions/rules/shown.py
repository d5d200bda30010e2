"""What readers get: the public record as it may be shown, with nothing behind it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from seutu.publishing.decisions.models import (
    AttachmentKind,
    AttendanceRole,
    MeetingKind,
    Outcome,
    PartKind,
    Remedy,
)
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body, Organization


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


@dataclass(frozen=True, slots=True)
class ShownChecker:
    name: str
    checked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting. ``is_public`` is false when the reader sees it only because they prepare it."""

    pk: int
    public_id: int
    organization: Organization
    body: Body
    stage: Stage
    is_public: bool
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
    attendance: tuple[ShownAttendance, ...] = ()
    checkers: tuple[ShownChecker, ...] = ()

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
    """An item of a meeting. In lists ``parts``, ``attachments`` and ``remedies`` are empty."""

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
class ShownCase:
    """A case with its handlings that the reader may see, the earliest first."""

    organization: Organization
    number: str
    slug: str
    title: str
    task_class: str
    language: str
    handlings: tuple[ShownItem, ...]

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
