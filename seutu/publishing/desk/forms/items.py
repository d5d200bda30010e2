"""The text of an item: its parts, its remedies, and what is secret in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.publishing.decisions.actions import ItemText, PartInput, RemedyInput
from seutu.publishing.decisions.models import AgendaItem, Outcome, PartKind, Remedy
from seutu.publishing.decisions.rules.refusals import describes_matter, is_provision
from seutu.publishing.desk.forms.fields import LANGUAGES, VideoTimeField, choices_with_none
from seutu.publishing.desk.forms.typed import RowForm
from seutu.shared.core.rich_text import sanitize, to_text
from seutu.shared.ui.editor import RichTextarea

TEXT_AT_MOST = 400_000
TOO_LONG = _("The text is too long to be shown on one page. Put a part of it into an attachment.")


class RichTextField(forms.CharField):
    """Rich text: what is not allowed in it is taken out; text without any tag becomes paragraphs."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", RichTextarea())
        super().__init__(
            required=False, max_length=TEXT_AT_MOST, error_messages={"max_length": TOO_LONG}, strip=True, **kwargs
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return sanitize(text if "<" in text else _paragraphs(text))


def _paragraphs(text: str) -> str:
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{_escaped(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def _escaped(text: str) -> str:
    # Only the ampersand: there is no angle bracket in text that comes here.
    return text.replace("&", "&amp;").replace(">", "&gt;")


class PartForm(RowForm):
    FOLDED = ("heading", "author", "is_amended")

    kind = forms.ChoiceField(
        label=_("Part"), choices=PartKind.choices, widget=forms.Select(attrs={"class": "w-m"}), initial="background"
    )
    heading = forms.CharField(
        label=_("Own heading"), required=False, max_length=300, help_text=_("When the usual one does not do.")
    )
    author = forms.CharField(
        label=_("Author"), required=False, max_length=200, help_text=_("Who proposes or dissents: title and name.")
    )
    is_amended = forms.BooleanField(label=_("Amended proposal"), required=False)
    language = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    html = RichTextField(label=pgettext_lazy("part of an item", "Text"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("is_amended") and given.get("kind") != PartKind.PROPOSAL:
            self.add_error(
                "is_amended", _("Only a proposed decision can be amended. Change the part or take this off.")
            )
        return given


REMEDY_HINT = _(
    "Nobody can have a decision changed without being told how. "
    "A decision on preparation or implementation only cannot be appealed: choose that there is no right of appeal."
)


class ItemForm(forms.Form):
    """All of an item but its parts and attachments."""

    title = forms.CharField(
        label=_("Title"),
        max_length=500,
        help_text=_(
            "Tell what the matter is. The title of a secret item is public too: "
            "describe the matter without what is secret, for example Virkavapaushakemus."
        ),
        error_messages={"required": _("Write a title."), "max_length": _("Shorten the title to 500 characters.")},
    )
    case_number = forms.CharField(
        label=_("Case number"), required=False, max_length=80, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    presenter = forms.CharField(label=_("Presenting officer"), required=False, max_length=300)
    preparers = forms.CharField(
        label=_("Preparing officers"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on a line, with the contact details that may be public."),
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGES, widget=forms.RadioSelect, initial="fi"
    )
    remedies = forms.MultipleChoiceField(
        label=_("Review and appeal"),
        required=False,
        choices=Remedy.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=REMEDY_HINT,
    )
    ban_provision = forms.CharField(
        label=_("Provision that denies appeal"),
        required=False,
        max_length=200,
        help_text=_("For example KuntaL 136 §"),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    is_withheld = forms.BooleanField(label=_("The item is secret by law"), required=False)
    secrecy_ground = forms.CharField(
        label=_("Ground for secrecy"),
        required=False,
        max_length=200,
        help_text=_("For example JulkL 24 § 1 mom. 25 k."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    removes_text = forms.BooleanField(
        label=_("Remove the text and the files when the item is saved"),
        required=False,
        help_text=_("Of a secret item only the public title and the ground are kept here. Keep the text elsewhere."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._clean_secret(given)
        if Remedy.BAN in given.get("remedies", []):
            if not is_provision(given.get("ban_provision", "")):
                self.add_error("ban_provision", _("Write the provision, for example KuntaL 136 §."))
            if len(given["remedies"]) > 1:
                self.add_error("remedies", _("A decision cannot both be appealed and have no right of appeal."))
        return given

    def _clean_secret(self, given: Mapping[str, Any]) -> None:
        if not given.get("is_withheld"):
            return
        if not is_provision(given.get("secrecy_ground", "")):
            self.add_error("secrecy_ground", _("Write the provision, for example JulkL 24 § 1 mom. 25 k."))
        if given.get("title") and not describes_matter(given["title"]):
            self.add_error("title", _("Describe the matter: “Secret item” does not tell what it is about."))


class OutcomeForm(forms.Form):
    """How an item ended."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=choices_with_none(_("Not recorded yet"), Outcome.choices),
        widget=forms.RadioSelect,
    )
    outcome_detail = forms.CharField(
        label=_("Votes in short"),
        required=False,
        max_length=40,
        help_text=_("For example 7–4. Empty when the vote is written on its own page."),
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )


class DecisionForm(OutcomeForm):
    """What was decided on an item."""

    handling = RichTextField(label=_("Handling"), help_text=_("Who spoke and proposed, who came and went."))
    copies_proposal = forms.BooleanField(
        label=_("The decision is the proposal as it stands"),
        required=False,
        help_text=_("The text of the last proposal is written as the decision when this is saved."),
    )
    decision = RichTextField(label=_("Decision"))
    video_seconds = VideoTimeField(
        label=_("Place in the video"),
        required=False,
        help_text=_("For example 1:02:30. The page of the item links to it."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("copies_proposal") and to_text(given.get("decision", "")).strip():
            self.add_error("copies_proposal", _("There is a decision text as well. Empty it, or take this off."))
        return given


def part_rows(item: AgendaItem) -> list[dict[str, Any]]:
    """What the rows of an item's parts are filled with."""
    return [
        {
            "kind": part.kind,
            "heading": part.heading,
            "author": part.author,
            "is_amended": part.is_amended,
            "language": part.language,
            "html": part.html,
        }
        for part in item.parts.all()
    ]


def item_values(item: AgendaItem) -> dict[str, Any]:
    """What the form of an item is filled with."""
    remedies = {row.remedy: row.provision for row in item.remedies.all()}
    return {
        "title": item.title,
        "case_number": item.case.number if item.case else "",
        "presenter": item.presenter,
        "preparers": item.preparers,
        "language": item.language,
        "remedies": list(remedies),
        "ban_provision": remedies.get(Remedy.BAN, ""),
        "is_withheld": item.is_withheld,
        "secrecy_ground": item.secrecy_ground,
    }


def text_of(item: AgendaItem) -> ItemText:
    """All that stands in an item, for the parts of it that a form leaves alone."""
    return ItemText(
        title=item.title,
        parts=tuple(PartInput(**row) for row in part_rows(item)),
        case_number=item.case.number if item.case else "",
        presenter=item.presenter,
        preparers=item.preparers,
        outcome=item.outcome,
        outcome_detail=item.outcome_detail,
        remedies=tuple(RemedyInput(row.remedy, row.provision) for row in item.remedies.all()),
        is_withheld=item.is_withheld,
        secrecy_ground=item.secrecy_ground,
        language=item.language,
        video_seconds=item.video_seconds,
    )


def text_with(before: ItemText, given: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> ItemText:
    """``before`` with what the form of an item and its rows say."""
    provisions = {str(remedy.remedy): remedy.provision for remedy in before.remedies}
    provisions[Remedy.BAN] = given["ban_provision"]
    is_withheld = given["is_withheld"]
    return dataclasses.replace(
        before,
        title=given["title"],
        case_number=given["case_number"],
        presenter=given["presenter"],
        preparers=given["preparers"],
        language=given["language"],
        remedies=tuple(RemedyInput(remedy, provisions.get(remedy, "")) for remedy in given["remedies"]),
        is_withheld=is_withheld,
        secrecy_ground=given["secrecy_ground"] if is_withheld else "",
        parts=() if is_withheld else tuple(_part_of(row) for row in parts if has_text(row)),
    )


def _part_of(row: Mapping[str, Any]) -> PartInput:
    return PartInput(**{name: row[name] for name in ("kind", "heading", "author", "is_amended", "language", "html")})


def has_text(row: Mapping[str, Any]) -> bool:
    """Whether a row of parts holds anything worth keeping."""
    return bool(to_text(row.get("html") or "").strip() or row.get("heading") or row.get("author"))


def refuse_secret_text(form: ItemForm, rows: Sequence[Mapping[str, Any]], *, has_files: bool) -> None:
    """Say beside the field that text of a secret item goes, unless the clerk has said that it may."""
    given = form.cleaned_data
    if given.get("is_withheld") and not given.get("removes_text") and (has_files or any(map(has_text, rows))):
        form.add_error("removes_text", ValidationError(_("Say that the text and the files may be removed.")))
