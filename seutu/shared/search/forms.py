"""What a person types about the words of everyday."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from seutu.shared.search import analysis
from seutu.shared.search.models.everyday import LONGEST_WORD, ONE_WORD

# The dictionary has them under their verbs.
NOUN_OF_VERB = "minen"


class WordField(forms.CharField):
    """A word as the model takes it, cleaned to lower case and the form of a dictionary."""

    def __init__(self, label: Any, help_text: Any) -> None:
        super().__init__(
            label=capfirst(label),
            help_text=help_text,
            max_length=LONGEST_WORD,
            validators=[ONE_WORD],
            error_messages={"required": _("Write a word.")},
            widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> str:
        return _in_base_form(str(super().clean(value)).lower())


def _in_base_form(word: str) -> str:
    """The form that a dictionary has of a word; what it does not know stays as it is.

    :raises forms.ValidationError: the word is an inflected form of several.
    """
    known = analysis.base_forms(word)
    if word in known or not known or "-" in word or word.endswith(NOUN_OF_VERB):
        return word
    if len(known) > 1:
        message = _("Write the word in the form of a dictionary: %(words)s.")
        raise forms.ValidationError(message, params={"words": ", ".join(known)})
    return known[0]


class EverydayWordForm(forms.Form):
    """Two words for one thing. Whether they find each other already is known to the action."""

    word = WordField(_("everyday word"), _("What people say, in the form of a dictionary: päiväkoti"))
    other = WordField(
        _("word of the decisions"), _("What the decisions say, in the form of a dictionary: varhaiskasvatus")
    )

    def clean_other(self) -> str:
        other = str(self.cleaned_data["other"])
        if other == self.cleaned_data.get("word"):
            raise forms.ValidationError(_("Write another word than the first."))
        return other
