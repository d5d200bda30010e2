"""What is asked when work of a locked day is put right: the same as of the work, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.forms.contacts import ContactForm
from seutu.newcomers.clients.forms.entries import WorkForm
from seutu.newcomers.clients.forms.work import GroupSessionForm, OtherWorkForm

LONGEST_REASON = 300


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("In a few words, and nothing of the client. It stays beside the correction."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write why it is corrected."),
            "max_length": _("Shorten the reason to 300 characters."),
        },
    )


class CorrectionForm(WorkForm):
    """A form of work with a reason as its last field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field()

    def entry(self) -> Any:
        """What was said of the work, for the action."""
        given = self.cleaned_data
        self.cleaned_data = {name: value for name, value in given.items() if name != "reason"}
        try:
            return super().entry()  # type: ignore[misc]  # of the form that this one is mixed with
        finally:
            self.cleaned_data = given

    def reason(self) -> str:
        """Why it is corrected."""
        return str(self.cleaned_data["reason"])


class ContactCorrectionForm(CorrectionForm, ContactForm):
    """A contact, and why it is corrected."""


class GroupSessionCorrectionForm(CorrectionForm, GroupSessionForm):
    """A group session, and why it is corrected."""


class OtherWorkCorrectionForm(CorrectionForm, OtherWorkForm):
    """Other work, and why it is corrected."""


class AwayForm(forms.Form):
    """Why work that did not happen had been logged."""

    reason = reason_field()

    def refuse(self, words: Any) -> None:
        self.add_error("reason", words)
