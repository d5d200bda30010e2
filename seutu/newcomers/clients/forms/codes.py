"""Forms of the code lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.forms.entries import NamedChoiceField
from seutu.newcomers.clients.queries.codes import organizations_kept_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.fields import DayField

_LONG = _("Shorten the name to 120 characters.")


class NamesForm(forms.Form):
    """The names of a code, and its place in the list."""

    name_fi = forms.CharField(
        label=_("Name in Finnish"),
        max_length=120,
        error_messages={"required": _("Write the name in Finnish."), "max_length": _LONG},
    )
    name_sv = forms.CharField(
        label=_("Name in Swedish"), max_length=120, required=False, error_messages={"max_length": _LONG}
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, required=False, error_messages={"max_length": _LONG}
    )
    position = forms.IntegerField(
        label=_("Place in the list"),
        help_text=_("A small number stands before a large one."),
        min_value=0,
        max_value=9999,
        initial=100,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write a number from 0 to 9999.")
        ),
    )


class TopicNamesForm(NamesForm):
    is_sensitive = forms.BooleanField(
        label=_("Tells of health or belief"),
        help_text=_("Special category of personal data: it stays out of exports."),
        required=False,
    )


class _New(forms.Form):
    starts_on = DayField(label=_("First day"), error_messages={"required": _("Write the day in the form 29.3.2026.")})


class NewTopicForm(TopicNamesForm, _New):
    """A topic that can be chosen from a day on."""


class NewFundingCodeForm(NamesForm, _New):
    """A funding code that can be chosen from a day on."""

    organization = NamedChoiceField(
        label=_("For whom"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Every municipality"),
        widget=forms.Select(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations_kept_by(worker)  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """The last day of a code."""

    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Leave it empty, and the code stays in use. What was logged under it stays as it is."),
        required=False,
    )
