"""The form of a message to a client, with the fields that its template asks for; the form of a template's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.forms.days import TimeField
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.rules.client_messages import placeholders_in, unknown_in
from seutu.shared.ui.fields import DayField

_NUMBER = RegexValidator(r"^[+0-9() -]{5,30}$", _("Write the number with digits, such as 013 123 4567."))


def _fields() -> dict[str, forms.Field]:
    return {
        "day": DayField(
            is_near=True, label=pgettext_lazy("calendar", "Day"), error_messages={"required": _("Write the day.")}
        ),
        "time": TimeField(label=pgettext_lazy("clock", "Time"), error_messages={"required": _("Write the time.")}),
        "place": forms.CharField(
            label=_("Place"),
            max_length=80,
            error_messages={"required": _("Write the place.")},
            help_text=_("Write nothing of why the client is coming."),
        ),
        "phone": forms.CharField(
            label=_("Number to call"),
            max_length=30,
            error_messages={"required": _("Write the number to call.")},
            validators=[_NUMBER],
            widget=forms.TextInput({"class": "w-s", "inputmode": "tel"}),
        ),
    }


class MessageForm(forms.Form):
    """What is filled into a template."""

    language = forms.ChoiceField(label=_("Language of the message"))

    def __init__(self, *args: Any, body: str, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [(code, language_name(code)) for code in languages]
        fields = _fields()
        self.asked = placeholders_in(body)
        for name in self.asked:
            self.fields[name] = fields[name]

    def values(self) -> dict[str, str]:
        """What is filled in, as every language writes it here: 3.12.2026 and 9.00."""
        clean = self.cleaned_data
        written: dict[str, str] = {}
        for name in self.asked:
            value = clean[name]
            if name == "day":
                value = f"{value.day}.{value.month}.{value.year}"
            elif name == "time":
                value = f"{value.hour}.{value.minute:02}"
            written[name] = " ".join(str(value).split())
        return written


class TextForm(forms.Form):
    """A text of a template in one language."""

    subject = forms.CharField(
        label=_("Subject"), max_length=120, help_text=_("It must say nothing of why somebody is a client.")
    )
    body = forms.CharField(
        label=pgettext_lazy("message", "Text"),
        max_length=2000,
        widget=forms.Textarea({"rows": "8"}),
        help_text=_("{day}, {time}, {place} and {phone} are filled in when the message is sent."),
    )
    is_reviewed = forms.BooleanField(label=_("Somebody who knows the language has read the text"), required=False)

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).strip()
        if unknown := unknown_in(body):
            named = ", ".join(f"{{{name}}}" for name in unknown)
            raise forms.ValidationError(_("These cannot be filled in: %(names)s."), params={"names": named})
        return body
