"""A form filled with what was typed, right or wrong, without judging it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict


def typed_values(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What was typed into ``form``, right or wrong, so that the form can be shown once more without judging it."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, field in form.fields.items()
    }


def fill(form: forms.Form, typed: QueryDict) -> None:
    """Fill ``form``, which has not been sent, with a draft; what cannot be changed stays as it is."""
    kept = typed_values(form, typed)
    form.initial.update({name: value for name, value in kept.items() if not form.fields[name].disabled})
