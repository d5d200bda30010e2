"""Fields of a client: names as they are typed, languages, countries, codes, the municipality."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.languages import country_choices, language_choices
from seutu.newcomers.clients.models import MunicipalityKind
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.typed_text import lines, one_line
from seutu.shared.organizations.models import Organization

SCRIPTS = (
    "Latn", "Cyrl", "Arab", "Ethi", "Thai", "Hans", "Hant", "Deva", "Beng", "Grek", "Hebr", "Geor", "Armn", "Mymr",
    "Khmr", "Laoo", "Sinh", "Taml", "Jpan", "Kore",
)  # fmt: skip
NOTHING_CHOSEN = ("", _("Not known"))


class LineField(forms.CharField):
    """One line, without characters that cannot be seen."""

    def __init__(self, *, css: str = "w-m", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": css, "autocomplete": "off", "dir": "auto"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class LinesField(forms.CharField):
    """A few lines, such as an address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("widget", forms.Textarea(attrs={"class": "w-m", "rows": 3, "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return lines(super().to_python(value) or "")


class IdentityCodeField(LineField):
    """A personal identity code in its one form; all signs of the century are known, and temporary codes too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(css="w-s", max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        code = normalised(typed) if typed else ""
        if typed and not code:
            # The code itself stays out of the message: messages end in logs.
            raise ValidationError(_("This is no personal identity code. Check each character."))
        return code


class ListedField(forms.ChoiceField):
    """One of a long list whose words are in the reader's language; ``listed`` gives it anew for each form."""

    def __init__(self, listed: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"class": "w-m"}))
        super().__init__(choices=lambda: [NOTHING_CHOSEN, *listed()], **kwargs)


def language_field(label: Any, **kwargs: Any) -> ListedField:
    """A language to choose."""
    return ListedField(language_choices, label=label, required=False, **kwargs)


def country_field(label: Any, **kwargs: Any) -> ListedField:
    """A citizenship to choose."""
    return ListedField(country_choices, label=label, required=False, **kwargs)


def script_choices() -> list[tuple[str, str]]:
    """The scripts that can be chosen, by their names."""
    names = Locale.parse(get_language() or "fi").scripts
    return [(code, str(names.get(code) or code)) for code in SCRIPTS]


class MunicipalityField(forms.ChoiceField):
    """Where somebody lives: a municipality of the region, or what else is known of it.

    Its value is the fields ``municipality`` and ``municipality_kind``.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"class": "w-m"}))
        super().__init__(choices=self._listed, **kwargs)

    @staticmethod
    def _municipalities() -> list[Organization]:
        return list(Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY))

    def _listed(self) -> list[tuple[str, Any]]:
        named = [(str(each.pk), each.name) for each in self._municipalities()]
        others = [(kind.value, kind.label) for kind in MunicipalityKind if kind != MunicipalityKind.NAMED]
        return [*named, *others]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            municipality = value.get("municipality")
            return str(municipality.pk) if municipality else value.get("municipality_kind")
        return value

    def clean(self, value: Any) -> dict[str, Any]:
        chosen = super().clean(value) or MunicipalityKind.UNKNOWN
        if not chosen.isdigit():
            return {"municipality": None, "municipality_kind": chosen}
        named = Organization.objects.filter(pk=int(chosen)).first()
        return {"municipality": named, "municipality_kind": MunicipalityKind.NAMED}
