"""An initiative, and how far it has come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.initiatives import InitiativeText
from seutu.publishing.decisions.models import AgendaItem, Initiative, InitiativeKind, InitiativeState
from seutu.publishing.decisions.queries.of_registers import bodies_for
from seutu.publishing.desk.forms.fields import LANGUAGES
from seutu.publishing.desk.forms.items import RichTextField
from seutu.publishing.desk.forms.owned import TITLE_ERRORS, OwnedChoiceField, OwnedForm, offer, offer_owned
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.ui.fields import DayField


class InitiativeForm(OwnedForm):
    kind = forms.ChoiceField(
        label=_("Kind of initiative"),
        choices=InitiativeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which kind of initiative it is.")},
    )
    title = forms.CharField(label=_("Title"), max_length=500, error_messages=TITLE_ERRORS)
    html = RichTextField(label=_("Text"))
    submitted_on = DayField(label=_("Submitted on"))
    submitted_to = OwnedChoiceField(label=_("Submitted to"), required=False, queryset=None, empty_label=_("No body"))
    first_signatory = forms.CharField(
        label=_("First signatory"),
        required=False,
        max_length=200,
        help_text=_("The public sees the name of a councillor. Of a residents' initiative it sees no name."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    signature_count = forms.IntegerField(
        label=_("Signatures"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )
    case_number = forms.CharField(
        label=_("Case number"), required=False, max_length=80, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGES, widget=forms.RadioSelect, initial="fi"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        offer_owned(self, {"submitted_to": bodies_for(user)}, user=user)
        self.fields["submitted_on"].initial = clock.today

    def clean_submitted_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["submitted_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        body = given.get("submitted_to")
        if body and self.owner and body.organization_id != self.owner.pk:
            self.add_error("submitted_to", _("Choose a body of the same organization."))
        return given

    def text(self) -> InitiativeText:
        """What the form says, for the action."""
        return InitiativeText(**{name: value for name, value in self.cleaned_data.items() if name != "organization"})


def initiative_values(initiative: Initiative) -> dict[str, Any]:
    """What the form of an initiative is filled with."""
    names = ("kind", "title", "html", "submitted_on", "submitted_to", "first_signatory")
    values = {name: getattr(initiative, name) for name in (*names, "signature_count", "language")}
    return values | {"case_number": initiative.case.number if initiative.case else ""}


class AnswerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    def label_from_instance(self, obj: Any) -> str:
        day = obj.meeting.day
        return f"{obj.meeting.body.name} {day.day}.{day.month}.{day.year} § {obj.section_number or obj.position}"


class InitiativeStateForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=InitiativeState.choices, widget=forms.RadioSelect)
    answered_on = DayField(label=_("Answered on"), required=False)
    answer_item = AnswerField(
        label=_("Item that answers it"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("No item"),
        help_text=_("The items of its case are offered here. Write the case number first."),
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(initiative, name) for name in ("state", "answered_on", "answer_item")}
        self.initiative = initiative
        if initiative.case_id is not None:
            items = AgendaItem.objects.filter(case=initiative.case_id, meeting__organization=initiative.organization_id)
            offer(
                self, "answer_item", items.select_related("meeting__body").order_by("-meeting__starts_at", "position")
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        day = given.get("answered_on")
        if given.get("state") == InitiativeState.ANSWERED and not day and "answered_on" not in self.errors:
            self.add_error("answered_on", _("Write on which day it was answered."))
        if day and day < self.initiative.submitted_on:
            self.add_error("answered_on", _("It cannot be answered before it was submitted."))
        return given
