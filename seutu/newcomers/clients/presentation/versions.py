"""What two people have saved or typed of the same client, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from seutu.newcomers.clients.forms.changes import SECTIONS, names_formset
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.client_page import last_change
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


def both(client: Client, form: Any, rows: Any = None) -> Conflict:
    """The saved version of ``client`` beside the one that was typed."""
    told = last_change(client)
    differences = _of_names(client, rows) if form is None else _of_form(client, form)
    return Conflict(
        editor=told[0] if told else "", changed_at=told[1].at if told else client.updated_at, differences=differences
    )


def _of_form(client: Client, form: forms.Form) -> list[Difference]:
    known = next(each for each in SECTIONS.values() if type(each.form_for(client, None)) is type(form))
    saved = known.form_for(client, None)
    found = []
    for name, field in saved.fields.items():
        was, now = _told(field, saved[name].initial), _told(field, form[name].value())
        if was != now:
            found.append(Difference(str(field.label), was or _("empty"), now or _("empty")))
    return found


def _told(field: forms.Field, value: Any) -> str:
    """A value as its field would show it."""
    shown = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return _("yes") if shown in (True, "on", "True") else _("no")
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=shown).first() if shown and str(shown).isdigit() else None  # type: ignore[union-attr]
        return str(field.label_from_instance(row)) if row else ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(shown, shown or ""))  # type: ignore[arg-type]  # they are listed
    return day(shown) if isinstance(shown, dt.date) else str(shown or "").strip()


def _of_names(client: Client, rows: Any) -> list[Difference]:
    def told(forms_: Any) -> str:
        lines = []
        for row in forms_:
            parts = [str(row[name].value() or "") for name in ("given_names", "patronymic", "family_name")]
            whole = " ".join(part for part in parts if part)
            if whole:
                lines.append(f"{_told(row.fields['kind'], row['kind'].value())}: {whole}")
        return "\n".join(lines)

    saved, typed = told(names_formset(client, None).forms), told(rows.forms)
    return [Difference(_("Names"), saved, typed)] if saved != typed else []
