"""Why a client of another unit is opened."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.queries.purposes import ASKED_PURPOSES


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Why do you open this client's data?"),
        choices=[(each.value, each.label) for each in ASKED_PURPOSES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you open the data.")},
    )
