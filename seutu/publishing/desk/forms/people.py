"""People with their seats and offices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.people import OfficeInput, SeatInput
from seutu.publishing.decisions.models import Office, Person, Seat, SeatRole
from seutu.publishing.desk.forms.owned import OwnedForm, offer
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body
from seutu.shared.ui.fields import DayField

NAME_ERRORS = {"required": _("Write the name.")}


class PersonForm(OwnedForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("First name and last name. Nothing of a person is public before a seat or an office is in force."),
        error_messages=NAME_ERRORS,
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
    )


class RenameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("The address of the person follows the name."),
        error_messages=NAME_ERRORS,
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
    )


class TermForm(forms.Form):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty when it is not known. The day after, it is off the site."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        refuse_backwards(self, given.get("starts_on"), given.get("ends_on"))
        return given


def refuse_backwards(form: forms.Form, first: dt.date | None, last: dt.date | None) -> None:
    """Say beside the field that a last day is before the first."""
    if first and last and last < first:
        form.add_error("ends_on", _("The last day is before the first."))


class SeatChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.body.name}"


class SeatForm(TermForm):
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=_("Choose a body"))
    role = forms.ChoiceField(
        label=_("Role"), choices=SeatRole.choices, initial=SeatRole.MEMBER, widget=forms.Select(attrs={"class": "w-m"})
    )
    deputises_for = SeatChoiceField(
        label=_("Stands in for"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
        help_text=_("Only for a deputy member who is the deputy of one member."),
    )
    group = forms.CharField(
        label=_("Group in the council"), required=False, max_length=100, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    field_order = ["body", "role", "deputises_for", "group", "starts_on", "ends_on"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
        seats = Seat.objects.filter(not_over, body__organization=person.organization_id).exclude(person=person)
        offer(self, "body", person.organization.bodies.order_by("name_fi", "pk"))
        offer(self, "deputises_for", seats.select_related("person", "body").order_by("person__name", "pk"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        whose = given.get("deputises_for")
        if whose and given.get("role") != SeatRole.DEPUTY:
            self.add_error("deputises_for", _("Only a deputy member stands in for somebody."))
        elif whose and given.get("body") and whose.body_id != given["body"].pk:
            self.add_error("deputises_for", _("Choose a member of the same body."))
        return given

    def seat(self) -> SeatInput:
        """What the form says, for the action."""
        return SeatInput(**self.cleaned_data)


class HoldingForm(TermForm):
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), empty_label=_("Choose an office")
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    field_order = ["office", "title", "starts_on", "ends_on"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "office", person.organization.offices.order_by("name_fi", "pk"))


class EndForm(forms.Form):
    """On which day a seat or an office ends."""

    ends_on = DayField(label=_("Last day"), help_text=_("The day after, it is off the site."))

    def __init__(self, *args: Any, starts_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.fields["ends_on"].initial = clock.today

    def clean_ends_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["ends_on"]
        if day < self.starts_on:
            raise forms.ValidationError(_("The last day is before the first."))
        return day


class OfficeForm(OwnedForm):
    name_fi = forms.CharField(
        label=_("Name in Finnish"),
        max_length=200,
        error_messages=NAME_ERRORS,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    name_sv = forms.CharField(
        label=_("Name in Swedish"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    abbreviation = forms.CharField(
        label=_("Abbreviation"), required=False, max_length=20, widget=forms.TextInput(attrs={"class": "w-s"})
    )

    def office(self) -> OfficeInput:
        """What the form says, for the action."""
        given = self.cleaned_data
        return OfficeInput(given["name_fi"], given["name_sv"], given["abbreviation"])
