"""What two people have saved or typed of the same row, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from seutu.shared.ui.dates import day


@dataclass(frozen=True)
class Difference:
    """A field in which two versions are not the same."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile and when, and what is different."""

    editor: str
    changed_at: dt.datetime
    differences: Sequence[Difference]


def conflict_between(
    saved: forms.Form, typed: forms.Form, told: tuple[str, dt.datetime] | None, changed_at: dt.datetime
) -> Conflict:
    """The saved version beside the one that was typed; ``told`` is who saved it and when, if that is known."""
    editor, at = told or ("", changed_at)
    return Conflict(editor, at, differences_between(saved, typed))


def differences_between(saved: forms.Form, typed: forms.Form) -> list[Difference]:
    """The fields of ``saved`` to which ``typed`` gives another value, in their order."""
    found = []
    for name, field in saved.fields.items():
        was, now = shown_value(field, saved[name].initial), shown_value(field, typed[name].value())
        if was != now:
            found.append(Difference(str(field.label), was or _("empty"), now or _("empty")))
    return found


def shown_value(field: forms.Field, value: Any) -> str:
    """A value as its field would show it."""
    shown = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return _("yes") if shown in (True, "on", "True") else _("no")
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=shown).first() if shown and str(shown).isdigit() else None  # type: ignore[union-attr]
        return str(field.label_from_instance(row)) if row else ""
    if isinstance(field, forms.MultipleChoiceField):
        named: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]  # they are listed
        return ", ".join(str(named.get(each, each)) for each in shown or [])
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(shown, shown or ""))  # type: ignore[arg-type]  # they are listed
    if isinstance(shown, dt.date):
        return day(shown)
    return "" if shown is None else str(shown).strip()
