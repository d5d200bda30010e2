"""Forms of rights beyond one's own work: grants, requests, transfers, emergencies, substitutes, handing over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from seutu.newcomers.clients.actions.grants import MOST_DAYS_OF_CONSULTATION
from seutu.newcomers.clients.forms.household import ReferenceField
from seutu.newcomers.clients.models import Client, GrantLevel
from seutu.newcomers.clients.queries.access import workplaces_of
from seutu.newcomers.clients.rules.reasons import (
    LEAST_CHARACTERS,
    IdentityCodeInText,
    ReasonTooShort,
    tidy_reason,
)
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization, Unit
from seutu.shared.ui.fields import DayField

DAYS_PROPOSED = 90


class ReasonField(forms.CharField):
    """A reason that others read: short, and without a personal identity code."""

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        self.least = least
        kwargs.setdefault("label", _("Reason given"))
        kwargs.setdefault("error_messages", {"required": _("Write the reason.")})
        widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
        super().__init__(max_length=200, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        try:
            return tidy_reason(words, least=self.least)
        except ReasonTooShort:
            told = ngettext_lazy(
                "Write the reason with at least %(n)s character.",
                "Write the reason with at least %(n)s characters.",
                self.least,
            )
            raise forms.ValidationError(told % {"n": self.least}) from None
        except IdentityCodeInText:
            raise forms.ValidationError(
                _("There is a personal identity code in the text. Take it out: others read this.")
            ) from None


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    """A worker, told apart from others of the same name by where they work."""

    def __init__(self, **kwargs: Any) -> None:
        self.places: Mapping[int, str] = {}
        super().__init__(queryset=User.objects.none(), empty_label=_("Choose a person"), **kwargs)

    def offer(self, people: QuerySet[User]) -> None:
        """Let these people be chosen."""
        self.queryset = people
        self.places = workplaces_of(people.values_list("pk", flat=True))

    def label_from_instance(self, obj: Any) -> str:
        place = self.places.get(obj.pk)
        return f"{obj.display_name}, {place}" if place else str(obj.display_name)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    """A unit, with whose it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), empty_label=_("Choose a unit"), **kwargs)

    def offer(self, units: QuerySet[Unit]) -> None:
        """Let these units be chosen."""
        self.queryset = units

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.organization.name}"


def _level_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Right"), choices=GrantLevel.choices, widget=forms.RadioSelect, initial=GrantLevel.READ
    )


def _last_day_field(**kwargs: Any) -> DayField:
    return DayField(label=_("Last day"), required=False, **kwargs)


def _proposed_end() -> dt.date:
    return clock.today() + dt.timedelta(days=DAYS_PROPOSED)


class GrantForm(forms.Form):
    """To whom a client is opened, and how far."""

    person = PersonField(label=_("Person"), required=False)
    unit = UnitField(
        label=_("Unit"), required=False, help_text=_("Choose a person or a unit. A protected client needs a person.")
    )
    level = _level_field()
    ends_on = _last_day_field(initial=_proposed_end, help_text=_("Leave it empty when the right has no end."))
    reason = ReasonField(help_text=_("Why the data is needed, such as the client's move."))

    def __init__(self, *args: Any, people: QuerySet[User], units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("person")) == bool(given.get("unit")) and not self.errors:
            self.add_error("person", _("Choose either a person or a unit."))
        return given


class ConsultForm(forms.Form):
    """Which expert reads, and for how long."""

    person = PersonField(label=_("Expert"), error_messages={"required": _("Choose a person.")})
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=MOST_DAYS_OF_CONSULTATION,
        initial=7,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write a number of days from 1 to 30.")
        ),
        help_text=_("30 days at most, today among them."),
    )
    reason = ReasonField(help_text=_("What the expert is asked about."))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]


class RequestForm(forms.Form):
    """For whose data one asks."""

    reference = ReferenceField(
        label=_("Reference of the client"),
        help_text=_("Those who work with the client can tell it, such as 7K3FXWQ2."),
        error_messages={"required": _("Write the reference of the client.")},
    )
    level = _level_field()
    reason = ReasonField(help_text=_("Why you need the data in your work. Do not write the client's name."))


class AcceptRequestForm(forms.Form):
    """How far, and until when, who asks may open the client."""

    level = _level_field()
    ends_on = _last_day_field(initial=_proposed_end, help_text=_("Leave it empty when the right has no end."))


class DeclineForm(forms.Form):
    """Why the answer is no."""

    reason = ReasonField(help_text=_("Who asked can read this. Do not tell anything of the client."))


class TransferForm(forms.Form):
    """Where a client goes, and why."""

    unit = UnitField(label=_("To which unit"), error_messages={"required": _("Choose a unit.")})
    reason = ReasonField(
        help_text=_("The unit sees this and the reference before it answers. Do not write the client's name.")
    )
    provision = forms.CharField(
        label=_("Ground in law"),
        required=False,
        max_length=120,
        help_text=_(
            "Needed when the unit is another municipality's: on which provision the data is given. It is kept as a "
            "disclosure."
        ),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class AcceptTransferForm(forms.Form):
    """Who works with the client from now on, and whether the rights of others go on."""

    as_keyworker = forms.BooleanField(label=_("I become the responsible counsellor"), required=False, initial=True)
    keeps_grants = forms.BooleanField(label=_("Rights that were given to others go on"), required=False)


class EmergencyForm(forms.Form):
    """Whom one must see at once, and why."""

    client = forms.CharField(
        label=_("Reference or personal identity code of the client"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the reference or the personal identity code.")},
    )
    reason = ReasonField(least=LEAST_CHARACTERS, help_text=_("What happened, and why it cannot wait."))


class SubstitutionForm(forms.Form):
    """Who is away, who does their work, and when."""

    organization = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Organization.objects.none(), empty_label=None
    )
    absent = PersonField(label=_("Who is away"), error_messages={"required": _("Choose a person.")})
    substitute = PersonField(label=_("Substitute"), error_messages={"required": _("Choose a person.")})
    starts_on = DayField(
        label=_("First day"), initial=clock.today, error_messages={"required": _("Write the first day.")}
    )
    ends_on = DayField(label=_("Last day"), error_messages={"required": _("Write the last day.")})

    def __init__(
        self,
        *args: Any,
        organizations: QuerySet[Organization],
        absent: QuerySet[User],
        substitutes: QuerySet[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        field.queryset = organizations  # type: ignore[attr-defined]
        field.initial = organizations.first()
        if len(organizations) == 1:
            field.widget = forms.HiddenInput()
        self.fields["absent"].offer(absent)  # type: ignore[attr-defined]
        self.fields["substitute"].offer(substitutes)  # type: ignore[attr-defined]


class LeaverForm(forms.Form):
    """Whose clients are handed over."""

    person = PersonField(label=_("Whose clients"), error_messages={"required": _("Choose a person.")})

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Which clients go, and to whom."""

    clients = forms.MultipleChoiceField(
        label=_("Clients"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one client.")},
    )
    person = PersonField(label=_("New responsible counsellor"), required=False)
    unit = UnitField(
        label=_("Or a unit"),
        required=False,
        help_text=_("The unit names the responsible counsellor later."),
    )

    def __init__(
        self, *args: Any, clients: Iterable[Client], people: QuerySet[User], units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each.shown_name} · {each.reference} · {each.unit.name}") for each in clients]
        self.fields["clients"].choices = choices  # type: ignore[attr-defined]
        self.fields["clients"].initial = [key for key, _words in choices]
        self.fields["person"].offer(people)  # type: ignore[attr-defined]
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("person")) == bool(given.get("unit")) and not self.errors:
            self.add_error("person", _("Choose either a person or a unit."))
        return given

    @property
    def chosen(self) -> list[int]:
        """The ids of the clients that were chosen."""
        return [int(key) for key in self.cleaned_data["clients"]]
