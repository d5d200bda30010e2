"""Somebody who lives with a client, who may be a client too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.households import MemberInput
from seutu.newcomers.clients.forms.client_fields import LineField
from seutu.newcomers.clients.models import Client, Relation
from seutu.newcomers.clients.queries.typed_search import OLDEST_YEAR
from seutu.shared.core import clock


class ReferenceField(LineField):
    """The reference of a client, as one reads it aloud or copies it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(css="w-s", max_length=20, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "").upper()


class MemberForm(forms.Form):
    relation = forms.ChoiceField(label=_("Relation to the client"), choices=Relation.choices, widget=forms.RadioSelect)
    reference = ReferenceField(
        label=_("Reference, when the member is a client too"),
        required=False,
        help_text=_("It stands on the member's own page, such as 7K3FXWQ2."),
    )
    name = LineField(label=_("Name, when the member is no client"), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, clients: QuerySet[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clients = clients
        self.found: Client | None = None

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not OLDEST_YEAR <= year <= clock.today().year:
            raise forms.ValidationError(_("Write the year with four digits, such as 1990."))
        return year

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        reference = given.get("reference")
        self.found = self.clients.filter(reference=reference).first() if reference else None
        if reference and self.found is None:
            # The same words whether there is none or one that this worker may not see.
            self.add_error("reference", _("No client of yours has this reference. Check each character."))
        return given

    def member(self) -> MemberInput:
        """What the form says, for the action."""
        given = self.cleaned_data
        return MemberInput(
            relation=given["relation"], client=self.found, name=given["name"], birth_year=given["birth_year"]
        )
