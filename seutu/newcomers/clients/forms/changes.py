"""The forms that change a client, filled with what the record holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.names import NameInput
from seutu.newcomers.clients.forms.client_fields import LineField
from seutu.newcomers.clients.forms.clients import (
    CITIZENSHIPS,
    ChangedPersonForm,
    ClientForm,
    ContactDetailsForm,
    LanguagesForm,
    ProtectionForm,
    ResidenceForm,
    ServiceForm,
)
from seutu.newcomers.clients.forms.typed import typed_values
from seutu.newcomers.clients.models import Client, NameKind
from seutu.newcomers.clients.models.identity_codes import masked
from seutu.newcomers.clients.queries.client_page import contact_details_of
from seutu.newcomers.clients.queries.units import open_units_of
from seutu.newcomers.clients.queries.workers import workers_serving_in_any
from seutu.shared.core.encryption.unreadable import is_readable

MOST_NAMES = 20
# The word by which drafts of the form of names are kept.
NAMES = "client_names"
UNREADABLE = _("What stands here cannot be opened now. It is kept as it is.")


@dataclass(frozen=True)
class Section:
    """A section of the record, and the form that changes it."""

    key: str
    title: Any
    form_for: Callable[[Client, QueryDict | None], ClientForm]

    @property
    def target(self) -> str:
        """The word by which drafts of the form are kept."""
        return f"client_{self.key}"


def _values_of(client: Client, form: type[ClientForm]) -> dict[str, Any]:
    return {name: getattr(client, name) for name in form.base_fields if hasattr(client, name)}


def _person(client: Client, sent: QueryDict | None) -> ClientForm:
    initial = _values_of(client, ChangedPersonForm) | dict(zip(CITIZENSHIPS, client.citizenships, strict=False))
    initial.pop("identity_code")
    # The year that follows from a date is not asked once more.
    if client.birth_date:
        initial.pop("birth_year")
    return ChangedPersonForm(sent, initial=initial, kept_code=masked(client.identity_code))


def _languages(client: Client, sent: QueryDict | None) -> ClientForm:
    return LanguagesForm(sent, initial=_values_of(client, LanguagesForm))


def _residence(client: Client, sent: QueryDict | None) -> ClientForm:
    where = {"municipality": client.municipality, "municipality_kind": client.municipality_kind}
    return ResidenceForm(sent, initial=_values_of(client, ResidenceForm) | {"municipality": where})


def _service(client: Client, sent: QueryDict | None) -> ClientForm:
    form = ServiceForm(sent, initial=_values_of(client, ServiceForm))
    form.offer(units=open_units_of(client.controller_id), keyworkers=workers_serving_in_any([client.controller_id]))
    return form


def _protection(client: Client, sent: QueryDict | None) -> ClientForm:
    return ProtectionForm(sent, initial=_values_of(client, ProtectionForm))


def _contact_details(client: Client, sent: QueryDict | None) -> ClientForm:
    details = contact_details_of(client)
    form = ContactDetailsForm(sent, initial={name: getattr(details, name) for name in ContactDetailsForm.base_fields})
    for name, field in form.fields.items():
        if not is_readable(form.initial[name]):
            # Left out of what is sent, so that its sealed bytes stay.
            field.disabled, field.help_text = True, UNREADABLE
            field.validators = []
    return form


# By the word of the address.
SECTIONS: Mapping[str, Section] = {
    "henkilo": Section("person", _("Person"), _person),
    "kielet": Section("languages", _("Languages"), _languages),
    "asuminen": Section("residence", _("Residence"), _residence),
    "palvelu": Section("service", _("Unit and responsible counsellor"), _service),
    "suojaus": Section("protection", _("Protection"), _protection),
    "yhteystiedot": Section("contact_details", _("Contact details"), _contact_details),
}


class NameRow(forms.Form):
    """One of the names; emptied, it goes."""

    kind = forms.ChoiceField(
        label=_("Which name"), choices=NameKind.choices, widget=forms.Select(attrs={"class": "w-m"})
    )
    given_names = LineField(label=_("Given names"), required=False)
    family_name = LineField(label=_("Family name"), required=False)
    patronymic = LineField(label=_("Patronymic"), required=False)


NameRows = forms.formset_factory(NameRow, extra=0, max_num=MOST_NAMES, validate_max=True)


def names_formset(client: Client, sent: QueryDict | None) -> Any:
    """A row for each of the client's names, and one more."""
    rows = [
        {
            "kind": name.kind,
            "given_names": name.given_names,
            "family_name": name.family_name,
            "patronymic": name.patronymic,
        }
        for name in client.names.all()
    ]
    is_new = {"kind": NameKind.VARIANT if rows else NameKind.CURRENT}
    return NameRows(sent, initial=[*rows, is_new], prefix="names") if sent is None else NameRows(sent, prefix="names")


def names_kept(typed: QueryDict) -> Any:
    """The rows of a draft, unjudged; what is no form of names becomes one empty row."""
    rows = NameRows(typed, prefix="names")
    kept = [typed_values(row, typed) for row in rows.forms] if rows.management_form.is_valid() else []
    return NameRows(None, initial=kept or [{"kind": NameKind.VARIANT}], prefix="names")


def names_typed(rows: Any) -> list[NameInput]:
    """The names that were typed; rows without a name are left out."""
    typed = [NameInput(**form.cleaned_data) for form in rows.forms if form.cleaned_data]
    return [name for name in typed if name.given_names or name.family_name]
