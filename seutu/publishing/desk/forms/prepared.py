from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    """Why an item goes back to who prepared it."""

    why = forms.CharField(
        label=_("What is to be mended?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The preparing officer sees this."),
        error_messages={"required": _("Write what the preparing officer should mend.")},
    )
