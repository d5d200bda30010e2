from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import DoctorCheck, Finding, NavigationLink, doctor_checks, navigation

# The sections of a client's page that belong to the record itself, in their order.
SECTIONS = (
    ("details", 10, _("Data"), "clients/client/_details.html"),
    ("contact_details", 20, _("Contact details"), "clients/client/_contact_details.html"),
    ("household", 50, _("Household"), "clients/client/_household.html"),
    ("links", 80, _("Same person"), "clients/client/_links.html"),
    ("history", 90, _("Former data"), "clients/client/_history.html"),
)


class ClientsConfig(AppConfig):
    name = "seutu.newcomers.clients"

    def ready(self) -> None:
        _register_clients()


def _register_clients() -> None:
    from seutu.newcomers.clients.client_sections import ClientSection, client_sections  # the apps are not loaded above

    link = NavigationLink(
        key="clients-clients",
        order=10,
        audience="work",
        label=_("Clients"),
        url_name="clients:clients",
        is_visible=_serves_clients,
    )
    navigation.register(link)
    for key, order, label, template in SECTIONS:
        context: Callable[..., Any] = partial(_section, key)
        client_sections.register(ClientSection(key=key, order=order, label=label, template=template, context=context))
    doctor_checks.register(DoctorCheck(key="clients.name_keys", label=_("Search keys of names"), run=_name_keys))


def _section(key: str, request: HttpRequest, opened: Any) -> dict[str, Any] | None:
    from seutu.newcomers.clients.presentation import client_page  # the apps are not loaded above

    context: dict[str, Any] | None = getattr(client_page, key)(request, opened)
    return context


def _serves_clients(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import organizations_where  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return bool(organizations_where(request.user, Permission.SERVE_CLIENTS))


def _name_keys() -> list[Finding]:
    from seutu.newcomers.clients.queries.name_keys import findings  # the apps are not loaded above

    return findings()
