"""The service path: the queue of intakes in the navigation, and a section of the client's page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.client_sections import ClientSection, client_sections
from seutu.newcomers.clients.presentation.path import path_section
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import NavigationLink, navigation


def register() -> None:
    """Register what stands above."""
    navigation.register(
        NavigationLink(
            key="clients-intakes",
            order=12,
            audience="work",
            label=_("Intake queue"),
            url_name="clients:intakes",
            is_visible=_serves_clients,
            group="clients",
        )
    )
    client_sections.register(
        ClientSection(
            key="path",
            order=5,
            label=_("Service path"),
            template="clients/client/_path.html",
            context=path_section,
        )
    )


def _serves_clients(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and worker.serves
