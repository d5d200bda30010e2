"""The sheets of the desk by the word of their target: of which forms each is made, and how it looks as saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models import AgendaItem, Attendance, Meeting, PartKind
from seutu.publishing.desk.forms.attendance import PersonForm, people_rows
from seutu.publishing.desk.forms.corrections import (
    CorrectionFields,
    CorrectionForm,
    MeetingCorrectionForm,
    correction_values,
)
from seutu.publishing.desk.forms.decisions import decision_values
from seutu.publishing.desk.forms.items import DecisionForm, ItemForm, PartForm, item_values, part_rows
from seutu.publishing.desk.forms.meetings import MeetingForm, initial_of
from seutu.publishing.desk.forms.typed import NoForm, SheetKind

ITEM = SheetKind(ItemForm, PartForm, "parts", row_label=_("Part %(number)s"))
CORRECTION = SheetKind(CorrectionForm, PartForm, "parts", row_label=_("Part %(number)s"))
DECISION = SheetKind(DecisionForm)
MEETING = SheetKind(MeetingForm)
MEETING_CORRECTION = SheetKind(MeetingCorrectionForm)
ATTENDANCE = SheetKind(NoForm, PersonForm, "people", row_label=_("Person %(number)s"))
ATTENDANCE_CORRECTION = SheetKind(CorrectionFields, PersonForm, "people", row_label=_("Person %(number)s"))

Values = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]

# What a new item offers to be written first.
NEW_PARTS = ({"kind": PartKind.BACKGROUND}, {"kind": PartKind.PROPOSAL})


@dataclass(frozen=True)
class Known:
    """A sheet that two people can change at once."""

    kind: SheetKind
    content: Callable[[Any], tuple[Values, Rows]]
    url_name: str
    is_of_item: bool = True


def item_content(item: AgendaItem) -> tuple[Values, Rows]:
    """What the form of an item and its rows hold when it is opened."""
    return item_values(item), part_rows(item)


def correction_content(item: AgendaItem) -> tuple[Values, Rows]:
    return correction_values(item), part_rows(item)


def decision_content(item: AgendaItem) -> tuple[Values, Rows]:
    return decision_values(item), ()


def meeting_content(meeting: Meeting) -> tuple[Values, Rows]:
    return initial_of(meeting), ()


def attendance_content(meeting: Meeting) -> tuple[Values, Rows]:
    return {}, people_rows(Attendance.objects.filter(meeting=meeting).order_by("position"))


SHEETS: dict[str, Known] = {
    "item": Known(ITEM, item_content, "desk:item"),
    "decision": Known(DECISION, decision_content, "desk:decision"),
    "correction": Known(CORRECTION, correction_content, "desk:correct_item"),
    "meeting": Known(MEETING, meeting_content, "desk:change_meeting", is_of_item=False),
    "meeting_correction": Known(MEETING_CORRECTION, meeting_content, "desk:correct_meeting", is_of_item=False),
    "attendance": Known(ATTENDANCE, attendance_content, "desk:attendance", is_of_item=False),
    "attendance_correction": Known(ATTENDANCE_CORRECTION, attendance_content, "desk:attendance", is_of_item=False),
}


def revision_of(row: Model) -> int:
    """The revision of an item or a meeting."""
    return int(row.revision)  # type: ignore[attr-defined]
