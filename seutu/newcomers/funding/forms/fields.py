"""Days, money, percentages and numbers as people here write them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.funding.rules.money import CENTS, NotMoney, cents_of
from seutu.newcomers.funding.rules.percentages import NotPercent, percent_of, shown

_NUMBER = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,9}")


class _Short(forms.CharField):
    """A field of one short word that becomes another value."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}))
        super().__init__(max_length=40, **kwargs)


class MoneyField(_Short):
    """An amount of money in cents, written as 300 000,00; None when it is left empty."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return cents_of(text)
        except NotMoney:
            raise forms.ValidationError(_("Write the amount in euros, such as 300 000,00.")) from None

    def prepare_value(self, value: Any) -> Any:
        return typed_money(value) if isinstance(value, int) else value


class PercentField(_Short):
    """A percentage as an exact fraction, written as 70 or 33,3333; None when it is left empty."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return percent_of(text)
        except NotPercent:
            raise forms.ValidationError(_("Write a percentage from 0 to 100, such as 70 or 33,3333.")) from None

    def prepare_value(self, value: Any) -> Any:
        return shown(value).replace(".", ",") if isinstance(value, Fraction) else value


class NumberField(_Short):
    """A whole number of people or uses, written as 2 300; None when it is left empty."""

    def clean(self, value: Any) -> Any:
        text = " ".join(str(super().clean(value)).split())
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(_("Write a whole number, such as 2 300."))
        return int(text.replace(" ", ""))


def typed_money(cents: int) -> str:
    """300 000,00: as it is typed, in every language."""
    euros = f"{abs(cents) // CENTS:,}".replace(",", " ")
    return f"{'-' if cents < 0 else ''}{euros},{abs(cents) % CENTS:02}"
