"""What is asked of who takes a table out of the register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.queries.exports import Wanted
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.exports import ExportPurpose, Scope, may_take_sensitive, scopes_of
from seutu.shared.core import clock
from seutu.shared.ui.fields import DayField

CSV, XLSX = "csv", "xlsx"
FORMATS = ((CSV, _("CSV, of any size")), (XLSX, _("Excel (.xlsx), with a sheet that tells what the columns mean")))


class ExportForm(forms.Form):
    """What every export asks: as which file, and for what purpose when that has to be told."""

    file_kind = forms.ChoiceField(label=_("File"), choices=FORMATS, initial=CSV, widget=forms.RadioSelect)
    purpose = forms.ChoiceField(
        label=_("For what"),
        choices=[("", _("Choose")), *((value, capfirst(label)) for value, label in ExportPurpose.choices)],
        required=False,
        widget=forms.Select(attrs={"class": "w-m"}),
    )

    def refuse_without_purpose(self) -> None:
        """Say that the purpose has to be told."""
        self.add_error("purpose", _("Choose for what it is taken out."))


class ContactExportForm(ExportForm):
    since = DayField(label=pgettext_lazy("period", "From"), error_messages={"required": _("Write the first day.")})
    until = DayField(label=pgettext_lazy("period", "To"), error_messages={"required": _("Write the last day.")})
    scope = forms.ChoiceField(label=_("Which contacts"), widget=forms.RadioSelect)
    with_sensitive = forms.BooleanField(
        label=_("Topics of health and belief, too"),
        help_text=_("They are special categories of personal data. Leave them out unless they are needed."),
        required=False,
    )
    field_order = ["since", "until", "scope", "with_sensitive", "purpose", "file_kind"]

    def __init__(self, data: Any = None, *, worker: Worker) -> None:
        super().__init__(data)
        scopes = scopes_of(worker)
        self.fields["scope"].choices = [(each.value, capfirst(each.label)) for each in scopes]  # type: ignore[attr-defined]
        self.fields["scope"].initial = scopes[0].value
        if len(scopes) == 1:
            self.fields["scope"].widget = forms.HiddenInput()
        if not may_take_sensitive(worker, Scope.VISIBLE):
            del self.fields["with_sensitive"], self.fields["purpose"]
        else:
            self.fields["purpose"].help_text = _("Needed when topics of health and belief are taken out.")
        today = clock.today()
        self.fields["since"].initial, self.fields["until"].initial = today.replace(month=1, day=1), today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if isinstance(since, dt.date) and isinstance(until, dt.date) and until < since:
            self.add_error("until", _now("The period ends before it begins."))
        return given

    def wanted(self) -> Wanted:
        """Which contacts are taken out."""
        given = self.cleaned_data
        return Wanted(
            since=given["since"],
            until=given["until"],
            scope=Scope(given["scope"]),
            with_sensitive=bool(given.get("with_sensitive")),
        )


class ClientExportForm(ExportForm):
    with_names = forms.BooleanField(
        label=_("Names, too"),
        help_text=_("Leave names out unless they are needed."),
        required=False,
    )
    field_order = ["with_names", "purpose", "file_kind"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["purpose"].help_text = _("Needed when names are taken out.")
