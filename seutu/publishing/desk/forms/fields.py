"""Days and times as people here write them, and the fields that several forms have."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
TIME_FORMATS = ["%H.%M", "%H:%M", "%H"]
_AT_VIDEO = re.compile(r"(?:(\d{1,2})[:.])?(\d{1,2})[:.](\d{2})")


class TimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", _("Write the time in the form 16.00."))
        widget = forms.TimeInput(attrs={"class": "w-s", "inputmode": "numeric"})
        super().__init__(input_formats=TIME_FORMATS, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value


class VideoTimeField(forms.CharField):
    """A place in a video, written as 1:02:30 or 2:30; its value is seconds, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10, widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        hours, rest = divmod(value, 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = _AT_VIDEO.fullmatch(text)
        if not found or (int(found[2]) > 59 and found[1]) or int(found[3]) > 59:
            raise ValidationError(_("Write the place in the video as hours, minutes and seconds, for example 1:02:30."))
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


def choices_with_none(label: Any, choices: Any) -> list[tuple[Any, Any]]:
    """``choices`` with an empty one before them."""
    return [("", label), *choices]
