"""What a document of minutes says, as plain values: what parsing gives and applying takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ParsedPart:
    """A part of an item. ``kind`` is a value of `PartKind`; ``markdown`` is its text."""

    kind: str
    markdown: str
    heading: str = ""
    author: str = ""
    is_amended: bool = False


@dataclass(frozen=True)
class ParsedAttachment:
    """An attachment as the item names it. ``kind`` is a value of `AttachmentKind`."""

    kind: str
    title: str
    number: int | None = None
    is_withheld: bool = False
    secrecy_ground: str = ""


@dataclass(frozen=True)
class ParsedRemedy:
    """How a decision can be challenged. ``remedy`` is a value of `Remedy`; a ban names its provision."""

    remedy: str
    provision: str = ""


@dataclass(frozen=True)
class ParsedHandling:
    """One handling of a case: which body, when, under which §."""

    body: str
    day: dt.date
    section_number: int


@dataclass(frozen=True)
class ParsedItem:
    """One § of a meeting."""

    section_number: int
    title: str
    case_number: str = ""
    presenter: str = ""
    preparers: str = ""
    outcome: str = ""
    outcome_detail: str = ""
    parts: tuple[ParsedPart, ...] = ()
    attachments: tuple[ParsedAttachment, ...] = ()
    remedies: tuple[ParsedRemedy, ...] = ()
    handlings: tuple[ParsedHandling, ...] = ()
    is_supplementary: bool = False
    is_withheld: bool = False
    secrecy_ground: str = ""
    names_decision: bool = False
    """Some line of the item's text is just “Päätös”."""


@dataclass(frozen=True)
class ParsedAttendance:
    """Someone at the meeting, or missing from it. ``role`` is a value of `AttendanceRole`."""

    name: str
    role: str
    title: str = ""
    arrived_at: dt.time | None = None
    left_at: dt.time | None = None
    note: str = ""


@dataclass(frozen=True)
class ParsedChecker:
    """Someone who checked the minutes, and the day when it is told."""

    name: str
    checked_on: dt.date | None = None


@dataclass(frozen=True)
class Unread:
    """Text that was kept but not understood: where it stands and what it says."""

    place: str
    text: str


@dataclass(frozen=True)
class ParsedMeeting:
    """A document of minutes or of an agenda, or one item's page of it."""

    body: str
    day: dt.date
    is_minutes: bool
    organization: str = ""
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    number: int | None = None
    year: int | None = None
    body_abbreviation: str = ""
    displayed_on: dt.date | None = None
    is_single_item: bool = False
    """One item's page: says nothing of the meeting's other items."""
    attendance: tuple[ParsedAttendance, ...] = ()
    checkers: tuple[ParsedChecker, ...] = ()
    items: tuple[ParsedItem, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
