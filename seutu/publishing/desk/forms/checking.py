"""Who checks the minutes, where to send their links, what was signed on paper; and a checker's answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions import CheckerInput
from seutu.publishing.decisions.models import Checker, CheckerRole
from seutu.publishing.desk.forms.fields import LANGUAGES
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.shared.core import clock
from seutu.shared.core.characters import strip_control
from seutu.shared.ui.dates import day
from seutu.shared.ui.fields import DayField

MOST_CHECKERS = 12
LONGEST_REMARK = 4000


class CheckersForm(forms.Form):
    """The chair and the checkers, by name."""

    chair = forms.CharField(
        label=_("Chair"), max_length=200, error_messages={"required": _("Write the name of the chair.")}
    )
    checkers = forms.CharField(
        label=_("Checkers of the minutes"),
        help_text=_("One name on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def clean_checkers(self) -> list[str]:
        lines = strip_control(self.cleaned_data["checkers"]).splitlines()
        names = list(dict.fromkeys(name for line in lines if (name := " ".join(line.split()))))
        if len(names) > MOST_CHECKERS or any(len(name) > 200 for name in names):
            raise ValidationError(_("Write one name on each line, and twelve at most."))
        return names

    def inputs(self) -> list[CheckerInput]:
        """Those named, the chair first."""
        chair = CheckerInput(self.cleaned_data["chair"], role=CheckerRole.CHAIR)
        return [chair, *(CheckerInput(name) for name in self.cleaned_data["checkers"])]


class LinkForm(forms.Form):
    """Where to send one checker their link."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={"required": _("Write the e-mail address."), "invalid": _("Check the e-mail address.")},
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=LANGUAGES)


class LinksForm(forms.Form):
    """The addresses of all who wait for a link; whoever has none is left empty."""

    def __init__(
        self,
        *args: Any,
        checkers: Sequence[Checker],
        known: Mapping[str, CheckInvitation],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.checkers = checkers
        for checker in checkers:
            earlier = known.get(checker.name)
            self.fields[f"email_{checker.pk}"] = forms.EmailField(
                label=_("E-mail: %(name)s") % {"name": checker.name},
                max_length=254,
                required=False,
                initial=earlier.email if earlier else "",
                error_messages={"invalid": _("Check the e-mail address.")},
            )
            self.fields[f"language_{checker.pk}"] = forms.ChoiceField(
                label=_("Language of the message: %(name)s") % {"name": checker.name},
                choices=LANGUAGES,
                initial=earlier.language if earlier else language,
                widget=forms.Select(attrs={"class": "w-s"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.to_send():
            raise ValidationError(_("Write at least one e-mail address."))
        return cleaned

    def to_send(self) -> list[tuple[Checker, str, str]]:
        """Each checker with an address: the checker, the address, the language."""
        given = [
            (checker, self.cleaned_data.get(f"email_{checker.pk}", ""), self.cleaned_data[f"language_{checker.pk}"])
            for checker in self.checkers
        ]
        return [each for each in given if each[1]]


class PaperForm(forms.Form):
    """That somebody checked the minutes in another way."""

    checked_on = DayField(
        label=_("Checked on"), error_messages={"required": _("Write the day on which the minutes were checked.")}
    )
    reason = forms.CharField(
        label=_("How it was done"),
        help_text=_("For example: signed on paper."),
        max_length=300,
        error_messages={"required": _("Write how the minutes were checked.")},
    )

    def __init__(self, *args: Any, held_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_on = held_on

    def clean_checked_on(self) -> dt.date:
        given: dt.date = self.cleaned_data["checked_on"]
        if not self.held_on <= given <= clock.today():
            raise ValidationError(_("Write a day from the meeting (%(day)s) until today.") % {"day": day(self.held_on)})
        return given


class AnswerForm(forms.Form):
    """What a checker says of the minutes. The two buttons give the answer; the hash says which minutes were shown."""

    remark = forms.CharField(
        label=_("Remark to the clerk"),
        help_text=_("If something must be corrected, write what and in which section."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REMARK,
        required=False,
    )
    answer = forms.ChoiceField(
        choices=Answer.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose one of the two buttons."),
            "invalid_choice": _("Choose one of the two buttons."),
        },
    )
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.RETURNED and not cleaned.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Write what must be corrected."))
        return cleaned
