"""The form in which a worker chooses their reminders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReminderForm(forms.Form):
    """Which mails a worker wants; the weekly one is for who leads."""

    wants_daily = forms.BooleanField(
        label=_("In the morning, when something is late or due on that day"),
        required=False,
        help_text=_("The mail tells only how much waits. It never names a client."),
    )
    wants_weekly = forms.BooleanField(label=_("Once a week, how the work of the team stands"), required=False)

    def __init__(self, *args: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["wants_weekly"]
