"""The form of a document."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF is best: everyone can open it."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
