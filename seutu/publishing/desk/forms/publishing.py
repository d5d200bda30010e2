from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models import Meeting
from seutu.shared.core import clock
from seutu.shared.ui.dates import weekday_day
from seutu.shared.ui.fields import DayField


class DisplayForm(forms.Form):
    """From which day the minutes are on display."""

    displayed_on = DayField(
        label=_("On display online from"),
        help_text=_("The periods for review and appeal are counted from this day (KuntaL 140 §)."),
        error_messages={"required": _("Write the day from which the minutes are on display.")},
    )

    def clean_displayed_on(self) -> Any:
        day = self.cleaned_data["displayed_on"]
        if day < clock.today():
            raise ValidationError(_("The day has passed. Write today or a day to come."))
        return day


class ToMeetingForm(forms.Form):
    """To which meeting an item goes."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Meeting"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the meeting."),
            "invalid_choice": _("Choose a meeting from the list."),
        },
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["meeting"]
        field.queryset = meetings
        field.label_from_instance = _named


def _named(meeting: Meeting) -> str:
    return f"{meeting.body.name}, {weekday_day(meeting.day)}"
