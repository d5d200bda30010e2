"""Meetings of bodies, what they decided, and the cases they handled."""

from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.items import AgendaItem, Attachment, ItemPart, ItemRemedy
from seutu.publishing.decisions.models.kinds import (
    AttachmentKind,
    AttendanceRole,
    MeetingKind,
    MeetingState,
    Outcome,
    PartKind,
    Remedy,
)
from seutu.publishing.decisions.models.meetings import Attendance, Checker, Meeting

__all__ = [
    "AgendaItem",
    "Attachment",
    "AttachmentKind",
    "Attendance",
    "AttendanceRole",
    "Case",
    "Checker",
    "ItemPart",
    "ItemRemedy",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Outcome",
    "PartKind",
    "Remedy",
]
