"""Fields that the forms of every app have."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, written as 29.3.2026."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"invalid": _("Write the day in the form 29.3.2026."), "required": _("Write a day.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.DateInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        # As it is typed, in every language: what the page shows must be understood when it is sent again.
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, dt.date) else value
