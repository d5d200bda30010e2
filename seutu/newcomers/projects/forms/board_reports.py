from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.actions.board_reports import ReportTexts
from seutu.newcomers.projects.models import BoardReport


class BoardReportForm(forms.Form):
    """What a person writes of a board report."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Write a title.")})
    case_number = forms.CharField(
        label=_("Case number"), max_length=60, required=False, help_text=_("For example 157/00.01.05.00/2020")
    )
    done_text = forms.CharField(
        label=_("What was done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("In your own words. Part paragraphs by an empty line."),
    )
    proposal_text = forms.CharField(
        label=_("Proposal"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the body is asked to decide, and what is proposed for the continuation."),
        error_messages={"required": _("Write what is proposed to the body.")},
    )

    def texts(self) -> ReportTexts:
        """What was written; the form is valid."""
        return ReportTexts(**self.cleaned_data)

    @classmethod
    def values_of(cls, report: BoardReport) -> dict[str, str]:
        """The report as the form has it."""
        return {name: getattr(report, name) for name in cls.base_fields}
