"""Days and times as people here write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TimeField(forms.TimeField):
    """A time of day, written as 9.30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": _("Write the time in the form 9.30.")} | kwargs.get("error_messages", {})
        widget = forms.TimeInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H"], widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value
