"""What a worker asks of the inbox, and writes about what arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.queries.desk import Wanted

Choices = list[tuple[str, Any]]

LONGEST = 10_000
ALL_OPEN = ("", _("Open ones"))
DAYS_TO_COMPLETE = 14


class InboxFilterForm(forms.Form):
    """The question stands in the address: only states and keys are in it."""

    tila = forms.ChoiceField(label=pgettext_lazy("submission", "State"), required=False)
    lomake = forms.ChoiceField(label=_("Form"), required=False)
    paikka = forms.ChoiceField(label=_("Desk"), required=False)
    kenelle = forms.ChoiceField(label=_("Whose work"), required=False)

    def __init__(self, data: Any, *, forms_shown: Choices, places: Choices) -> None:
        super().__init__(data)
        states = [(value, str(label).capitalize()) for value, label in Submission.State.choices]
        offered: dict[str, Choices] = {
            "tila": [ALL_OPEN, *states],
            "lomake": [("", _("All forms")), *forms_shown],
            "paikka": [("", _("All desks")), *places],
            "kenelle": [("", _("Everybody's")), ("mina", _("Only mine"))],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """The question; of what cannot be understood nothing is asked."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            state=given.get("tila", ""),
            form=int(given["lomake"]) if given.get("lomake") else None,
            place=given.get("paikka", ""),
            is_mine=given.get("kenelle") == "mina",
        )

    def is_narrowed(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.get(name) for name in self.fields)


class VerbForm(forms.Form):
    """What every verb is sent with: the revision that the worker saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, submission: Submission, **choices: Any) -> None:
        super().__init__(data, initial={"revision": submission.revision})
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def is_of(self, submission: Submission) -> None:
        """Let what is sent next be judged by the submission as it is shown now."""
        sent = cast(QueryDict, self.data).copy()
        sent["revision"] = str(submission.revision)
        self.data = sent

    def arguments(self) -> dict[str, Any]:
        """What the action is called with; only after `is_valid`."""
        return dict(self.cleaned_data)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}), **more)


class AnswerForm(VerbForm):
    text = _text(
        _("Answer"),
        help_text=_(
            "The sender gets a mail that says only that an answer waits, and reads it by a link that opens once."
        ),
    )


class NoteForm(VerbForm):
    field_name = forms.ChoiceField(label=_("What it is about"), required=False)
    text = _text(
        pgettext_lazy("desk", "Note"), help_text=_("Notes are for workers only. They are never shown to the sender.")
    )


class HandOverForm(VerbForm):
    place = forms.ChoiceField(label=_("To which desk"))
    reason = _text(_("Why"), help_text=_("The receiver reads it, and it stays with the form."))


class AssignForm(VerbForm):
    to = forms.ChoiceField(label=_("To whom"))

    def __init__(self, data: Any = None, *, submission: Submission, people: Iterable[User]) -> None:
        self.people = {str(each.pk): each for each in people}
        offered = [("", _("Choose a person")), *((key, each.display_name) for key, each in self.people.items())]
        super().__init__(data, submission=submission, to=offered)

    def arguments(self) -> dict[str, Any]:
        return {"revision": self.cleaned_data["revision"], "to": self.people[self.cleaned_data["to"]]}


class CompletionForm(VerbForm):
    field_names = forms.MultipleChoiceField(
        label=_("What has to be completed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = _text(
        _("What you need, in plain words"),
        required=False,
        help_text=_("The sender reads it when they open the form. It does not go into the mail."),
    )
    complete_by = forms.DateField(
        label=_("Complete by"),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%-d.%-m.%Y", attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"invalid": _("Write the day in the form 29.3.2026.")},
    )

    def __init__(self, data: Any = None, *, submission: Submission, **choices: Any) -> None:
        super().__init__(data, submission=submission, **choices)
        until = clock.today() + dt.timedelta(days=DAYS_TO_COMPLETE)
        self.initial["complete_by"] = f"{until.day}.{until.month}.{until.year}"
