"""What a worker chooses after the preview of what answers become."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.shared.eforms.meanings import NEW, Choice, Preview
from seutu.shared.eforms.models import Submission

NEW_ONE = "new"


class ChoiceForm(forms.Form):
    """One of the duplicates, or something new; nothing is chosen beforehand where there are duplicates."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    existing = forms.ChoiceField(
        label=_("Where the answers go"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the answers go.")},
    )

    def __init__(self, data: Any = None, *, submission: Submission, preview: Preview) -> None:
        super().__init__(data, initial={"revision": submission.revision, "token": preview.token})
        self.preview, self.submission = preview, submission
        choosable = [each for each in preview.duplicates if each.is_choosable]
        offered: list[tuple[str, Any]] = [(f"old:{each.key}", each.label) for each in choosable]
        if preview.may_be_new:
            offered.append((NEW_ONE, _("Make a new one")))
        self.fields["existing"].choices = offered  # type: ignore[attr-defined]
        if not preview.duplicates and preview.may_be_new:
            self.initial["existing"] = NEW_ONE

    def clean(self) -> dict[str, Any]:
        if self.preview.problems:
            raise forms.ValidationError(_("It cannot be made of these answers. The preview tells why."))
        return self.cleaned_data

    def choice(self) -> Choice:
        """What was chosen, with the preview that was seen; only after `is_valid`."""
        chosen = self.cleaned_data["existing"]
        existing = NEW if chosen == NEW_ONE else chosen.removeprefix("old:")
        return Choice(token=self.cleaned_data["token"], existing=existing)

    def show_preview_anew(self) -> None:
        """Let what is sent next be judged by the preview that is shown now."""
        if self.is_bound:
            sent = cast(QueryDict, self.data).copy()
            sent["token"], sent["revision"] = self.preview.token, str(self.submission.revision)
            self.data = sent
