"""What is asked of a client: one form for each section of the record, and one of them all for a new client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.changes import Why
from seutu.newcomers.clients.actions.clients import DuplicateReason
from seutu.newcomers.clients.actions.names import NameInput
from seutu.newcomers.clients.forms.client_fields import (
    IdentityCodeField,
    LineField,
    LinesField,
    ListedField,
    MunicipalityField,
    country_field,
    language_field,
    script_choices,
)
from seutu.newcomers.clients.models import BasisGroup, Gender, NameKind
from seutu.newcomers.clients.queries.typed_search import OLDEST_YEAR
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.fields import DayField

CITIZENSHIPS = ("citizenship", "second_citizenship", "third_citizenship")


class ClientForm(forms.Form):
    """A part of what is asked. ``values`` are fields of the record, for the action."""

    def values(self) -> dict[str, Any]:
        return {}

    def refuse_future(self, *names: str) -> None:
        """Say beside a day that it has not come yet."""
        for name in names:
            day: dt.date | None = self.cleaned_data.get(name)
            if day and day > clock.today():
                self.add_error(name, _("This day has not come yet. Check the year."))


class NamesForm(ClientForm):
    given_names = LineField(label=_("Given names"), required=False)
    family_name = LineField(label=_("Family name"), required=False)
    original_given_names = LineField(label=_("Given names in the original script"), required=False)
    original_family_name = LineField(label=_("Family name in the original script"), required=False)
    other_given_names = LineField(
        label=_("Given names in another spelling"),
        required=False,
        help_text=_("As in a passport or an old register. The client is found by every spelling."),
    )
    other_family_name = LineField(label=_("Family name in another spelling, or the former one"), required=False)
    patronymic = LineField(label=_("Patronymic"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        has_errors = "given_names" in self.errors or "family_name" in self.errors
        if not has_errors and not (given.get("given_names") or given.get("family_name")):
            self.add_error("given_names", _("Write at least one name."))
        return given

    def names(self) -> list[NameInput]:
        """The names that were typed, the current one first."""
        given = self.cleaned_data
        typed = [
            NameInput(given["family_name"], given["given_names"], given["patronymic"], NameKind.CURRENT),
            NameInput(given["original_family_name"], given["original_given_names"], kind=NameKind.ORIGINAL),
            NameInput(given["other_family_name"], given["other_given_names"], kind=NameKind.VARIANT),
        ]
        return [name for name in typed if name.whole]


class PersonForm(ClientForm):
    birth_date = DayField(label=_("Date of birth"), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        help_text=_("When the day is not known."),
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric", "autocomplete": "off"}),
    )
    gender = forms.ChoiceField(
        label=_("Gender"), choices=Gender.choices, initial=Gender.NOT_ASKED, widget=forms.RadioSelect
    )
    identity_code = IdentityCodeField(
        label=_("Personal identity code"),
        required=False,
        help_text=_("It is kept encrypted, and shown only to who asks for it."),
    )
    citizenship = country_field(_("Citizenship"))
    second_citizenship = country_field(_("Second citizenship"))
    third_citizenship = country_field(_("Third citizenship"))

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not OLDEST_YEAR <= year <= clock.today().year:
            raise forms.ValidationError(_("Write the year with four digits, such as 1990."))
        return year

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.refuse_future("birth_date")
        born = given.get("birth_date")
        if born and born.year < OLDEST_YEAR:
            self.add_error("birth_date", _("Write the year with four digits, such as 1990."))
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = [given[name] for name in CITIZENSHIPS if given[name]]
        return super().values() | {
            "birth_date": given["birth_date"],
            "birth_year": given["birth_year"],
            "gender": given["gender"],
            "identity_code": given["identity_code"] or None,
            "citizenships": list(dict.fromkeys(chosen)),
        }


class ChangedPersonForm(PersonForm):
    """The same of a client who is there: an empty code leaves the one that is kept."""

    removes_code = forms.BooleanField(label=_("Remove the identity code that is kept"), required=False)
    field_order = ["birth_date", "birth_year", "gender", "identity_code", "removes_code", *CITIZENSHIPS]

    def __init__(self, *args: Any, kept_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept_code:
            self.fields["identity_code"].label = _("New personal identity code")
            self.fields["identity_code"].help_text = _("Kept now: %(code)s. An empty field leaves it as it is.") % {
                "code": kept_code
            }
        else:
            del self.fields["removes_code"]

    def values(self) -> dict[str, Any]:
        values = super().values()
        if values["identity_code"] is None and not self.cleaned_data.get("removes_code"):
            del values["identity_code"]
        return values


class LanguagesForm(ClientForm):
    mother_tongue = language_field(_("Mother tongue"))
    service_language = language_field(_("Language of service"))
    script = ListedField(script_choices, label=_("Script that the client reads"), required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    interpreter_language = language_field(_("Language of the interpreter"))

    def values(self) -> dict[str, Any]:
        return super().values() | {name: self.cleaned_data[name] for name in LanguagesForm.base_fields}


class ResidenceForm(ClientForm):
    basis_group = forms.ChoiceField(
        label=_("Basis of residence"),
        choices=BasisGroup.choices,
        initial=BasisGroup.NOT_ASKED,
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    first_permit_on = DayField(
        label=_("First residence permit or registration"),
        required=False,
        help_text=_("Time limits of the Integration Act are counted from this day."),
    )
    municipality = MunicipalityField(label=_("Municipality of residence"), initial="unknown")
    home_municipality_from = DayField(label=_("Municipality of residence since"), required=False)
    is_job_seeker = forms.BooleanField(label=_("Job seeker at the employment authority"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.refuse_future("first_permit_on")
        return given

    def values(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ResidenceForm.base_fields}
        lives: dict[str, Any] = given["municipality"]
        return super().values() | given | lives


class ContactDetailsForm(ClientForm):
    phone = LineField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"class": "w-m", "autocomplete": "off"})
    )
    address = LinesField(label=_("Address"), required=False)
    wishes = LineField(
        label=_("How to be in touch"),
        required=False,
        max_length=200,
        help_text=_("Such as: text messages only, calls after four. No health data here."),
    )

    def contact_details(self) -> dict[str, Any]:
        """Fields of the contact details, for the action."""
        given = self.cleaned_data
        told = {name: given[name] for name in ContactDetailsForm.base_fields}
        return {name: value if name == "wishes" else value or None for name, value in told.items()}


class ProtectionForm(ClientForm):
    is_protected = forms.BooleanField(
        label=_("Protected client"),
        required=False,
        help_text=_(
            "Only the responsible counsellor, who leads the service, and those to whom the client was opened by name "
            "see the client. Others find nobody."
        ),
    )
    safety_non_disclosure = forms.BooleanField(
        label=_("Non-disclosure for personal safety (turvakielto)"),
        required=False,
        help_text=_("The client is then always protected."),
    )

    def values(self) -> dict[str, Any]:
        return super().values() | {name: self.cleaned_data[name] for name in ProtectionForm.base_fields}


class UnitChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.organization.name}"


class ServiceForm(ClientForm):
    unit = UnitChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("The municipality of the unit keeps the record by law."),
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    keyworker = forms.ModelChoiceField(
        label=_("Responsible counsellor"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        widget=forms.Select(attrs={"class": "w-m"}),
    )

    def offer(self, *, units: Any, keyworkers: Any) -> None:
        """Let the form choose among these."""
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["keyworker"].queryset = keyworkers  # type: ignore[attr-defined]  # a ModelChoiceField

    def values(self) -> dict[str, Any]:
        return super().values() | {name: self.cleaned_data[name] for name in ServiceForm.base_fields}


class NewClientForm(
    NamesForm, PersonForm, LanguagesForm, ResidenceForm, ContactDetailsForm, ServiceForm, ProtectionForm
):
    """All of it at once; ``groups`` are its parts with their headings."""

    duplicate_reason = forms.ChoiceField(
        label=_("Why a new client all the same?"),
        choices=DuplicateReason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    PARTS: Mapping[str, tuple[Any, type[ClientForm]]] = {
        "names": (_("Name"), NamesForm),
        "person": (_("Person"), PersonForm),
        "languages": (_("Languages"), LanguagesForm),
        "residence": (_("Residence"), ResidenceForm),
        "contact_details": (_("Contact details"), ContactDetailsForm),
        "service": (_("Unit and responsible counsellor"), ServiceForm),
        "protection": (_("Protection"), ProtectionForm),
    }

    @property
    def groups(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """For each part: its key, its heading, its fields."""
        return [(key, title, [self[name] for name in part.base_fields]) for key, (title, part) in self.PARTS.items()]


class WhyForm(forms.Form):
    """Why a value is another now."""

    why = forms.ChoiceField(
        label=_("Why does it change?"),
        choices=Why.choices,
        initial=Why.CHANGED,
        widget=forms.RadioSelect,
        help_text=_("What stood here before is kept, and so is who changed it and when."),
    )
