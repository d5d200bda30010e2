"""What is handed in: a whole meeting, by a harvest or an interface; one item, vote or attendance, at the desk."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from seutu.publishing.decisions.models import (
    AttachmentKind,
    AttendanceChangeKind,
    AttendanceRole,
    CheckerRole,
    ChoiceKind,
    Meeting,
    MeetingKind,
    MeetingState,
    Outcome,
    PartKind,
    Remedy,
    VoteProcedure,
)
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body


@dataclass(frozen=True, slots=True)
class PartInput:
    """A part of an item; ``html`` is sanitized when it is stored."""

    kind: PartKind | str
    html: str
    heading: str = ""
    author: str = ""
    is_amended: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentInput:
    """A file of an item, or the mention of one; a withheld or unpublished one comes without a file."""

    kind: AttachmentKind | str
    title: str
    number: int | None = None
    file: StoredFile | None = None
    is_unpublished: bool = False
    is_withheld: bool = False
    secrecy_ground: str = ""


@dataclass(frozen=True, slots=True)
class RemedyInput:
    """A remedy against an item; a ban names its provision."""

    remedy: Remedy | str
    provision: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceInput:
    name: str
    role: AttendanceRole | str
    title: str = ""
    arrived_at: dt.time | None = None
    left_at: dt.time | None = None
    note: str = ""
    deputises_for: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceChangeInput:
    """Somebody came or went before an item, or was disqualified from it; ``attendance`` is their place in the list.

    A disqualification needs its ground (HL 434/2003 28 §).
    """

    attendance: int
    item: int
    kind: AttendanceChangeKind | str
    at: dt.time | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class CheckerInput:
    name: str
    checked_on: dt.date | None = None
    role: CheckerRole | str = CheckerRole.CHECKER


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """What could be chosen; ``names`` are pairs of a person and a group, one for each vote, or none at all."""

    kind: ChoiceKind | str
    count: int
    label: str = ""
    proposal: str = ""
    is_winner: bool = False
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoteInput:
    """A vote; who voted by ballot is never named."""

    title: str
    procedure: VoteProcedure | str
    choices: tuple[ChoiceInput, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """All that a clerk writes of an item. Of a withheld one only its public title, its ground and its remedies."""

    title: str
    parts: tuple[PartInput, ...] = ()
    case_number: str = ""
    case_title: str = ""
    presenter: str = ""
    preparers: str = ""
    outcome: Outcome | str = ""
    outcome_detail: str = ""
    remedies: tuple[RemedyInput, ...] = ()
    is_withheld: bool = False
    secrecy_ground: str = ""
    language: str = "fi"
    video_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """When and where a meeting is, as a clerk writes it."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    kind: MeetingKind | str = MeetingKind.ORDINARY
    number: int | None = None
    language: str = "fi"
    video_url: str = ""


@dataclass(frozen=True, slots=True)
class ItemInput:
    """An item; ``position`` is its number in the address if that is free, else the next free one is taken."""

    position: int
    title: str
    section_number: int | None = None
    case_number: str = ""
    case_title: str = ""
    presenter: str = ""
    preparers: str = ""
    outcome: Outcome | str = ""
    outcome_detail: str = ""
    parts: tuple[PartInput, ...] = ()
    attachments: tuple[AttachmentInput, ...] = ()
    remedies: tuple[RemedyInput, ...] = ()
    is_supplementary: bool = False
    is_withheld: bool = False
    secrecy_ground: str = ""
    language: str = "fi"


@dataclass(frozen=True, slots=True)
class MeetingInput:
    """A meeting with its items.

    ``is_partial``: items that are not named stay as they are (one item page of a server); otherwise they go.
    ``has_time``: whether the time of day in ``starts_at`` is known.
    """

    body: Body
    starts_at: dt.datetime
    state: MeetingState | str
    items: tuple[ItemInput, ...]
    number: int | None = None
    year: int | None = None
    ends_at: dt.datetime | None = None
    has_time: bool = True
    place: str = ""
    kind: MeetingKind | str = MeetingKind.ORDINARY
    language: str = "fi"
    origin: Meeting.Origin | str = Meeting.Origin.OWN
    agenda_published_at: dt.datetime | None = None
    minutes_checked_on: dt.date | None = None
    displayed_on: dt.date | None = None
    attendance: tuple[AttendanceInput, ...] = ()
    checkers: tuple[CheckerInput, ...] = ()
    legacy_id: str = ""
    is_partial: bool = False


def content_hash(value: MeetingInput | ItemInput) -> str:
    """A hash of everything in ``value`` but the items of a meeting, which have their own."""
    fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.name != "items"}
    return hashlib.sha256(json.dumps(fields, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, StoredFile):
        return value.sha256
    if isinstance(value, Body):
        return value.pk
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return str(value)
