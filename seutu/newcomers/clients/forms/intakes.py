"""Who was pointed to the service, and what is decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.clients import DuplicateReason
from seutu.newcomers.clients.actions.intake import Arrived
from seutu.newcomers.clients.forms.path_documents import NOT_CHOSEN, past_day
from seutu.newcomers.clients.languages import language_choices
from seutu.newcomers.clients.models import Intake
from seutu.newcomers.clients.rules.intake import DeclineReason
from seutu.shared.core import clock, personal_id
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.fields import DayField

PERSON = ("given_names", "family_name", "birth_year", "language", "phone", "email", "message")
FIRST_YEAR = 1900
ASSESS_EXISTING, ASSESS_NEW, DECLINE = "existing", "new", "decline"
DECISIONS = (
    (ASSESS_NEW, _("Assess: make a new client of the person")),
    (ASSESS_EXISTING, _("Assess: the person is a client already")),
    (DECLINE, _("Do not assess")),
)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class IntakeForm(forms.Form):
    """Somebody who was pointed to the service."""

    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)
    arrived_on = DayField(
        label=_("Arrived on"), validators=[past_day], error_messages={"required": _("Write the day.")}
    )
    source = forms.ChoiceField(label=_("Who pointed"), choices=Intake.Source.choices)
    source_name = forms.CharField(
        label=_("Name of the organization that pointed"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"class": "w-m"}),
    )
    consent = forms.ChoiceField(
        label=_("Consent of the person"),
        choices=Intake.Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the person agreed.")},
    )
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=100)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=100)
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, widget=forms.TextInput({"class": "w-s", "inputmode": "numeric"})
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput({"class": "w-m"})
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=200, error_messages={"invalid": _("Check the e-mail address.")}
    )
    message = forms.CharField(
        label=_("What was told"),
        required=False,
        max_length=1000,
        help_text=_("Only what is needed for the decision. No personal identity codes, nothing of health."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["arrived_on"].initial = clock.today
        self.fields["language"].choices = [NOT_CHOSEN, *language_choices()]  # type: ignore[attr-defined]
        years = [MinValueValidator(FIRST_YEAR, _YEAR), MaxValueValidator(clock.today().year, _YEAR)]
        self.fields["birth_year"].validators += years

    def clean_message(self) -> str:
        text: str = self.cleaned_data["message"]
        if personal_id.contains(text):
            raise ValidationError(_("The text has a personal identity code in it. Take it off."))
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("given_names") and not given.get("family_name") and "given_names" not in self.errors:
            self.add_error("given_names", _("Write the name of the person."))
        return given

    def arrived(self) -> Arrived:
        """What the action logs."""
        given = self.cleaned_data
        return Arrived(
            unit=given["unit"],
            arrived_on=given["arrived_on"],
            source=given["source"],
            source_name=given["source_name"],
            consent=given["consent"],
            person={name: given[name] for name in PERSON if given.get(name)},
        )


_YEAR = _("Write the year of birth with four digits, for example 1988.")


class DecisionForm(forms.Form):
    """Whether the person is assessed, and as whom."""

    consent = forms.ChoiceField(label=_("Consent of the person"), choices=Intake.Consent.choices)
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    reference = forms.CharField(
        label=_("Reference of the client"),
        required=False,
        max_length=8,
        help_text=_("Search for the client first. The reference stands on the client's page."),
        widget=forms.TextInput({"class": "w-s", "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("Why the person is not assessed"), required=False)
    duplicate_reason = forms.ChoiceField(
        label=_("Why a new client all the same?"),
        choices=DuplicateReason.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, reasons: Iterable[tuple[DeclineReason, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [NOT_CHOSEN, *((reason.value, words) for reason, words in reasons)]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    def asks_for_duplicate(self, is_asked: bool) -> None:
        """Ask why a new client is made only when the person may be one already."""
        if not is_asked:
            del self.fields["duplicate_reason"]

    def clean_reference(self) -> str:
        return str(self.cleaned_data["reference"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        decision = given.get("decision")
        if decision == ASSESS_EXISTING and not given.get("reference"):
            self.add_error("reference", _("Write the reference of the client."))
        if decision == DECLINE and not given.get("reason"):
            self.add_error("reason", _("Choose the reason."))
        return given
