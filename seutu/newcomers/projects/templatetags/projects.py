"""Sums of a project in words: `{% load projects %}`."""

from __future__ import annotations

from decimal import Decimal

from django import template

from seutu.shared.ui.numbers import money

register = template.Library()


@register.filter
def cents(amount: int | None) -> str:
    """300 000,00 €, or a dash when there is no sum."""
    return "–" if amount is None else money(Decimal(amount) / 100)
