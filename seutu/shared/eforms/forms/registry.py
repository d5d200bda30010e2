"""What a maker types of a registry: its address, and how it gets what arrives by each form for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.rules.registry import Way, is_sensitive, usual_way
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.organizations.models import Organization

WAY = "way-"
USUAL = "usual"


@dataclass(frozen=True)
class FormForRegistry:
    """A form for the registry, with its title in the maker's language, and the spec that decides its usual way."""

    eform: EForm
    title: str
    spec: Spec


class RegistryForm(forms.Form):
    """The address of a registry, and a way for each form."""

    address = forms.EmailField(
        label=_("E-mail of the registry"),
        required=False,
        max_length=254,
        help_text=_("For example kirjaamo@municipality.example. Empty: the registry is told nothing by mail."),
    )

    def __init__(
        self, data: QueryDict | None, *, organization: Organization, forms_shown: Sequence[FormForRegistry]
    ) -> None:
        super().__init__(data, initial={"address": organization.registry_email})
        for each in forms_shown:
            self.fields[WAY + each.eform.slug] = forms.ChoiceField(
                label=each.title,
                widget=forms.RadioSelect,
                choices=_ways(each),
                initial=each.eform.registry_way or USUAL,
                help_text=_("This form asks for sensitive data.") if is_sensitive(each.spec) else "",
            )

    def ways(self) -> dict[str, str]:
        """Slug → way, "" for the usual one; only after `is_valid`."""
        chosen = {name.removeprefix(WAY): value for name, value in self.cleaned_data.items() if name.startswith(WAY)}
        return {slug: "" if value == USUAL else value for slug, value in chosen.items()}


def _ways(each: FormForRegistry) -> list[tuple[str, object]]:
    usual = {
        Way.LINK: _("By what the form asks: now a link that opens after signing in"),
        Way.DOCUMENT: _("By what the form asks: now the answers as a PDF in the mail"),
    }
    return [(USUAL, usual[usual_way(each.spec)]), *((way.value, way.label) for way in Way)]
