"""Short forms of the service path: asking for an assessment, a new plan, acceptance, handing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.forms.path_documents import past_day
from seutu.newcomers.clients.models import NoPlanGround, SystemOfRecord
from seutu.shared.ui.fields import DayField

OTHER_SYSTEMS = [choice for choice in SystemOfRecord.choices if choice[0] != SystemOfRecord.LOCAL]


class AskForm(forms.Form):
    """On which day an assessment was asked for."""

    asked_on = DayField(
        label=_("Asked for on"),
        help_text=_("The day of the client's request or of the contact. From it the time of the law is counted."),
        validators=[past_day],
        error_messages={"required": _("Write the day.")},
    )


class NewPlanForm(forms.Form):
    """From when to when a plan is made."""

    starts_on = DayField(label=_("Begins on"), error_messages={"required": _("Write the first day of the plan.")})
    ends_on = DayField(label=_("Ends on"), error_messages={"required": _("Write the last day of the plan.")})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return given


class AcceptanceForm(forms.Form):
    """When both parties accepted a plan."""

    accepted_by_client_on = DayField(
        label=_("The client accepted the plan on"),
        validators=[past_day],
        error_messages={"required": _("Write the day on which the client accepted the plan.")},
    )
    accepted_by_worker_on = DayField(
        label=_("You accepted the plan on"),
        validators=[past_day],
        error_messages={"required": _("Write the day on which you accepted the plan.")},
    )


class NoPlanForm(forms.Form):
    """Why no plan is needed after an assessment."""

    ground = forms.ChoiceField(
        label=_("Why is no plan needed?"),
        choices=NoPlanGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why no plan is needed.")},
    )


class DirectedForm(forms.Form):
    """When the client was directed to apply for education or a service."""

    directed_on = DayField(
        label=_("Directed on"), validators=[past_day], error_messages={"required": _("Write the day.")}
    )


class HandOverForm(forms.Form):
    """To which system a document goes."""

    system = forms.ChoiceField(
        label=_("System of record"),
        choices=OTHER_SYSTEMS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the system to which it goes.")},
    )
    reference = forms.CharField(
        label=_("Reference in the system of record"),
        required=False,
        max_length=80,
        help_text=_("A number or code by which it is found there. No names."),
        widget=forms.TextInput({"class": "w-m"}),
    )
    provision = forms.CharField(
        label=_("Ground in law for giving the data"),
        max_length=120,
        widget=forms.TextInput({"class": "w-m"}),
        error_messages={"required": _("Write the provision by which the data is given.")},
    )
