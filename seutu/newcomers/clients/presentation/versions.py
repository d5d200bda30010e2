"""What two people have saved or typed of the same client, side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from seutu.newcomers.clients.forms.changes import SECTIONS, names_formset
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.client_page import last_change
from seutu.shared.ui.versions import Conflict, Difference, differences_between, shown_value


def both_versions(client: Client, form: Any, rows: Any = None) -> Conflict:
    """The saved version of ``client`` beside the one that was typed."""
    told = last_change(client)
    differences = _of_names(client, rows) if form is None else _of_form(client, form)
    return Conflict(
        editor=told[0] if told else "", changed_at=told[1].at if told else client.updated_at, differences=differences
    )


def _of_form(client: Client, form: forms.Form) -> list[Difference]:
    known = next(each for each in SECTIONS.values() if type(each.form_for(client, None)) is type(form))
    return differences_between(known.form_for(client, None), form)


def _of_names(client: Client, rows: Any) -> list[Difference]:
    def told(forms_: Any) -> str:
        lines = []
        for row in forms_:
            parts = [str(row[name].value() or "") for name in ("given_names", "patronymic", "family_name")]
            whole = " ".join(part for part in parts if part)
            if whole:
                lines.append(f"{shown_value(row.fields['kind'], row['kind'].value())}: {whole}")
        return "\n".join(lines)

    saved, typed = told(names_formset(client, None).forms), told(rows.forms)
    return [Difference(_("Names"), saved, typed)] if saved != typed else []
