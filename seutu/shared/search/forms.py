"""What a person types about the words of everyday."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.shared.search.models import EverydayWord


class EverydayWordForm(forms.ModelForm[EverydayWord]):
    """Two words for one thing."""

    class Meta:
        model = EverydayWord
        fields = ("word", "other")
        widgets = {
            "word": forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
            "other": forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
        }
        help_texts = {
            "word": _("What people say, in the form of a dictionary: päiväkoti"),
            "other": _("What the decisions say, in the form of a dictionary: varhaiskasvatus"),
        }

    def clean_word(self) -> str:
        return str(self.cleaned_data["word"]).lower()

    def clean_other(self) -> str:
        other = str(self.cleaned_data["other"]).lower()
        if other == self.cleaned_data.get("word"):
            raise forms.ValidationError(_("Write another word than the first."))
        return other

    def validate_unique(self) -> None:
        """Leave it to the action: a pair is one in both directions."""

    def validate_constraints(self) -> None:
        """The action and the fields above say what is wrong, beside the field where it is."""
