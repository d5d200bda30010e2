"""Days and times as people here write them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# 1,5 h; 1 h 30 min; 2 t; 1:30; 45 min. The hour is h, and t or tim, as Finns write tunti and timme. What could be both
# 1 h 30 min and 1.3 h, as 1,30 h, is not understood.
_HOURS = re.compile(r"(\d{1,2}(?:[.,](?:\d|25|50|75))?)\s*(?:h|t|tim)\.?(?:\s*(\d{1,2})\s*(?:min\.?)?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_MINUTES = re.compile(r"(\d{1,4})\s*min\.?", re.IGNORECASE)


def minutes_typed(text: str) -> int | None:
    """The minutes that ``text`` says with a unit or as on a clock; None of a plain number, and of anything else."""
    told = text.strip()
    if found := _MINUTES.fullmatch(told):
        return int(found[1])
    found = _HOURS.fullmatch(told) or _CLOCK.fullmatch(told)
    if found is None or int(found[2] or 0) > 59:
        return None
    hours = Decimal(found[1].replace(",", "."))
    if found[2] and hours % 1:
        return None
    return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP)) + int(found[2] or 0)


class TimeField(forms.TimeField):
    """A time of day, written as 9.30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": _("Write the time in the form 9.30.")} | kwargs.get("error_messages", {})
        widget = forms.TimeInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H"], widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value
