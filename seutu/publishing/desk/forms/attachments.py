from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions import AttachmentFields
from seutu.publishing.decisions.models import Attachment, AttachmentKind
from seutu.publishing.decisions.rules.refusals import is_provision


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files chosen at once; its value is a list of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFilesField, self).clean(each, initial) for each in given or [None]]


class UploadForm(forms.Form):
    uploads = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "You can choose several. Word, PDF and text files can be read for checks; pictures of text cannot."
        ),
        error_messages={"required": _("Choose at least one file."), "empty": _("The file is empty.")},
    )


class OneFileForm(forms.Form):
    upload = forms.FileField(
        label=_("New file"),
        help_text=_("The title, the number and the address of the attachment stay."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


class MentionForm(forms.Form):
    """An attachment of which only the mention is public."""

    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Write what the attachment is.")}
    )
    publicity = forms.ChoiceField(
        label=_("Why there is no file"),
        choices=(
            ("unpublished", _("public, but not published online")),
            ("withheld", _("secret by law")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the file is not here.")},
    )
    secrecy_ground = forms.CharField(
        label=_("Ground for secrecy"),
        required=False,
        max_length=200,
        help_text=_("For example JulkL 24 § 1 mom. 25 k."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("publicity") == "withheld" and not is_provision(given.get("secrecy_ground", "")):
            self.add_error("secrecy_ground", _("Write the provision, for example JulkL 24 § 1 mom. 25 k."))
        return given


class AttachmentForm(MentionForm):
    """What an attachment is called and how public it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AttachmentKind.choices, widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )
    field_order = ["title", "kind", "number", "publicity", "secrecy_ground"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        publicity = self.fields["publicity"]
        publicity.label = _("Publicity")
        publicity.choices = (  # type: ignore[attr-defined]
            ("public", _("public, published online")),
            ("unpublished", _("public, but not published online: the file is let go from here")),
            ("withheld", _("secret by law: the file is let go from here")),
        )


def attachment_values(attachment: Attachment) -> dict[str, Any]:
    """What the form of an attachment is filled with."""
    return {
        "title": attachment.title,
        "kind": attachment.kind,
        "number": attachment.number,
        "publicity": _publicity(attachment),
        "secrecy_ground": attachment.secrecy_ground,
    }


def _publicity(attachment: Attachment) -> str:
    if attachment.is_withheld:
        return "withheld"
    return "unpublished" if attachment.is_unpublished else "public"


def attachment_fields(given: Mapping[str, Any]) -> AttachmentFields:
    """What the form says, for the action."""
    publicity = given["publicity"]
    return AttachmentFields(
        title=given["title"],
        kind=given.get("kind", AttachmentKind.ATTACHMENT),
        number=given.get("number"),
        is_unpublished=publicity == "unpublished",
        is_withheld=publicity == "withheld",
        secrecy_ground=given["secrecy_ground"] if publicity == "withheld" else "",
    )
