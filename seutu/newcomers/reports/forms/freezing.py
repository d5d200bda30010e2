"""What is asked before a report is frozen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.rules.ready_figures import READY, ReadyFigure
from seutu.newcomers.reports.actions.freezing import ReportToFreeze
from seutu.newcomers.reports.models import FrozenReport
from seutu.newcomers.reports.rules.periods import NotAPeriod, Period
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.newcomers.reports.rules.words import in_sentence, label_of_axis
from seutu.shared.core import clock
from seutu.shared.core.figures import indicators
from seutu.shared.organizations.models import Organization

INPUTS = ["%d.%m.%Y", "%Y-%m-%d"]
# A figure is told by two axes at most.
_AXES = 2


def _day(label: Any, invalid: Any) -> forms.DateField:
    widget = forms.DateInput(format="%d.%m.%Y", attrs={"class": "w-s", "inputmode": "numeric"})
    errors = {"required": invalid, "invalid": invalid}
    return forms.DateField(label=label, input_formats=INPUTS, widget=widget, error_messages=errors)


class FreezeForm(forms.Form):
    """A report that is to be handed in; in place of ``former``, also why."""

    name = forms.CharField(
        label=gettext_lazy("Name of the report"),
        help_text=gettext_lazy("For example: Interim report, January–March 2026."),
        max_length=120,
        error_messages={"required": gettext_lazy("Write a name by which the report is known.")},
    )
    handed_in_for = forms.CharField(
        label=gettext_lazy("Handed in for"),
        help_text=gettext_lazy("The project or the grant, and who gets the report. May be left empty."),
        max_length=120,
        required=False,
    )
    starts_on = _day(gettext_lazy("First day"), gettext_lazy("Write the first day of a month, in the form 1.1.2026."))
    ends_on = _day(gettext_lazy("Last day"), gettext_lazy("Write the last day of a month, in the form 31.3.2026."))
    organizations = forms.MultipleChoiceField(
        label=gettext_lazy("Municipalities"),
        help_text=gettext_lazy("Those whose work is counted, and whose days are locked."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one municipality.")},
    )
    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Tables"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one table.")},
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy(
            "I understand that a frozen report is never changed or removed, and that its days are locked"
        ),
        error_messages={"required": gettext_lazy("Say that you understand this, and freeze again.")},
    )

    def __init__(
        self, *args: Any, organizations: frozenset[int], former: FrozenReport | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.former = former
        places = Organization.objects.filter(pk__in=organizations).order_by("name_fi", "pk")
        self.fields["organizations"].choices = [(str(each.pk), each.name) for each in places]  # type: ignore[attr-defined]
        self.fields["tables"].choices = [(each.key, in_words(each)) for each in READY]  # type: ignore[attr-defined]
        if former is not None:
            self.fields["why"] = forms.CharField(
                label=_("Why the report is replaced"),
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Write why the report is replaced.")},
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first is None or last is None:
            return given
        try:
            given["period"] = Period(first, last)
        except NotAPeriod:
            self.add_error(*_wrong_end(first, last))
        else:
            if last >= clock.today():
                self.add_error("ends_on", _("The period has not ended. It is frozen when its last day is over."))
        return given

    def wanted(self) -> ReportToFreeze:
        """What was said, for the action."""
        given = self.cleaned_data
        asked = set(given["tables"])
        return ReportToFreeze(
            name=given["name"],
            handed_in_for=given["handed_in_for"],
            period=given["period"],
            organizations=frozenset(map(int, given["organizations"])),
            questions=[question(each, given["period"]) for each in READY if each.key in asked],
            supersedes=self.former,
            why=given.get("why", ""),
        )


def _wrong_end(first: dt.date, last: dt.date) -> tuple[str, str]:
    if first.day != 1:
        return "starts_on", _("Write the first day of a month, in the form 1.1.2026.")
    if last < first:
        return "ends_on", _("The last day is before the first. Write a later day.")
    return "ends_on", _("Write the last day of a month, in the form 31.3.2026.")


def question(ready: ReadyFigure, period: Period) -> PivotQuestion:
    """A ready-made table of a period."""
    rows, columns = (*ready.by, "", "")[:_AXES]
    return PivotQuestion(indicator=ready.indicator, period=period, rows=rows, columns=columns)


def in_words(ready: ReadyFigure) -> str:
    """What a ready-made table tells, by what."""
    by = ", ".join(in_sentence(label_of_axis(axis)) for axis in ready.by)
    return f"{indicators.entry(ready.indicator).label}: {by}"
