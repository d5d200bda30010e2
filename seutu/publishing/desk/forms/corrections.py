"""What is corrected of minutes that are out, and why: the same questions beside every form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions import ItemText
from seutu.publishing.decisions.models import AgendaItem, Attachment
from seutu.publishing.desk.forms.attachments import AttachmentForm
from seutu.publishing.desk.forms.items import ItemForm, OutcomeForm, item_values
from seutu.publishing.desk.forms.meetings import MeetingForm
from seutu.publishing.desk.forms.votes import VoteForm


class ReasonForm(forms.Form):
    """Why something is corrected."""

    correction_kind = forms.ChoiceField(
        label=_("What is corrected"),
        choices=(
            ("clerical", _("a clerical error (act 434/2003, section 51)")),
            ("factual", _("a factual error (act 434/2003, section 50)")),
            ("technical", _("a technical error in publishing")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is corrected.")},
    )
    reason = forms.CharField(
        label=_("What was corrected and why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("This is public and stands beside what was corrected."),
        error_messages={"required": _("Write what was corrected and why.")},
    )


class CorrectionFields(ReasonForm):
    """The same, and whether how it read before may be seen."""

    removes_former = forms.BooleanField(
        label=_("Do not show the former text"),
        required=False,
        help_text=_(
            "When it held something that may not be public. Of this and every earlier former version it is shown only "
            "that there was one."
        ),
    )


def why(given: Mapping[str, Any]) -> dict[str, Any]:
    """What those fields say, as the actions take it."""
    told = {"kind": given["correction_kind"], "reason": given["reason"]}
    return told | ({"removes_former": given["removes_former"]} if "removes_former" in given else {})


class CorrectionForm(CorrectionFields, ItemForm, OutcomeForm):
    """The text of a published item with its outcome, and why it is changed."""


class VoteCorrectionForm(CorrectionFields, VoteForm):
    """A vote on a published item, and why it is changed."""


class MeetingCorrectionForm(CorrectionFields, MeetingForm):
    """When and where a meeting was, and why that is changed. Its video is no part of the minutes."""

    video_url = None  # type: ignore[assignment]  # so Django leaves out a field of a parent


class FileForm(forms.Form):
    """A file that comes with a correction."""

    file = forms.FileField(
        label=_("File"), required=False, error_messages={"empty": _("The file is empty.")}, max_length=200
    )
    confirms_unreadable = forms.BooleanField(
        label=_("I have looked at the file: it holds nothing secret"),
        required=False,
        help_text=_("Needed when no machine can read it, as with a picture. Your name and the time are recorded."),
    )


class AddedAttachmentForm(ReasonForm, AttachmentForm, FileForm):
    """An attachment that was left out of published minutes."""

    field_order = [
        "correction_kind",
        "reason",
        "title",
        "kind",
        "number",
        "publicity",
        "secrecy_ground",
        "file",
        "confirms_unreadable",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publicity"].choices = (  # type: ignore[attr-defined]
            ("public", _("public, published online")),
            ("unpublished", _("public, but not published online")),
            ("withheld", _("secret by law")),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_public = given.get("publicity") == "public"
        if is_public and not given.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file."))
        if not is_public and given.get("file"):
            self.add_error("file", _("A file that is not published online is not kept here. Take the file away."))
        return given


class AttachmentCorrectionForm(CorrectionFields, AttachmentForm, FileForm):
    """What a published attachment is called, how public it is, and perhaps another file in its place."""

    field_order = [
        "correction_kind",
        "reason",
        "removes_former",
        "title",
        "kind",
        "number",
        "publicity",
        "secrecy_ground",
        "file",
        "confirms_unreadable",
    ]

    def __init__(self, *args: Any, attachment: Attachment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._has_file = attachment.file_id is not None
        self.fields["file"].label = _("Another file in its place") if self._has_file else _("File")
        self.fields["file"].help_text = _("Leave this empty when the file is the right one.") if self._has_file else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_public = given.get("publicity") == "public"
        if is_public and not self._has_file and not given.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file, or say why it is not here."))
        if not is_public and given.get("file"):
            self.add_error("file", _("A file that is not published online is not kept here. Take the file away."))
        return given


def correction_values(item: AgendaItem) -> dict[str, Any]:
    """What the form of a published item is filled with."""
    return {**item_values(item), "outcome": item.outcome, "outcome_detail": item.outcome_detail}


def text_with_outcome(text: ItemText, given: Mapping[str, Any]) -> ItemText:
    """``text`` with the outcome that the form of a correction says."""
    return dataclasses.replace(text, outcome=given["outcome"], outcome_detail=given["outcome_detail"])
