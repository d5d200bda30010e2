"""What is written of the talk: who, in which language, and each section that the law asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.languages import language_choices
from seutu.newcomers.clients.models import Assessment, IntegrationPlan, Interpreting, SystemOfRecord
from seutu.newcomers.clients.queries.interviewers import interviewers_of
from seutu.newcomers.clients.rules.finalising import ExtensionGround, is_touched, sections_of
from seutu.shared.accounts.models import User
from seutu.shared.core import clock, personal_id
from seutu.shared.law.entries import Section
from seutu.shared.ui.fields import DayField

SECTION_AT_MOST = 10_000
NOT_CHOSEN = ("", _("not chosen yet"))
# For what may be empty while the document is in the making, and not when it is finalised: no “(optional)” beside it.
ASKED_LATER = "clients/path/field.html"
LATER = frozenset({"started_on", "interviewer", "interviewer_title", "language", "interpreting"})


class PlainText(forms.CharField):
    """A text of several lines, without personal identity codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(
            max_length=SECTION_AT_MOST,
            error_messages={"max_length": _("Shorten the text to 10,000 characters.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if personal_id.contains(text):
            raise ValidationError(_("The text has a personal identity code in it. Take it off."))
        return text


class InterviewerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name)


def past_day(value: dt.date | None) -> None:
    """Refuse a day that is still to come."""
    if value and value > clock.today():
        raise ValidationError(_("The day is still to come."))


class DocumentForm(forms.Form):
    """What an assessment and a plan have in common: the talk first, then a pair of fields for each section."""

    interviewer = InterviewerField(
        label=_("Interviewer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=NOT_CHOSEN[1],
    )
    interviewer_title = forms.CharField(
        label=_("Title of the interviewer"),
        required=False,
        max_length=80,
        widget=forms.TextInput({"class": "w-m"}),
    )
    interviewer_is_official = forms.BooleanField(label=_("The interviewer is an office holder"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the talk"),
        required=False,
        help_text=_("The mother tongue, or a language that the client knows well."),
    )
    interpreting = forms.ChoiceField(
        label=_("Interpreter"),
        choices=Interpreting.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    interpreter_language = forms.ChoiceField(label=_("Language of the interpreter"), required=False)
    is_multisectoral = forms.BooleanField(
        label=_("Multi-sectoral: made together with the wellbeing services county"), required=False
    )
    system_of_record = forms.ChoiceField(
        label=_("System of record"), choices=SystemOfRecord.choices, widget=forms.RadioSelect
    )

    FIRST: tuple[str, ...] = ()

    def __init__(self, *args: Any, document: Assessment | IntegrationPlan, **kwargs: Any) -> None:
        self.document = document
        super().__init__(*args, **kwargs)
        # Who held the talk stays chosen, also when they do not serve here any more.
        known = [document.interviewer_id] if document.interviewer_id else []
        people = interviewers_of(document.client.controller_id, known=known)
        self.fields["interviewer"].queryset = people  # type: ignore[attr-defined]
        for name in ("language", "interpreter_language"):
            self.fields[name].choices = [NOT_CHOSEN, *language_choices()]  # type: ignore[attr-defined]
        for name in LATER & self.fields.keys():
            self.fields[name].template_name = ASKED_LATER  # type: ignore[attr-defined]  # newer than its type
        self.sections = sections_of(document)
        for section in self.sections:
            self._add_section(section)

    def _add_section(self, section: Section) -> None:
        name = section_name(section.code)
        heading = section.words.in_language(get_language() or "fi")
        self.fields[name] = PlainText(label=heading, required=False)
        if not section.optional:
            self.fields[name].template_name = ASKED_LATER  # type: ignore[attr-defined]  # newer than its type
        # Whose tick it is stands beside it for the eye, and in it for the ear.
        words = format_html('{}<span class="hidden">: {}</span>', _("Does not apply to the client"), heading)
        self.fields[f"{name}-na"] = forms.BooleanField(label=words, required=False)

    def talk_fields(self) -> list[BoundField]:
        """The fields before the sections."""
        own = [name for name in DocumentForm.base_fields if name in self.fields]
        return [self[name] for name in (*self.FIRST, *own)]

    def section_rows(self) -> Iterator[tuple[Section, BoundField, BoundField]]:
        """Each section with its text and its tick."""
        for section in self.sections:
            name = section_name(section.code)
            yield section, self[name], self[f"{name}-na"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for section in self.sections:
            name = section_name(section.code)
            if given.get(name) and given.get(f"{name}-na"):
                self.add_error(name, _("Take off either the text or the tick that it does not apply."))
        if given.get("interpreting") == Interpreting.NONE and given.get("interpreter_language"):
            given["interpreter_language"] = ""
        return given

    def values(self) -> dict[str, Any]:
        """What the action saves."""
        given = self.cleaned_data
        names = [name for name in (*self.FIRST, *DocumentForm.base_fields) if name in given]
        values = {name: given[name] for name in names}
        values["interpreting"] = values.get("interpreting") or Interpreting.NONE
        return values | {"sections": self._answers()}

    def _answers(self) -> dict[str, Any]:
        # What an earlier version of the law asked for is kept, though no field shows it any more.
        kept = self.document.sections if isinstance(self.document.sections, Mapping) else {}
        found = dict(kept)
        for section in self.sections:
            name = section_name(section.code)
            answer = {
                "text": self.cleaned_data.get(name) or "",
                "not_applicable": bool(self.cleaned_data.get(f"{name}-na")),
            }
            found[section.code] = answer
        return {code: answer for code, answer in found.items() if is_touched(answer)}


def section_name(code: str) -> str:
    """The name of the field of a section."""
    return f"section-{code}"


class AssessmentForm(DocumentForm):
    FIRST = ("asked_on", "started_on")

    asked_on = DayField(
        label=_("Asked for on"), validators=[past_day], error_messages={"required": _("Write the day.")}
    )
    started_on = DayField(label=_("Started on"), required=False, validators=[past_day])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        asked, started = given.get("asked_on"), given.get("started_on")
        if asked and started and started < asked:
            self.add_error("started_on", _("The assessment was started before it was asked for. Look at the days."))
        return given


class PlanForm(DocumentForm):
    FIRST = ("starts_on", "ends_on", "extension_ground")

    starts_on = DayField(label=_("Begins on"), error_messages={"required": _("Write the first day of the plan.")})
    ends_on = DayField(label=_("Ends on"), error_messages={"required": _("Write the last day of the plan.")})
    extension_ground = forms.ChoiceField(
        label=_("Ground of extension"),
        required=False,
        help_text=_("Only when the plans together last longer than the usual time of the law."),
    )

    def __init__(self, *args: Any, grounds: Iterable[tuple[ExtensionGround, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("no extension")), *((ground.value, words) for ground, words in grounds)]
        self.fields["extension_ground"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return given


def document_values(document: Assessment | IntegrationPlan, first: Iterable[str]) -> dict[str, Any]:
    """What the form of a document is filled with."""
    names = [*first, *DocumentForm.base_fields]
    values: dict[str, Any] = {name: getattr(document, name) for name in names}
    answers = document.sections if isinstance(document.sections, Mapping) else {}
    for section in sections_of(document):
        answer = answers.get(section.code) or {}
        values[section_name(section.code)] = answer.get("text", "")
        values[f"{section_name(section.code)}-na"] = answer.get("not_applicable", False)
    return values
