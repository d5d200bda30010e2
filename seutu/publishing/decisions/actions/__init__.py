"""Everything that can happen to the public record."""

from seutu.publishing.decisions.actions.inputs import (
    AttachmentInput,
    AttendanceInput,
    CheckerInput,
    ItemInput,
    MeetingInput,
    PartInput,
    RemedyInput,
)
from seutu.publishing.decisions.actions.put_meeting import (
    BanWithoutProvision,
    MinutesNotChecked,
    Put,
    SecretTextGiven,
    WithheldWithoutGround,
    put_meeting,
)

__all__ = [
    "AttachmentInput",
    "AttendanceInput",
    "BanWithoutProvision",
    "CheckerInput",
    "ItemInput",
    "MeetingInput",
    "MinutesNotChecked",
    "PartInput",
    "Put",
    "RemedyInput",
    "SecretTextGiven",
    "WithheldWithoutGround",
    "put_meeting",
]
