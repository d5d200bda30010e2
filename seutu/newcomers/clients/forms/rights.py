"""What is filled in about the rights of the person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.restriction import Ground
from seutu.newcomers.clients.models import Client, OwnDataRequest
from seutu.newcomers.clients.queries.data_requests import client_answered_for, workers_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock
from seutu.shared.core.rich_text import sanitize
from seutu.shared.ui.editor import RichTextarea
from seutu.shared.ui.fields import DayField


class ClientField(forms.CharField):
    """A client whom the worker answers for, by reference or exact identity code; the value is the client."""

    def __init__(self, **kwargs: Any) -> None:
        # No browser offers what was typed here to the next person at the desk.
        attrs = {"class": "w-m", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        super().__init__(
            label=_("Reference or personal identity code"),
            max_length=20,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": _("Write the client's reference or the whole personal identity code.")},
            **kwargs,
        )


class OfWorker(forms.Form):
    """A form that knows for whom its worker answers."""

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker = worker

    def found_client(self) -> Client:
        """The client that was named.

        :raises ValidationError: there is none whom the worker answers for.
        """
        client = client_answered_for(self.worker, self.cleaned_data["client"])
        if client is None:
            raise ValidationError(_("You answer for no client with this reference or identity code."))
        return client


class LookUpClientForm(OfWorker):
    client = ClientField()

    def clean_client(self) -> Client:
        return self.found_client()


class LookUpWorkerForm(OfWorker):
    person: Any = forms.ModelChoiceField(
        label=_("Worker"),
        queryset=None,
        empty_label=_("Choose a person"),
        error_messages={"required": _("Choose a worker.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = workers_of(self.worker)
        field.label_from_instance = lambda user: user.display_name


class NewRequestForm(OfWorker):
    client = ClientField(help_text=_("Make sure of who asks before you answer."))
    kind = forms.ChoiceField(
        label=_("What is asked"),
        choices=OwnDataRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is asked.")},
    )
    received_on = DayField(
        label=_("Received"),
        help_text=_("The time to answer runs from this day."),
        error_messages={"required": _("Write the day on which the request came.")},
    )
    details = forms.CharField(
        label=_("In the person's words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today

    def clean_client(self) -> Client:
        return self.found_client()

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(_("The day has not come yet."))
        if day.year < FIRST_YEAR:
            raise ValidationError(_("The day is before the General Data Protection Regulation. Check the year."))
        return day


FIRST_YEAR = 2019


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason given"),
        help_text=_("The person is told it. Name the ground in law."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason: the person has a right to know it.")},
    )


class RestrictForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground.")},
    )


class DisclosureForm(forms.Form):
    recipient = forms.CharField(
        label=_("Recipient"),
        help_text=_("The authority or organization, not a person’s name."),
        max_length=120,
        error_messages={"required": _("Write to whom the data was given.")},
    )
    what = forms.CharField(
        label=_("What was given"),
        help_text=_("Which data, such as “plan of 3.3.2026”. Not the data itself."),
        max_length=200,
        error_messages={"required": _("Write what was given.")},
    )
    provision = forms.CharField(
        label=_("Ground in law"),
        help_text=_("For example “KotoL 681/2023 § …” or “the person’s consent”."),
        max_length=120,
        error_messages={"required": _("Write the ground: without one nothing may be given.")},
    )
    disclosed_on = DayField(
        label=_("Given"), error_messages={"required": _("Write the day on which the data was given.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disclosed_on"].initial = clock.today

    def clean_disclosed_on(self) -> Any:
        day = self.cleaned_data["disclosed_on"]
        if day > clock.today():
            raise ValidationError(_("The day has not come yet."))
        return day


class PrivacyNoticeForm(forms.Form):
    text_html = forms.CharField(
        label=_("Text"),
        max_length=200_000,
        widget=RichTextarea({"rows": 20}),
        error_messages={"required": _("Write the notice.")},
    )
    is_machine_made = forms.BooleanField(
        label=_("Translated by a machine, not read by a person yet"),
        required=False,
    )

    def clean_text_html(self) -> str:
        given: str = self.cleaned_data["text_html"]
        html = sanitize(given if "<" in given else _paragraphs(given))
        if not html.strip():
            raise ValidationError(_("Write the notice."))
        return html


def _paragraphs(text: str) -> str:
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{block.replace('&', '&amp;').replace(chr(10), '<br>')}</p>" for block in blocks if block)
