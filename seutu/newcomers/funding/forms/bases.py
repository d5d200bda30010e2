"""Forms by which a basis is fetched or brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.funding.models import Definition
from seutu.newcomers.funding.rules.number_text import MOST_OCTETS
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.fields import DayField

FIRST_YEAR = 1970
LAST_YEAR = 2100


def _definitions(only: Any = None) -> list[tuple[str, str]]:
    return [(each.value, str(capfirst(each.label))) for each in Definition if only is None or each.value in only]


class _LeadForm(forms.Form):
    lead = forms.ModelChoiceField(Organization.objects.none(), label=_("Lead"), empty_label=None)

    def __init__(self, leads: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.queryset = leads


class FetchForm(_LeadForm):
    """Which numbers are fetched."""

    definition = forms.ChoiceField(
        label=_("Whom the numbers count"), choices=lambda: _definitions(settings.PXWEB_TABLES), widget=forms.RadioSelect
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"required": _("Write the year, such as 2021."), "invalid": _("Write the year, such as 2021.")},
        help_text=_("The numbers are of the last day of the year."),
    )


class BringForm(_LeadForm):
    """A file with numbers by municipality."""

    definition = forms.ChoiceField(
        label=_("Whom the numbers count"),
        choices=_definitions,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom the numbers count. The agreement says it.")},
    )
    reference_on = DayField(
        label=_("Day of the numbers"),
        error_messages={"required": _("Write the day that the numbers are of, mostly the last of a year.")},
    )
    table_id = forms.CharField(
        label=_("Table that the numbers are from"),
        max_length=200,
        error_messages={"required": _("Write the table, so that the numbers can be found again.")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "JSON-stat 2 from the service of statistics, or CSV: a municipality code and a number on each line."
        ),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    note = forms.CharField(label=_("What else to know of it"), max_length=400, required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_OCTETS:
            raise forms.ValidationError(_("The file is larger than 10 megabytes."))
        return file
