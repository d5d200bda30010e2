"""The public record: meetings and what they decided, office holders' decisions, notices, people, initiatives."""

from seutu.publishing.decisions.models.attendance_changes import AttendanceChange
from seutu.publishing.decisions.models.cases import Case
from seutu.publishing.decisions.models.corrections import Correction, FormerVersion, MeetingCorrection
from seutu.publishing.decisions.models.initiatives import Initiative
from seutu.publishing.decisions.models.items import AgendaItem, Attachment, ItemPart, ItemRemedy
from seutu.publishing.decisions.models.kinds import (
    AttachmentKind,
    AttendanceChangeKind,
    AttendanceRole,
    CheckerRole,
    ChoiceKind,
    CorrectionKind,
    InitiativeKind,
    InitiativeState,
    MeetingKind,
    MeetingState,
    NoticeKind,
    NotificationWay,
    Outcome,
    PartKind,
    RecordState,
    Remedy,
    SeatRole,
    VoteProcedure,
)
from seutu.publishing.decisions.models.meetings import Attendance, Checker, Meeting
from seutu.publishing.decisions.models.notices import Notice, NoticeAttachment
from seutu.publishing.decisions.models.notifications import Notification, RemedyInstructions
from seutu.publishing.decisions.models.officer_decisions import Office, OfficerDecision, OfficerDecisionAttachment
from seutu.publishing.decisions.models.people import OfficeHolding, Person, Seat
from seutu.publishing.decisions.models.votes import Vote, VoteChoice, VoteEvent

__all__ = [
    "AgendaItem",
    "Attachment",
    "AttachmentKind",
    "Attendance",
    "AttendanceChange",
    "AttendanceChangeKind",
    "AttendanceRole",
    "Case",
    "Checker",
    "CheckerRole",
    "ChoiceKind",
    "Correction",
    "CorrectionKind",
    "FormerVersion",
    "Initiative",
    "InitiativeKind",
    "InitiativeState",
    "ItemPart",
    "ItemRemedy",
    "Meeting",
    "MeetingCorrection",
    "MeetingKind",
    "MeetingState",
    "Notice",
    "NoticeAttachment",
    "NoticeKind",
    "Notification",
    "NotificationWay",
    "Office",
    "OfficeHolding",
    "OfficerDecision",
    "OfficerDecisionAttachment",
    "Outcome",
    "PartKind",
    "Person",
    "RecordState",
    "Remedy",
    "RemedyInstructions",
    "Seat",
    "SeatRole",
    "Vote",
    "VoteChoice",
    "VoteEvent",
    "VoteProcedure",
]
