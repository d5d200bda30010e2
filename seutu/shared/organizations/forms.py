"""What a person types about the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.rich_text import strip_control
from seutu.shared.organizations.models import AccessibilityStatement


class AccessibilityStatementForm(forms.ModelForm[AccessibilityStatement]):
    """One language version of the accessibility statement."""

    class Meta:
        model = AccessibilityStatement
        fields = (
            "conformity",
            "deficiencies",
            "assessed_on",
            "assessment",
            "contact_name",
            "contact_email",
            "contact_phone",
        )
        widgets = {
            "conformity": forms.RadioSelect,
            "assessed_on": forms.DateInput(attrs={"class": "w-s"}),
            "contact_phone": forms.TextInput(attrs={"class": "w-m"}),
        }
        help_texts = {
            "deficiencies": _(
                "One shortcoming in each paragraph: what it is, and how one gets the same thing otherwise."
            ),
            "assessed_on": _("For example 29.3.2026"),
            "assessment": _("For example: assessed by ourselves, or by an outside expert."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conformity = self.fields["conformity"]
        if isinstance(conformity, forms.ChoiceField):
            conformity.choices = AccessibilityStatement.Conformity.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = strip_control(value).strip()
        conformity = cleaned.get("conformity")
        if conformity in {"partial", "none"} and not cleaned.get("deficiencies"):
            self.add_error(
                "deficiencies", _("Write what is not accessible: the law asks for it (306/2019, section 9).")
            )
        return cleaned
