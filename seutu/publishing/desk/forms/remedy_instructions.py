"""The instructions that go out with a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.remedy_instructions import InstructionsInput
from seutu.publishing.decisions.models import Remedy
from seutu.publishing.desk.forms.fields import LANGUAGES
from seutu.publishing.desk.forms.items import RichTextField
from seutu.publishing.desk.forms.owned import OwnedForm
from seutu.shared.core import clock
from seutu.shared.core.rich_text import to_text
from seutu.shared.ui.fields import DayField


class RemedyInstructionsForm(OwnedForm):
    remedy = forms.ChoiceField(label=_("Remedy"), choices=Remedy.choices, widget=forms.Select(attrs={"class": "w-m"}))
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGES, widget=forms.RadioSelect, initial="fi"
    )
    valid_from = DayField(
        label=_("Used from"), help_text=_("Decisions of earlier days keep the instructions of their own time.")
    )
    html = RichTextField(
        label=_("Text"),
        help_text=_("To whom, where and by when, what the letter must tell, and what is put with it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today

    def clean_html(self) -> str:
        html: str = self.cleaned_data["html"]
        if not to_text(html):
            raise forms.ValidationError(_("Write the instructions: a decision does not go out without them."))
        return html

    def given(self) -> InstructionsInput:
        """What the form says, for the action."""
        return InstructionsInput(**{name: value for name, value in self.cleaned_data.items() if name != "organization"})


def values_from(row: Any) -> dict[str, Any]:
    """What the form is filled with when new instructions are made of those in use."""
    return {name: getattr(row, name) for name in ("organization", "remedy", "language", "html")}
