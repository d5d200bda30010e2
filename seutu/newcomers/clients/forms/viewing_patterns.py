"""From what number on each pattern of looking is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.rules.viewing_patterns import COUNTS, NAMES, Pattern, rules

MOST = 1000
_WRONG = _("Write a whole number from 1 to 1,000.")


class ThresholdsForm(forms.Form):
    """A number for every pattern of the table."""

    def __init__(self, *args: Any, present: Mapping[Pattern, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pattern, rule in rules().items():
            self.fields[pattern.value] = forms.IntegerField(
                label=str(NAMES[pattern]),
                help_text=_("%(counts)s; if nothing else is set, %(number)s")
                % {"counts": COUNTS[rule.counts], "number": rule.threshold},
                initial=present[pattern],
                min_value=1,
                max_value=MOST,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WRONG),
                widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric", "autocomplete": "off"}),
            )

    def thresholds(self) -> dict[Pattern, int]:
        """What was given."""
        return {pattern: self.cleaned_data[pattern.value] for pattern in rules()}
