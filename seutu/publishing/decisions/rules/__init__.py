"""What may be shown of the public record: one projection for every surface.

Page, print, feed, twin, export, old address, index: each gets its records from here, by who reads and at what instant.
"""

from seutu.publishing.decisions.rules.former import show_former
from seutu.publishing.decisions.rules.projection import public_stage, show_attachment, show_item, show_meeting
from seutu.publishing.decisions.rules.reader import Reader, minutes_are_out, visible_items, visible_meetings
from seutu.publishing.decisions.rules.records import (
    gone_initiative,
    gone_notice,
    gone_officer_decision,
    show_decision_attachment,
    show_holding,
    show_initiative,
    show_notice,
    show_notice_attachment,
    show_officer_decision,
    show_seat,
    visible_initiatives,
    visible_notices,
    visible_officer_decisions,
)
from seutu.publishing.decisions.rules.remedy_clock import ClockState, RemedyClock, remedy_clock
from seutu.publishing.decisions.rules.shown import (
    ShownAttachment,
    ShownAttendance,
    ShownAttendanceChange,
    ShownCase,
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
from seutu.publishing.decisions.rules.shown_records import (
    GoneRecord,
    ShownHolding,
    ShownInitiative,
    ShownNotice,
    ShownOfficerDecision,
    ShownPerson,
    ShownSeat,
)
from seutu.publishing.decisions.rules.takeover import Takeover, TakeoverState

__all__ = [
    "ClockState",
    "GoneRecord",
    "Reader",
    "RemedyClock",
    "ShownAttachment",
    "ShownAttendance",
    "ShownAttendanceChange",
    "ShownCase",
    "ShownChecker",
    "ShownChoice",
    "ShownCorrection",
    "ShownHolding",
    "ShownInitiative",
    "ShownItem",
    "ShownMeeting",
    "ShownNotice",
    "ShownOfficerDecision",
    "ShownPart",
    "ShownPerson",
    "ShownRemedy",
    "ShownSeat",
    "ShownVote",
    "Stage",
    "Takeover",
    "TakeoverState",
    "gone_initiative",
    "gone_notice",
    "gone_officer_decision",
    "minutes_are_out",
    "public_stage",
    "remedy_clock",
    "show_attachment",
    "show_decision_attachment",
    "show_former",
    "show_holding",
    "show_initiative",
    "show_item",
    "show_meeting",
    "show_notice",
    "show_notice_attachment",
    "show_officer_decision",
    "show_seat",
    "visible_initiatives",
    "visible_items",
    "visible_meetings",
    "visible_notices",
    "visible_officer_decisions",
]
