"""The forms that the register comes with, and what their answers become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.client_sections import ClientSection, Opened, client_sections
from seutu.newcomers.clients.eform_specs import meanings_of_clients
from seutu.newcomers.clients.presentation.eform_origins import origins_of
from seutu.newcomers.clients.ready_assessment import by_law
from seutu.shared.eforms.meanings import meanings
from seutu.shared.eforms.ready_forms import ReadyForm, ready_forms

FORMS = Path(__file__).parent.parent / "ready_forms"


def register() -> None:
    """Register what stands above."""
    for form in (
        ReadyForm(
            key="clients.contact",
            order=10,
            label=_("Contact request"),
            path=FORMS / "contact.toml",
            meaning="clients.contact",
        ),
        ReadyForm(
            key="clients.assessment",
            order=20,
            label=_("Questions before the assessment"),
            path=FORMS / "assessment.toml",
            meaning="clients.intake",
            built=by_law,
        ),
        ReadyForm(
            key="clients.training",
            order=30,
            label=_("Registration for training"),
            path=FORMS / "training.toml",
            meaning="clients.client",
        ),
        ReadyForm(key="clients.feedback", order=40, label=_("Participant feedback"), path=FORMS / "feedback.toml"),
    ):
        ready_forms.register(form)
    for meaning in meanings_of_clients():
        meanings.register(meaning)
    client_sections.register(
        ClientSection(
            key="forms", order=60, label=_("Forms"), template="clients/client/_forms.html", context=_forms_of_client
        )
    )


def _forms_of_client(request: HttpRequest, opened: Opened) -> dict[str, Any] | None:
    origins = origins_of(opened.client)
    return {"origins": origins} if origins else None
