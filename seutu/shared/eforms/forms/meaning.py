"""What the answers of a form become: which question gives which part of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seutu.shared.eforms.meanings import EFormMeaning, fitting
from seutu.shared.eforms.spec.items import Spec, fields_of


class MappingForm(forms.Form):
    """A choice for each target among the questions that fit it; none for what is not asked."""

    def __init__(self, data: Any = None, *, meaning: EFormMeaning, spec: Spec, mapping: dict[str, str]) -> None:
        super().__init__(data)
        given = {target: name for name, target in mapping.items()}
        placed = list(fields_of(spec))
        language = get_language() or "fi"
        for target in meaning.targets:
            named = [
                (field.name, field.label.spoken(language, spec.languages).words or field.name)
                for field in fitting(placed, target)
            ]
            self.fields[target.name] = forms.ChoiceField(
                label=target.label,
                required=target.is_required,
                choices=[("", _("No question gives it")), *named],
                initial=given.get(target.name, ""),
            )

    def clean(self) -> dict[str, Any]:
        chosen = [name for name in self.cleaned_data.values() if name]
        if len(set(chosen)) != len(chosen):
            raise forms.ValidationError(_("One question gives one part only. Choose another for the second."))
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Field name → target name; only after `is_valid`."""
        return {field: target for target, field in self.cleaned_data.items() if field}
