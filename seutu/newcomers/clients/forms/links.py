"""Which other record is the same person's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.forms.household import ReferenceField
from seutu.newcomers.clients.models import Client


class LinkForm(forms.Form):
    reference = ReferenceField(
        label=_("Reference of the other record"),
        help_text=_("It stands on the page of the other record, such as 7K3FXWQ2."),
        error_messages={"required": _("Write the reference of the other record.")},
    )

    def __init__(self, *args: Any, clients: QuerySet[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clients = clients
        self.found: Client | None = None

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        self.found = self.clients.filter(reference=reference).first()
        if self.found is None:
            raise forms.ValidationError(_("No client of yours has this reference. Check each character."))
        return reference
