"""What a person types to follow a search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seutu.publishing.alerts.descriptions import may_be_link
from seutu.publishing.alerts.models import LONGEST_LABEL, Rhythm
from seutu.shared.core.characters import strip_control

# A field that people do not see. Its name looks worth filling to a program that fills every field.
TRAP = "verkkosivu"


class PlainEmailField(forms.EmailField):
    """An e-mail address: one, on one line, without characters that cannot be seen."""

    default_error_messages = {
        "required": _("Write your e-mail address."),
        "invalid": _("Write the e-mail address in the form name@example.fi."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(max_length=254, label=_("E-mail"), widget=widget, **kwargs)
        self.error_messages["max_length"] = self.error_messages["invalid"]


class TrappedForm(forms.Form):
    """A form that anybody can send without a session."""

    @property
    def is_trapped(self) -> bool:
        """Whether what only programs fill was filled."""
        return bool(self.data.get(TRAP, ""))


class OrderForm(TrappedForm):
    """An alert of a search."""

    address = PlainEmailField(
        help_text=_("We send you a message first, and begin only when you have confirmed the subscription.")
    )
    label = forms.CharField(
        label=_("Name of the alert"),
        help_text=_("You see it in the messages. You can write it as you like."),
        max_length=LONGEST_LABEL,
        required=False,
        error_messages={"max_length": _("Write a shorter name: 80 characters at most.")},
    )
    rhythm = forms.ChoiceField(
        label=_("When do you want the messages?"),
        choices=Rhythm.choices,
        initial=Rhythm.DAILY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when you want the messages."),
            "invalid_choice": _("Choose when you want the messages."),
        },
    )

    def clean_label(self) -> str:
        given: str = self.cleaned_data["label"]
        plain = " ".join(strip_control(given).split())
        if not plain.isprintable() or plain != " ".join(given.split()):
            raise ValidationError(_("Write the name with letters, digits and marks only."))
        if may_be_link(plain):
            raise ValidationError(_("Write the name without addresses of web pages or e-mail."))
        return plain


class OwnLinkForm(TrappedForm):
    """The address whose alerts are asked for."""

    address = PlainEmailField()


# What the buttons of a page say, for the form that they send.
STOP, RESUME = "lopeta", "jatka"
CHOICES = [(STOP, STOP), (RESUME, RESUME)]


class StepForm(forms.Form):
    """A button of the page of all alerts: which search, and what to do with it."""

    step = forms.ChoiceField(choices=CHOICES)
    search = forms.IntegerField(min_value=1, max_value=2**62)
