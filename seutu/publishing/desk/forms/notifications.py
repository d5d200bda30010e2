"""Who was notified of a decision, and how."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.notifications import NotificationInput
from seutu.publishing.decisions.models import NotificationWay
from seutu.shared.core import clock
from seutu.shared.ui.fields import DayField


def not_to_come(day: dt.date | None) -> dt.date | None:
    """``day``, when it has come.

    :raises ValidationError: it has not.
    """
    if day is not None and day > clock.today():
        raise forms.ValidationError(_("This day has not come yet."))
    return day


class NotificationForm(forms.Form):
    party_name = forms.CharField(
        label=_("Party"),
        max_length=200,
        error_messages={"required": _("Write who was notified.")},
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
    )
    way = forms.ChoiceField(
        label=_("Way"),
        choices=NotificationWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the decision was sent.")},
    )
    has_consent = forms.BooleanField(
        label=_("The party has agreed to e-mail"),
        required=False,
        help_text=_("Without the party's consent a decision is not sent by e-mail (act 13/2003, section 19)."),
    )
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=400,
        help_text=_("Where it was sent."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sent_on = DayField(label=_("Sent on"))
    delivered_on = DayField(
        label=_("Day of the proof of delivery"),
        required=False,
        help_text=_("You can write it later, when the proof comes."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].initial = clock.today

    def clean_sent_on(self) -> dt.date | None:
        return not_to_come(self.cleaned_data["sent_on"])

    def clean_delivered_on(self) -> dt.date | None:
        return not_to_come(self.cleaned_data["delivered_on"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        way, sent, delivered = given.get("way"), given.get("sent_on"), given.get("delivered_on")
        if way == NotificationWay.EMAIL and not given.get("has_consent"):
            self.add_error("has_consent", _("Say that the party has agreed to e-mail, or choose another way."))
        if delivered and way and way != NotificationWay.PROOF_OF_DELIVERY:
            self.add_error("delivered_on", _("Only what was sent against a proof of delivery has this day."))
        elif delivered and sent and delivered < sent:
            self.add_error("delivered_on", _("The proof cannot be older than the sending."))
        return given

    def given(self) -> NotificationInput:
        """What the form says, for the action."""
        return NotificationInput(**self.cleaned_data)


class DeliveryForm(forms.Form):
    """The day that a proof of delivery shows."""

    delivered_on = DayField(
        label=_("Day of the proof of delivery"), help_text=_("From this day the party's own time runs.")
    )

    def __init__(self, *args: Any, sent_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent_on = sent_on

    def clean_delivered_on(self) -> dt.date | None:
        day = not_to_come(self.cleaned_data["delivered_on"])
        if day is not None and day < self.sent_on:
            raise forms.ValidationError(_("The proof cannot be older than the sending."))
        return day
