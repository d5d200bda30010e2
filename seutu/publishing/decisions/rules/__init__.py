"""What may be shown of the public record: one projection for every surface.

Page, print, feed, twin, export, old address, index: each gets its records from here, by who reads and at what instant.
"""

from seutu.publishing.decisions.rules.projection import public_stage, show_attachment, show_item, show_meeting
from seutu.publishing.decisions.rules.reader import Reader, minutes_are_out, visible_items, visible_meetings
from seutu.publishing.decisions.rules.shown import (
    ShownAttachment,
    ShownAttendance,
    ShownCase,
    ShownChecker,
    ShownItem,
    ShownMeeting,
    ShownPart,
    ShownRemedy,
    Stage,
)

__all__ = [
    "Reader",
    "ShownAttachment",
    "ShownAttendance",
    "ShownCase",
    "ShownChecker",
    "ShownItem",
    "ShownMeeting",
    "ShownPart",
    "ShownRemedy",
    "Stage",
    "minutes_are_out",
    "public_stage",
    "show_attachment",
    "show_item",
    "show_meeting",
    "visible_items",
    "visible_meetings",
]
