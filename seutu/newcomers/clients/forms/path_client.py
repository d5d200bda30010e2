"""The arrival checklist, the status of work, studies and language, and the end of the service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.actions.checklist import Tick
from seutu.newcomers.clients.forms.path_documents import past_day
from seutu.newcomers.clients.models import ChecklistStep, ClosingReason, StatusRecord
from seutu.shared.core import clock
from seutu.shared.ui.fields import DayField

Step = ChecklistStep.Step


class ChecklistForm(forms.Form):
    """Each step with the day on which it was done, or that it is not needed. ``steps`` come in their order."""

    def __init__(self, *args: Any, steps: Iterable[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = list(steps)
        for step in self.steps:
            self.fields[f"{step.value}-done"] = DayField(label=_("Done on"), required=False, validators=[past_day])
            self.fields[f"{step.value}-na"] = forms.BooleanField(label=_("Not needed"), required=False)

    def step_rows(self) -> Iterator[tuple[Step, BoundField, BoundField]]:
        """Each step with its two fields."""
        for step in self.steps:
            yield step, self[f"{step.value}-done"], self[f"{step.value}-na"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for step in self.steps:
            if given.get(f"{step.value}-done") and given.get(f"{step.value}-na"):
                self.add_error(f"{step.value}-done", _("Take off either the day or the tick that it is not needed."))
        return given

    def ticks(self) -> dict[str, Tick]:
        """What the action writes down."""
        given = self.cleaned_data
        return {
            step.value: Tick(given.get(f"{step.value}-done"), bool(given.get(f"{step.value}-na")))
            for step in self.steps
        }


def checklist_values(rows: Iterable[ChecklistStep]) -> dict[str, Any]:
    """What the form of the checklist is filled with."""
    values: dict[str, Any] = {}
    for row in rows:
        values |= {f"{row.step}-done": row.done_on, f"{row.step}-na": row.is_not_needed}
    return values


class StatusFields(forms.Form):
    """Where a client stands."""

    work = forms.ChoiceField(
        label=pgettext_lazy("status", "Work"), choices=StatusRecord.Work.choices, initial=StatusRecord.Work.UNKNOWN
    )
    studies = forms.ChoiceField(
        label=pgettext_lazy("status", "Studies"),
        choices=StatusRecord.Studies.choices,
        initial=StatusRecord.Studies.UNKNOWN,
    )
    finnish = forms.ChoiceField(
        label=_("Level of Finnish"), choices=StatusRecord.Level.choices, initial=StatusRecord.Level.UNKNOWN
    )
    swedish = forms.ChoiceField(
        label=_("Level of Swedish"), choices=StatusRecord.Level.choices, initial=StatusRecord.Level.UNKNOWN
    )

    def status(self) -> dict[str, str]:
        """What the action writes down."""
        return {name: self.cleaned_data[name] for name in StatusFields.base_fields}


class StatusForm(StatusFields):
    recorded_on = DayField(label=_("As on"), validators=[past_day], error_messages={"required": _("Write the day.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recorded_on"].initial = clock.today
        self.order_fields(["recorded_on"])


def status_values(row: StatusRecord | None) -> Mapping[str, Any]:
    """What the form of a status is filled with."""
    if row is None:
        return {}
    return {name: getattr(row, name) for name in ("recorded_on", *StatusFields.base_fields)}


class ClosingForm(StatusFields):
    """Why and when the service ends, and where the client stands then."""

    ended_on = DayField(label=_("Ends on"), validators=[past_day], error_messages={"required": _("Write the day.")})
    reason = forms.ChoiceField(
        label=_("Reason given"),
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the service ends.")},
    )
    unfinished_is_told = forms.BooleanField(
        label=_("I have told the client that what is unfinished is left so"), required=False
    )

    def __init__(self, *args: Any, has_unfinished: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = clock.today
        self.order_fields(["ended_on", "reason", "unfinished_is_told"])
        if not has_unfinished:
            del self.fields["unfinished_is_told"]
