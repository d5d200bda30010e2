"""Fields of the forms of projects: days and sums as people here write them, and fields made after a model's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import localize_input
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.rules.amounts import NotASum, parse_cents, typed_cents
from seutu.shared.ui.fields import DayField


class SumField(forms.CharField):
    """A sum of money in euros; its value is in cents, None when it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": _("Write the sum in euros, for example 1234,50."),
            "negative": _("Write a sum that is not negative."),
            "required": _("Write a sum."),
        }
        self.may_be_negative = kwargs.pop("may_be_negative", False)
        kwargs["error_messages"] = messages | kwargs.get("error_messages", {})
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            cents = parse_cents(text)
        except NotASum:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if cents < 0 and not self.may_be_negative:
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        return cents

    def prepare_value(self, value: Any) -> Any:
        return typed_cents(value) if isinstance(value, int) else value


class ShareField(forms.DecimalField):
    """A percentage as people here write it: 70 or 33,33."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**{**kwargs, "localize": True, "widget": widget})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return localize_input(value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


def field_after(model: type[models.Model], name: str) -> forms.Field:
    """A form's field after the model's field of this name."""
    field: Any = model._meta.get_field(name)
    about = {"label": field.verbose_name[:1].upper() + field.verbose_name[1:], "required": not field.blank}
    if name.endswith("_cents"):
        return SumField(**about, may_be_negative=name == "amount_cents" and model.__name__ == "ActualCost")
    if isinstance(field, models.DateField):
        return DayField(**about)
    if isinstance(field, models.URLField):
        return forms.URLField(**about, max_length=field.max_length, assume_scheme="https", error_messages=_ADDRESS)
    made: forms.Field = field.formfield(**({"form_class": ShareField} if name.endswith("_percent") else {}))
    made.validators.extend(field._validators)
    made.error_messages["required"] = _REQUIRED.get(type(made), _("Write something here."))
    made.error_messages["invalid_choice"] = _("Choose one.")
    made.widget.attrs.setdefault("class", _width(made))
    return made


_ADDRESS = {"invalid": _("Write a whole address, for example https://paatokset.kunta.example/2026/4.")}
_REQUIRED: dict[type[forms.Field], Any] = {
    forms.ModelChoiceField: _("Choose one."),
    forms.TypedChoiceField: _("Choose one."),
    forms.IntegerField: _("Write a number."),
}


def _width(field: forms.Field) -> str:
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "w-s"
    return "w-m" if isinstance(field, forms.ModelChoiceField | forms.TypedChoiceField) else ""
