"""Fields that the forms of every app have."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.shared.core import clock

_WITHOUT_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")


class DayField(forms.DateField):
    """A day, written as 29.3.2026.

    With ``is_near`` it may be written as 29.3., and is then the one that is nearest to today. Not for days that may lie
    years away, such as that of a birth.
    """

    def __init__(self, *, is_near: bool = False, **kwargs: Any) -> None:
        self.is_near = is_near
        words = {"invalid": _("Write the day in the form 29.3.2026."), "required": _("Write a day.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.DateInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget, **kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        near = _nearest(value) if self.is_near and isinstance(value, str) else None
        return near or super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        # As it is typed, in every language: what the page shows must be understood when it is sent again.
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, dt.date) else value


def _nearest(text: str) -> dt.date | None:
    """The day nearest to today that ``text`` says without a year, if it does."""
    found = _WITHOUT_YEAR.fullmatch(text.strip())
    if not found:
        return None
    today, days = clock.today(), []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            days.append(dt.date(year, int(found[2]), int(found[1])))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - today), default=None)
