"""Days and times as people here write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, written as 29.3.2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": _("Write the day in the form 29.3.2026.")} | kwargs.get(
            "error_messages", {}
        )
        widget = forms.DateInput(format="%-d.%-m.%Y", attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        # As it is typed, in every language: what the page shows must be understood when it is sent again.
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, dt.date) else value


class TimeField(forms.TimeField):
    """A time of day, written as 9.30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": _("Write the time in the form 9.30.")} | kwargs.get("error_messages", {})
        widget = forms.TimeInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H"], widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value
