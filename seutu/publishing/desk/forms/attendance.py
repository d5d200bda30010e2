"""Who was there, and what changed from item to item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.publishing.decisions.actions import AttendanceChangeInput, AttendanceInput
from seutu.publishing.decisions.models import (
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    AttendanceRole,
    Meeting,
    Seat,
)
from seutu.publishing.desk.forms.fields import TimeField
from seutu.publishing.desk.forms.typed import RowForm


class PersonForm(RowForm):
    """One person of the list; ``was`` is the place they had when the form was opened, 0 for a new one."""

    FOLDED = ("title", "deputises_for", "note")

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    role = forms.ChoiceField(
        label=_("Role"), choices=AttendanceRole.choices, initial="member", widget=forms.Select(attrs={"class": "w-m"})
    )
    title = forms.CharField(label=pgettext_lazy("person", "Title"), required=False, max_length=200)
    deputises_for = forms.CharField(label=_("Stands in for"), required=False, max_length=200)
    note = forms.CharField(label=pgettext_lazy("minutes", "Note"), required=False, max_length=400)
    was = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput, initial=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        told = any(given.get(name) for name in ("title", "deputises_for", "note"))
        if told and not given.get("name"):
            self.add_error("name", _("Write the name, or empty the row."))
        return given


class ChangeForm(RowForm):
    """One change: who, before which item, how."""

    person = forms.TypedChoiceField(
        label=_("Who"), coerce=int, empty_value=None, error_messages={"required": _("Choose who.")}
    )
    item = forms.TypedChoiceField(
        label=_("Item"), coerce=int, empty_value=None, error_messages={"required": _("Choose the item.")}
    )
    kind = forms.ChoiceField(label=_("What happened"), choices=AttendanceChangeKind.choices)
    at = TimeField(label=_("Time"), required=False)
    ground = forms.CharField(
        label=_("Ground for disqualification"),
        required=False,
        max_length=300,
        help_text=_("For example osallisuusjäävi (HL 28 § 1 mom. 1 k.)"),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[Any, Any]] = (),
        items: Sequence[tuple[Any, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose who")), *people]  # type: ignore[attr-defined]
        self.fields["item"].choices = [("", _("Choose the item")), *items]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") == AttendanceChangeKind.DISQUALIFIED and not given.get("ground"):
            self.add_error("ground", _("Write why: the ground stands in the minutes."))
        return given


def people_rows(people: Iterable[Attendance]) -> list[dict[str, Any]]:
    """What the rows of the list are filled with."""
    return [
        {
            "name": row.name,
            "role": row.role,
            "title": row.title,
            "deputises_for": row.deputises_for,
            "note": row.note,
            "was": row.position,
        }
        for row in people
    ]


def rows_of_last_time(meeting: Meeting) -> list[dict[str, Any]]:
    """The same from an earlier meeting of the body: who was there then, without what was true that day only."""
    return [
        {"name": row.name, "role": row.role, "title": row.title, "was": 0}
        for row in meeting.attendances.all()
        if row.role not in (AttendanceRole.EXPERT, AttendanceRole.OTHER)
    ]


def rows_of_seats(seats: Iterable[Seat]) -> list[dict[str, Any]]:
    """The same for the first meeting that is written of a body: who sits in it."""
    return [{"name": seat.person.name, "role": seat.role, "was": 0} for seat in seats]


def people_given(
    rows: Iterable[Mapping[str, Any]], before: Mapping[int, Attendance]
) -> tuple[list[AttendanceInput], dict[int, int]]:
    """The people of the rows that have a name, and where each who was there before stands now."""
    people: list[AttendanceInput] = []
    moved: dict[int, int] = {}
    for row in rows:
        if not row.get("name"):
            continue
        known = before.get(row["was"] or 0)
        people.append(
            AttendanceInput(
                name=row["name"],
                role=row["role"],
                title=row["title"],
                deputises_for=row["deputises_for"],
                note=row["note"],
                arrived_at=known.arrived_at if known else None,
                left_at=known.left_at if known else None,
            )
        )
        if known:
            moved[known.position] = len(people)
    return people, moved


def changes_moved(changes: Iterable[AttendanceChange], moved: Mapping[int, int]) -> list[AttendanceChangeInput]:
    """The changes of those who are still on the list, by where they stand now."""
    return [
        AttendanceChangeInput(
            attendance=moved[change.attendance.position],
            item=change.item.position,
            kind=change.kind,
            at=change.at,
            ground=change.ground,
        )
        for change in changes
        if change.attendance.position in moved
    ]
